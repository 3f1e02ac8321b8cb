import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Json } from "../support/json.ts";

/** Teams' limits (Microsoft Learn, "Optimize your bot with rate limiting"): sends a second. */
const A_THREAD = 7;
const ALL = 20;

/**
 * A Bot Connector on loopback that holds the bot to Teams' limits with 429, fails as Teams does while
 * it is `stormy`, and knows what every message shows now.
 */
export class StormyTeams {
  /** what each message shows, by its id */
  readonly shown = new Map<string, { conversationId: string; activity: Json }>();
  /** everything that came, to be searched for names */
  readonly bytes: string[] = [];
  readonly counts: Record<string, number> = {};
  stormy = true;
  private readonly recent: { thread: string; at: number }[] = [];
  private readonly hanging = new Set<ServerResponse>();
  private serial = 0;
  private readonly server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    this.take(
      request.method ?? "",
      decodeURIComponent(request.url ?? ""),
      Buffer.concat(chunks).toString(),
      response,
    );
  });

  /** @param random from 0 to 1, for which sends fail; `hangs`: some are never answered */
  constructor(
    private readonly random: () => number,
    private readonly hangs: boolean,
  ) {}

  async start(): Promise<this> {
    await new Promise<void>((resolve) => this.server.listen(0, "127.0.0.1", resolve));
    return this;
  }

  get serviceUrl(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/`;
  }

  /** The faults end; who was left without an answer is let go. */
  calm(): void {
    this.stormy = false;
    for (const response of this.hanging) response.destroy();
    this.hanging.clear();
  }

  close(): void {
    this.calm();
    this.server.closeAllConnections();
    this.server.close();
  }

  private take(method: string, path: string, raw: string, response: ServerResponse): void {
    this.bytes.push(raw);
    const [, thread = "", messageId] =
      /^\/+v3\/conversations\/([^/]+)\/activities(?:\/([^/]+))?/.exec(path) ?? [];
    const fault = this.limit(thread) ?? (this.stormy ? this.fault() : null);
    const outcome = fault === null ? method : String(fault);
    this.counts[outcome] = (this.counts[outcome] ?? 0) + 1;
    if (fault === "hang") {
      this.hanging.add(response);
      return;
    }
    if (fault !== null) {
      response.writeHead(fault, {
        "content-type": "application/json",
        ...(fault === 429 ? { "retry-after": "1" } : {}),
      });
      response.end(JSON.stringify({ error: { code: "Stormy", message: "stormy" } }));
      return;
    }
    const id = method === "PUT" ? messageId! : `m${++this.serial}`;
    const conversationId = thread.split(";")[0]!;
    if (method === "PUT" || method === "POST")
      this.shown.set(id, { conversationId, activity: JSON.parse(raw) });
    response.writeHead(method === "POST" ? 201 : 200, { "content-type": "application/json" });
    response.end(JSON.stringify({ id }));
  }

  private limit(thread: string): number | null {
    const now = performance.now();
    while (this.recent[0] && now - this.recent[0].at >= 1_000) this.recent.shift();
    const here = this.recent.filter((send) => send.thread === thread).length;
    if (this.recent.length >= ALL || here >= A_THREAD) return 429;
    this.recent.push({ thread, at: now });
    return null;
  }

  private fault(): number | "hang" | null {
    const dice = this.random();
    if (dice < 0.02) return 412;
    if (dice < 0.04) return 502;
    if (dice < 0.06) return 503;
    if (dice < 0.07) return 500;
    return this.hangs && dice < 0.075 ? "hang" : null;
  }
}
