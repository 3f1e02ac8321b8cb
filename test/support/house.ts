import { Writable } from "node:stream";
import type { House, Patience } from "../../bot/house.ts";
import { NO_OWN_WORDS, type OwnWords } from "../../bot/language/own-words.ts";
import { createLog } from "../../bot/log.ts";
import type { Directory } from "../../bot/people/directory.ts";
import { fileDirectory } from "../../bot/people/file-directory.ts";
import { type ServiceOptions, startService } from "../../bot/service.ts";
import { demonstrationPeople } from "../../data/demonstration/people.ts";
import { NamesCache } from "../../data/names.ts";
import { DEFAULT_POLICY, type Policy } from "../../data/policy.ts";
import type { Store } from "../../data/store/store.ts";
import { type Said, Sender, type Speaker } from "./activities.ts";
import { NOW } from "./builders.ts";
import { buttonTitled } from "./card-parts.ts";
import { FakeConnector } from "./fake-connector.ts";
import type { Json } from "./json.ts";

export interface HouseOptions extends Pick<ServiceOptions, "sends" | "pollingSeconds"> {
  /** what plays Teams; a new one where none is given, closed with the house */
  teams?: FakeConnector;
  /** how patiently the bot speaks to it */
  http?: ServiceOptions["connector"];
  /** default: the demonstration's people and channels */
  people?: { people: unknown[]; channels?: unknown[] };
  /** in front of the directory: people whose access changes meanwhile, failures */
  directory?: (inner: Directory) => Directory;
  demonstration?: boolean;
  /** default: more than a person has, so that a busy machine fails no test */
  patience?: Patience;
  ownWords?: OwnWords;
  /** other than the standard policy */
  policy?: Partial<Policy>;
  now?: Date;
}

/** A message of the bot's, as the connector got it. */
export interface Sent {
  /** the id that the connector gave it */
  id: string;
  conversationId: string;
  activity: Json;
  /** the Adaptive Card; null for plain text */
  card: Json;
}

/** What came back to something that was said. */
export interface Exchange {
  status: number;
  activityId: string;
  replies: Sent[];
  /** the first reply's card */
  card: Json;
}

/** Ways to stand in a room of the demonstration. */
export const OPERATIONS: Speaker = {
  scope: "channel",
  conversationId: "19:missing-operational@thread.tacv2;messageid=1564491600000",
};
export const OUTSIDE: Speaker = {
  scope: "channel",
  conversationId: "19:outside@thread.tacv2;messageid=1564491600000",
};

/** Somebody of the demonstration's people, by first name, in their own chat unless told otherwise. */
export function somebody(first: string, where: Speaker = {}): Speaker {
  const found = demonstrationPeople().people.find(({ id }) => id.startsWith(`${first}-`));
  if (!found) throw new Error(`nobody of the demonstration is called ${first}`);
  return { aadObjectId: found.aadObjectId, name: found.name, ...where };
}

/** The whole bot on a store: real HTTP, adapter, walk and worker; Teams is a connector on loopback. */
export class TestHouse {
  private static houses = 0;
  private readonly serial = ++TestHouse.houses;
  private readonly sender: Sender;

  private constructor(
    readonly house: House,
    readonly connector: FakeConnector,
    private readonly service: { server: { url: string }; stop(): Promise<void> },
    private readonly clock: { now: Date },
    /** the log's lines */
    readonly logged: string[],
    private readonly ownsConnector: boolean,
  ) {
    this.sender = new Sender(connector.serviceUrl);
  }

  get now(): Date {
    return this.clock.now;
  }

  set now(now: Date) {
    this.clock.now = now;
  }

  /** Ends with `close`, which leaves the store open. */
  static async open(store: Store, options: HouseOptions = {}): Promise<TestHouse> {
    const connector = options.teams ?? (await new FakeConnector().start());
    const clock = { now: options.now ?? NOW };
    const logged: string[] = [];
    const destination = new Writable({
      write(chunk, _encoding, done) {
        logged.push(String(chunk));
        done();
      },
    });
    const directory = fileDirectory({ data: options.people ?? demonstrationPeople() });
    const house: House = {
      // the test's own: it outlives the service
      store: { ...store, close: async () => {} },
      names: new NamesCache(store),
      directory: options.directory?.(directory) ?? directory,
      policy: { ...DEFAULT_POLICY, ...options.policy },
      ownWords: options.ownWords ?? NO_OWN_WORDS,
      clock: () => clock.now,
      patience: options.patience ?? { write: 20_000, grace: 20_000, view: 20_000 },
      log: createLog({ clock: () => clock.now, level: "debug", destination }),
      demonstration: options.demonstration ?? false,
    };
    const service = await startService(
      house,
      { mode: "local", host: "127.0.0.1", port: 0, tenants: null },
      {
        pollingSeconds: options.pollingSeconds ?? 0.5,
        sends: options.sends,
        connector: { firstPauseMs: 1, timeoutMs: 2_000, ...options.http },
      },
    );
    return new TestHouse(house, connector, service, clock, logged, !options.teams);
  }

  async close(): Promise<void> {
    await this.service.stop();
    if (this.ownsConnector) await this.connector.close();
  }

  /** A typed message and what came back to it. */
  say(text: string, as: Speaker): Promise<Exchange> {
    return this.tell({ type: "message", text }, as);
  }

  install(as: Speaker, action = "add"): Promise<Exchange> {
    return this.tell({ type: "installationUpdate", action }, as);
  }

  activity(said: Said, as: Speaker): Json {
    const activity = this.sender.activity(said, as);
    return { ...activity, id: `${this.serial}:${activity.id}` };
  }

  async tell(said: Said, as: Speaker): Promise<Exchange> {
    return this.send(this.activity(said, as));
  }

  async send(activity: Json): Promise<Exchange> {
    const { status } = await this.post(activity);
    const replies = this.repliesTo(activity.id);
    return { status, activityId: activity.id, replies, card: replies[0]?.card ?? null };
  }

  /** Everything that stands in a conversation, or in all of them, oldest first. */
  sent(conversationId?: string): Sent[] {
    return this.connector.received
      .filter(({ method, path, answered }) => method === "POST" && /\/activities/.test(path) && answered?.id)
      .map(({ body, answered, conversationId }) => ({
        id: answered.id,
        conversationId: conversationId ?? "",
        activity: body,
        card: body.attachments?.[0]?.content ?? null,
      }))
      .filter((sent) => conversationId === undefined || sent.conversationId === conversationId);
  }

  private repliesTo(activityId: string): Sent[] {
    return this.sent().filter(({ activity }) => activity.replyToId === activityId);
  }

  /** The button of that title on a card, with its inputs' defaults laid under what is filled in. */
  async press(
    card: Json,
    title: string | RegExp,
    as: Speaker,
    more: { on?: string; inputs?: Record<string, string>; activityId?: string } = {},
  ): Promise<{ status: number; card: Json; body: Json; activityId: string }> {
    const { verb, data } = buttonTitled(card, title);
    return this.invoke(verb, { ...data, ...more.inputs }, as, more);
  }

  async invoke(
    verb: string,
    data: unknown,
    as: Speaker,
    more: { on?: string; activityId?: string; trigger?: "automatic" | "manual" } = {},
  ): Promise<{ status: number; card: Json; body: Json; activityId: string }> {
    const { trigger } = more;
    const activity = this.activity(
      {
        type: "invoke",
        name: "adaptiveCard/action",
        value: { action: { type: "Action.Execute", verb, data }, ...(trigger && { trigger }) },
        replyToId: more.on,
      },
      as,
    );
    if (more.activityId) activity.id = more.activityId;
    const { status, body } = await this.post(activity);
    const card = body?.type === "application/vnd.microsoft.card.adaptive" ? body.value : null;
    return { status, card, body, activityId: activity.id };
  }

  /** Resolves with the first `count` edits once they are there. */
  async edits(count: number): Promise<{ activityId: string; card: Json }[]> {
    const puts = () => this.connector.received.filter(({ method, answered }) => method === "PUT" && answered);
    await this.connector.until(() => puts().length >= count);
    return puts().map(({ path, body }) => ({
      activityId: decodeURIComponent(path.split("/").at(-1)!),
      card: body.attachments[0].content,
    }));
  }

  /** Resolves with a conversation's messages once there are so many. */
  async arrivals(conversationId: string, count: number): Promise<Sent[]> {
    await this.connector.until(() => this.sent(conversationId).length >= count);
    return this.sent(conversationId);
  }

  private async post(activity: Json): Promise<{ status: number; body: Json }> {
    const response = await fetch(`${this.service.server.url}/api/messages`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(activity),
    });
    const text = await response.text();
    return { status: response.status, body: text === "" ? null : JSON.parse(text) };
  }
}
