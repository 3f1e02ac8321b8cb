import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Json } from "./json.ts";

/** One request of the bot's, as it came over the wire. */
export interface Recorded {
  method: string;
  path: string;
  headers: Record<string, string | string[] | undefined>;
  raw: string;
  body: Json;
  /** the conversation that the path names; null for other routes */
  conversationId: string | null;
  /** what it was answered with; undefined where it was left hanging */
  answered?: Json;
}

/** What the connector answers instead of the usual, `times` times. */
export interface Injection {
  status: number | "hang";
  headers?: Record<string, string>;
  body?: unknown;
  times?: number;
  method?: string;
}

export interface Member {
  id: string;
  name: string;
  aadObjectId: string;
  tenantId: string;
  userRole?: string;
}

/**
 * The Bot Connector on loopback: what a bot's serviceUrl points at. Takes, edits and deletes
 * activities, lists members, keeps every byte it was sent, and fails where it is told to.
 */
export class FakeConnector {
  readonly received: Recorded[] = [];
  readonly members: Member[] = [];
  private readonly injections: Injection[] = [];
  private readonly waiting: { enough: () => boolean; resolve: () => void }[] = [];
  private readonly hanging: ServerResponse[] = [];
  private readonly server = createServer((request, response) => void this.take(request, response));
  private serial = 0;
  /** open connections, whatever they have been used for */
  connections = 0;

  async start(): Promise<this> {
    this.server.on("connection", (connection) => {
      this.connections += 1;
      connection.once("close", () => {
        this.connections -= 1;
        this.tell();
      });
    });
    await new Promise<void>((resolve) => this.server.listen(0, "127.0.0.1", resolve));
    return this;
  }

  get serviceUrl(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/`;
  }

  /** New messages, oldest first: text, cards, typing. */
  get activities(): Json[] {
    return this.posts.map(({ body }) => body);
  }

  /** Edits of messages that were sent before. */
  get edits(): Json[] {
    return this.received.filter(({ method }) => method === "PUT").map(({ body }) => body);
  }

  /** Everything that left the bot, to be searched for what must not. */
  get bytes(): string {
    return this.received
      .map(({ path, headers, raw }) => `${path}\n${JSON.stringify(headers)}\n${raw}`)
      .join("\n");
  }

  /** The next answers are these instead. */
  inject(injection: Injection): void {
    this.injections.push({ times: 1, ...injection });
  }

  /** Resolves with the first `count` new messages once they are there. */
  async waitFor(count: number): Promise<Json[]> {
    await this.until(() => this.posts.length >= count);
    return this.activities.slice(0, count);
  }

  /** Resolves as soon as the recorded requests, or the connections, fulfil a condition. */
  async until(enough: () => boolean): Promise<void> {
    if (enough()) return;
    await new Promise<void>((resolve) => this.waiting.push({ enough, resolve }));
  }

  async close(): Promise<void> {
    for (const response of this.hanging) response.destroy();
    this.server.closeAllConnections();
    await new Promise<void>((resolve) => this.server.close(() => resolve()));
  }

  private get posts(): Recorded[] {
    return this.received.filter(({ method, path }) => method === "POST" && /\/activities(\/|$)/.test(path));
  }

  private async take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const raw = Buffer.concat(chunks).toString("utf8");
    const path = new URL(request.url ?? "/", "http://localhost").pathname.replace(/\/{2,}/g, "/");
    const conversation = /^\/v3\/conversations\/([^/]+)/.exec(path);
    const recorded: Recorded = {
      method: request.method ?? "",
      path,
      headers: request.headers,
      raw,
      body: raw === "" ? null : JSON.parse(raw),
      conversationId: conversation ? decodeURIComponent(conversation[1]!) : null,
    };
    this.received.push(recorded);
    this.respond(recorded, response);
    this.tell();
  }

  private tell(): void {
    for (const waiter of this.waiting.splice(0)) {
      if (waiter.enough()) waiter.resolve();
      else this.waiting.push(waiter);
    }
  }

  private respond(recorded: Recorded, response: ServerResponse): void {
    const injection = this.injections.find(({ method }) => !method || method === recorded.method);
    if (injection) {
      injection.times!--;
      if (injection.times === 0) this.injections.splice(this.injections.indexOf(injection), 1);
      if (injection.status === "hang") {
        this.hanging.push(response);
        return;
      }
      json(
        response,
        injection.status,
        injection.body ?? { error: { code: "Injected", message: "injected" } },
        injection.headers,
      );
      return;
    }
    const [status, body] = this.usual(recorded);
    recorded.answered = body;
    json(response, status, body);
  }

  private usual({ method, path }: Recorded): [number, unknown] {
    const tail =
      /^\/v3\/conversations(?:\/[^/]+(?:\/(activities|members|pagedmembers)(?:\/([^/]+))?)?)?$/.exec(path);
    const id = `sent-${++this.serial}`;
    if (!tail) return [404, { error: { code: "NotFound" } }];
    const [, collection, item] = tail;
    if (method === "POST" && path === "/v3/conversations")
      return [201, { id: `created-${this.serial}`, activityId: id }];
    if (collection === "activities" && method === "POST") return [201, { id }];
    if (collection === "activities" && method === "PUT") return [200, { id: decodeURIComponent(item ?? "") }];
    if (collection === "activities" && method === "DELETE") return [200, {}];
    if (collection === "pagedmembers") return [200, { members: this.members }];
    if (collection === "members" && !item) return [200, this.members];
    const member = this.members.find(({ id }) => id === decodeURIComponent(item ?? ""));
    return member ? [200, member] : [404, { error: { code: "MemberNotFoundInConversation" } }];
  }
}

function json(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { "Content-Type": "application/json", ...headers });
  response.end(JSON.stringify(body));
}
