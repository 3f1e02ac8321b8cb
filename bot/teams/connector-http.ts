import { Agent as HttpAgent, request as httpRequest } from "node:http";
import { Agent as HttpsAgent, request as httpsRequest } from "node:https";
import { setTimeout as pause } from "node:timers/promises";
import type { ConfigurationBotFrameworkAuthentication } from "botbuilder";

type ConnectorOptions = NonNullable<ConstructorParameters<typeof ConfigurationBotFrameworkAuthentication>[4]>;
type BotbuildersClient = NonNullable<ConnectorOptions["httpClient"]>;
type HttpResponse = Awaited<ReturnType<BotbuildersClient["sendRequest"]>>;

/** Of a request, what is sent. */
interface HttpRequest {
  url: string;
  method: string;
  headers: { toJson(): Record<string, string> };
  body?: string;
}

/** What came back. */
interface HttpAnswer {
  status: number;
  headers: Record<string, string>;
  bodyAsText: string;
}

/** The way to the connector, for botbuilder's client and for the bot itself. */
export interface HttpClient extends BotbuildersClient {
  /**
   * `go`: the request is made ready at once, and nothing of it leaves before this resolves; never, where it rejects.
   * @throws ConnectorRefusal
   */
  send(request: HttpRequest, go?: Promise<void>): Promise<HttpAnswer>;
}

export interface ConnectorHttp {
  /** an answer that takes longer is given up, milliseconds */
  timeoutMs?: number;
  /** how often a refused request is sent again */
  retries?: number;
  /** the first pause between tries where the connector names none; doubled each time */
  firstPauseMs?: number;
  /** a longer wait than this is left to the caller's queue */
  longestPauseMs?: number;
  /** a kept connection that ends sooner than this was closed before the request came, milliseconds */
  crossedMs?: number;
}

/** The connector said no, or nothing (`statusCode` null). Its body is not kept: it may quote the message. */
export class ConnectorRefusal extends Error {
  readonly statusCode: number | null;
  readonly code: string | undefined;
  readonly retryAfterMs: number | null;
  constructor(
    statusCode: number | null,
    code: string | undefined,
    retryAfterMs: number | null,
    cause?: unknown,
  ) {
    super("the connector refused a request", { cause });
    this.statusCode = statusCode;
    this.code = code;
    this.retryAfterMs = retryAfterMs;
  }
}

/** Teams says that these may be sent again; 500 and 504 may have been delivered, and a second post shows. */
const NOT_DELIVERED = new Set([412, 429, 502, 503]);

/**
 * How the bot speaks to the connector. botbuilder's own client waits without end and sends every
 * POST up to four times, after a 504 too; this one sends again only what was not delivered, soon
 * and seldom, and leaves long waits to the caller.
 */
export function connectorHttp(options: ConnectorHttp = {}): HttpClient {
  const {
    timeoutMs = 15_000,
    retries = 2,
    firstPauseMs = 500,
    longestPauseMs = 5_000,
    crossedMs = 250,
  } = options;
  const send = async (request: HttpRequest, go?: Promise<void>): Promise<HttpAnswer> => {
    for (let attempt = 0; ; attempt++) {
      const tried = await once(request, { timeoutMs, crossedMs, go });
      if (tried.ok) return tried.answer;
      const { statusCode, retryAfterMs } = tried.refusal;
      const wait = retryAfterMs ?? firstPauseMs * 2 ** attempt;
      const again = statusCode !== null && NOT_DELIVERED.has(statusCode);
      if (!again || attempt >= retries || wait > longestPauseMs) throw tried.refusal;
      await pause(wait);
    }
  };
  return {
    send,
    async sendRequest(request) {
      const { status, headers, bodyAsText } = await send(request);
      return { request, status, headers: headersLike(headers), bodyAsText };
    },
  };
}

type Tried = { ok: true; answer: HttpAnswer } | { ok: false; refusal: ConnectorRefusal };

/** Kept open between sends: a new connection, over TLS above all, costs more than the message. */
const KEPT_OPEN = { keepAlive: true, scheduling: "lifo" } as const;
const PLAIN = { request: httpRequest, agent: new HttpAgent(KEPT_OPEN) };
const SECURE = { request: httpsRequest, agent: new HttpsAgent(KEPT_OPEN) };

interface Exchange {
  timeoutMs: number;
  crossedMs: number;
  go: Promise<void> | undefined;
  /** false: on a connection of its own */
  kept?: boolean;
}

async function once(request: HttpRequest, how: Exchange): Promise<Tried> {
  try {
    const answer = await exchange(request, how);
    const { status, headers, bodyAsText } = answer;
    if (status < 200 || status > 299) {
      const retryAfterMs = retryAfter(headers["retry-after"]);
      return { ok: false, refusal: new ConnectorRefusal(status, errorCode(bodyAsText), retryAfterMs) };
    }
    return { ok: true, answer };
  } catch (error) {
    return { ok: false, refusal: new ConnectorRefusal(null, undefined, null, error) };
  }
}

/** What a connection ends with that its other end has closed. */
const CLOSED = ["ECONNRESET", "EPIPE"];

/**
 * One request and its whole answer; redirects are not followed. `fetch` takes half as long again.
 *
 * The connector may close a connection that was kept just as it is used again: what was put on it is lost, and
 * goes once more, on a new one. So it looks where the connection ends within `crossedMs` and without a byte of an
 * answer; what ends later may have been taken, and a second message shows. What ends before `go` has taken nothing.
 */
function exchange(request: HttpRequest, how: Exchange): Promise<HttpAnswer> {
  const { timeoutMs, crossedMs, go, kept = true } = how;
  const to = new URL(request.url);
  const { request: open, agent } = to.protocol === "https:" ? SECURE : PLAIN;
  const options = { method: request.method, agent: kept && agent, headers: request.headers.toJson() };
  return new Promise((resolve, reject) => {
    const fail = (error: unknown) => {
      clearTimeout(limit);
      reject(error);
    };
    const call = open(to, options, (response) => {
      // to nothing that was asked: some end an idle connection with an answer
      if (begun === null) {
        lost = true;
        call.destroy();
        return;
      }
      const parts: Buffer[] = [];
      response.on("data", (part: Buffer) => parts.push(part));
      response.on("error", fail);
      response.on("end", () => {
        clearTimeout(limit);
        resolve({
          status: response.statusCode ?? 0,
          headers: Object.fromEntries(
            Object.entries(response.headers).map(([name, value]) => [name, String(value)]),
          ),
          bodyAsText: Buffer.concat(parts).toString("utf8"),
        });
      });
    });
    let read = 0;
    let begun: number | null = null;
    let lost = false;
    let limit: NodeJS.Timeout | undefined;
    const anew = () => resolve(exchange(request, { ...how, kept: false }));
    call.once("socket", ({ bytesRead }) => {
      read = bytesRead;
    });
    call.on("error", (error: NodeJS.ErrnoException) => {
      if (begun === null) {
        lost = true;
        return;
      }
      // one that has waited was idle, too
      const wasIdle = call.reusedSocket || go !== undefined;
      const unanswered = wasIdle && call.socket?.bytesRead === read;
      const crossed = CLOSED.includes(error.code ?? "") && performance.now() - begun < crossedMs;
      if (unanswered && crossed) {
        clearTimeout(limit);
        anew();
      } else fail(error);
    });
    const send = () => {
      if (lost) return anew();
      begun = performance.now();
      limit = setTimeout(() => call.destroy(new Error("no answer in time")), timeoutMs).unref();
      call.end(request.body);
    };
    const giveUp = (error: unknown) => {
      call.destroy();
      reject(error);
    };
    if (go) go.then(send, giveUp);
    else send();
  });
}

/** `error.code` of a connector's answer: `BotNotInConversationRoster`, `ActivityNotFoundInConversation`. */
function errorCode(body: string): string | undefined {
  try {
    const code: unknown = JSON.parse(body)?.error?.code;
    return typeof code === "string" ? code : undefined;
  } catch {
    return undefined;
  }
}

/** Milliseconds of a `Retry-After` in seconds; Teams sends no dates. */
function retryAfter(header: string | undefined): number | null {
  const seconds = Number(header ?? Number.NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds * 1_000 : null;
}

/** The pipeline above reads an answer's headers through `toJson` and `get` alone. */
function headersLike(raw: Record<string, string>): HttpResponse["headers"] {
  const view = { toJson: () => raw, rawHeaders: () => raw, get: (name: string) => raw[name.toLowerCase()] };
  return view as unknown as HttpResponse["headers"];
}
