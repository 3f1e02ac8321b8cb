import { Writable } from "node:stream";
import { createLog, type Log } from "../../bot/log.ts";
import type { Messenger } from "../../bot/messenger.ts";
import { type RunningServer, startServer } from "../../bot/server/server.ts";
import { type AdapterOptions, createAdapter } from "../../bot/teams/adapter.ts";
import { createTeamsBot, type TeamsBotDeps } from "../../bot/teams/bot.ts";
import type { ConnectorHttp } from "../../bot/teams/connector-http.ts";
import { createMessenger } from "../../bot/teams/messenger.ts";
import type { CardMaker } from "../../bot/teams/to-activity.ts";
import type { Reply, TakeTurn, Turn } from "../../bot/turn.ts";
import { cardSummary, renderCard } from "../../cards/render.ts";
import { type Said, Sender, type Speaker } from "./activities.ts";
import { FakeConnector } from "./fake-connector.ts";
import type { Json } from "./json.ts";

export interface HttpBotOptions {
  takeTurn: TakeTurn;
  cards?: CardMaker;
  tenants?: readonly string[] | null;
  clock?: () => Date;
  identity?: AdapterOptions["identity"];
  authentication?: AdapterOptions["authentication"];
  connector?: ConnectorHttp;
  ready?: () => Promise<boolean>;
  /** in place of, or besides, what is recorded here */
  deps?: Partial<TeamsBotDeps>;
}

export interface HttpReply {
  status: number;
  headers: Headers;
  text: string;
  /** null where the body is not JSON */
  json: Json;
}

const CARDS: CardMaker = { render: renderCard, summary: cardSummary };

/** The real HTTP server and adapter on loopback, with a connector that records; turns are the caller's. */
export class HttpBot {
  readonly turns: Turn[] = [];
  readonly posted: { turn: Turn; reply: Reply; activityId: string }[] = [];
  readonly logged: string[] = [];

  private constructor(
    readonly connector: FakeConnector,
    readonly server: RunningServer,
    readonly messenger: Messenger,
    readonly log: Log,
    private readonly sender: Sender,
  ) {}

  static async start(options: HttpBotOptions): Promise<HttpBot> {
    const connector = await new FakeConnector().start();
    const clock = options.clock ?? (() => new Date("2019-07-30T13:00:00Z"));
    const records = {
      turns: [] as Turn[],
      posted: [] as HttpBot["posted"],
    };
    const logged: string[] = [];
    const destination = new Writable({
      write(chunk, _encoding, done) {
        logged.push(String(chunk));
        done();
      },
    });
    const log = createLog({ clock, level: "debug", destination });
    const identity = options.identity ?? { mode: "local", host: "127.0.0.1" };
    const adapter = createAdapter({
      identity,
      log,
      authentication: options.authentication,
      connector: { firstPauseMs: 1, ...options.connector },
    });
    const bot = createTeamsBot({
      takeTurn: (turn, drawn) => {
        records.turns.push(turn);
        return options.takeTurn(turn, drawn);
      },
      sent: async (turn, reply, activityId) => void records.posted.push({ turn, reply, activityId }),
      cards: options.cards ?? CARDS,
      tenants: options.tenants ?? null,
      clock,
      log,
      ...options.deps,
    });
    const server = await startServer(
      {
        messages: (authorization, body) => adapter.receive(authorization, body, bot),
        ready: options.ready ?? (async () => true),
        log,
      },
      { host: "127.0.0.1", port: 0 },
    );
    const appId = identity.mode === "service" ? identity.app.id : "";
    const running = new HttpBot(
      connector,
      server,
      createMessenger(adapter, appId),
      log,
      new Sender(connector.serviceUrl),
    );
    Object.assign(running, { ...records, logged });
    return running;
  }

  /** A typed message. */
  say(text: string, as: Speaker = {}): Promise<HttpReply> {
    return this.send(this.activity({ type: "message", text }, as));
  }

  /** A button of a card: the answer is the invoke's. */
  press(verb: string, data: unknown, as: Speaker = {}, cardActivityId?: string): Promise<HttpReply> {
    const value = { action: { type: "Action.Execute", verb, data } };
    return this.send(
      this.activity({ type: "invoke", name: "adaptiveCard/action", value, replyToId: cardActivityId }, as),
    );
  }

  install(as: Speaker = {}): Promise<HttpReply> {
    return this.send(this.activity({ type: "installationUpdate", action: "add" }, as));
  }

  /** An activity as Teams sends it, with the parts that a test gives. */
  activity(said: Said, as: Speaker = {}): Json {
    return this.sender.activity(said, as);
  }

  send(body: unknown, headers: Record<string, string> = {}): Promise<HttpReply> {
    return this.post(JSON.stringify(body), headers);
  }

  async post(raw: string, headers: Record<string, string> = {}): Promise<HttpReply> {
    return this.fetch("/api/messages", {
      method: "POST",
      headers: { "Content-Type": "application/json", ...headers },
      body: raw,
    });
  }

  async fetch(path: string, init: RequestInit = {}): Promise<HttpReply> {
    const response = await fetch(`${this.server.url}${path}`, init);
    const text = await response.text();
    let json: unknown = null;
    try {
      json = JSON.parse(text);
    } catch {
      // not every answer is JSON; tests look at `text` then
    }
    return { status: response.status, headers: response.headers, text, json };
  }

  async close(): Promise<void> {
    await this.server.close(1_000);
    await this.connector.close();
  }
}
