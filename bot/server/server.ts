import type { Server as HttpServer } from "node:http";
import type { AddressInfo } from "node:net";
import restify from "restify";
import { ConfigError } from "../config.ts";
import type { Log } from "../log.ts";
import type { HttpAnswer } from "../teams/adapter.ts";

export interface ServerDeps {
  /** what the transport makes of one body */
  messages: (authorization: string, body: unknown) => Promise<HttpAnswer>;
  /** the store answers and its schema is the one that this code expects */
  ready: () => Promise<boolean>;
  log: Log;
}

export interface RunningServer {
  /** `http://127.0.0.1:3978` */
  url: string;
  port: number;
  /** Takes no more requests, lets running ones end, then closes; `graceMs` at most. */
  close(graceMs?: number): Promise<void>;
}

/** Teams sends at most about 100 KB; restify would take 3 MB and more. */
const BODY = { maxBodySize: 1024 * 1024, mapParams: false };

const WORDS: Record<number, string> = {
  400: "not an activity",
  404: "not found",
  405: "not allowed",
  413: "too large",
  415: "not readable",
};

/**
 * The HTTP side: one address for the Bot Service, two for whoever watches the process.
 * @throws ConfigError where the port is taken
 */
export async function startServer(
  deps: ServerDeps,
  listen: { host: string; port: number },
): Promise<RunningServer> {
  const server = restify.createServer({ name: "" });
  // restify's own logger writes requests, headers and bodies on errors.
  (server.log as unknown as { level: string }).level = "silent";

  server.pre((request, response, next) => {
    response.removeHeader("Server");
    // A packed body is counted packed: a small one could unfold to gigabytes. The Bot Service packs none.
    if (request.headers["content-encoding"]) {
      answer(response, { status: 415, body: { error: WORDS[415] } });
      return next(false);
    }
    return next();
  });
  server.on(
    "restifyError",
    (request, response: restify.Response, error: { statusCode?: number }, done: () => void) => {
      const status = error.statusCode ?? 500;
      if (status >= 500) deps.log.error("request failed", error, { status });
      else deps.log.warn("request refused", { status });
      if (!response.headersSent) {
        if (!request.complete) response.setHeader("Connection", "close");
        answer(response, { status, body: { error: WORDS[status] ?? "something went wrong" } });
      }
      done();
    },
  );

  server.get("/health", async (_request, response) =>
    answer(response, { status: 200, body: { state: "alive" } }),
  );
  server.get("/ready", async (_request, response) => {
    const ready = await deps.ready().catch((error: unknown) => {
      deps.log.error("not ready", error);
      return false;
    });
    answer(
      response,
      ready ? { status: 200, body: { state: "ready" } } : { status: 503, body: { state: "not ready" } },
    );
  });
  server.post(
    "/api/messages",
    ...asList(restify.plugins.jsonBodyParser(BODY)),
    async (request: restify.Request, response: restify.Response) => {
      answer(response, await deps.messages(request.headers.authorization ?? "", request.body));
    },
  );

  // Longer than the idle time of the balancers in front, so that they, not this side, drop a connection.
  server.server.keepAliveTimeout = 65_000;
  server.server.headersTimeout = 66_000;
  server.server.requestTimeout = 30_000;

  await new Promise<void>((resolve, reject) => {
    server.on("error", (error: NodeJS.ErrnoException) => {
      const taken = `PORT ${listen.port} is taken on ${listen.host}: stop what uses it, or set PORT to another.`;
      reject(error.code === "EADDRINUSE" ? new ConfigError([taken]) : error);
    });
    server.listen(listen.port, listen.host, () => resolve());
  });
  const { port } = server.server.address() as AddressInfo;
  const host = listen.host.includes(":") ? `[${listen.host}]` : listen.host;
  return { url: `http://${host}:${port}`, port, close: (graceMs = 10_000) => close(server.server, graceMs) };
}

/** Raw: restify's formatters would shape a body by the client's Accept. */
function answer(response: restify.Response, { status, body }: HttpAnswer): void {
  if (body === undefined) response.sendRaw(status, "");
  else response.sendRaw(status, JSON.stringify(body), { "Content-Type": "application/json; charset=utf-8" });
}

function asList(handlers: restify.RequestHandlerType): restify.RequestHandler[] {
  return [handlers].flat(2) as restify.RequestHandler[];
}

async function close(http: HttpServer, graceMs: number): Promise<void> {
  const closed = new Promise<void>((resolve) => http.close(() => resolve()));
  // A kept-alive connection falls idle only when its last answer is out.
  const tidy = setInterval(() => http.closeIdleConnections(), 20);
  const force = setTimeout(() => http.closeAllConnections(), graceMs);
  http.closeIdleConnections();
  await closed;
  clearInterval(tidy);
  clearTimeout(force);
}
