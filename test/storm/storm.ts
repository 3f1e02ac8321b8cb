import { clockOf, dayOf } from "../../data/calendar.ts";
import { receiptKey } from "../../data/casework/receipts.ts";
import { type Random, random } from "../../data/demonstration/random.ts";
import type { Store } from "../../data/store/store.ts";
import { Sender } from "../support/activities.ts";
import { havingChildren, havingEpisodes, hours } from "../support/builders.ts";
import { wordsOf } from "../support/card-parts.ts";
import type { Json } from "../support/json.ts";
import { Bots } from "./bots.ts";
import { StormyTeams } from "./teams.ts";

export interface StormOptions {
  presses: number;
  people: number;
  episodes: number;
  /** how often a bot is killed; from one on, some sends are never answered, too */
  kills: number;
  seed: number;
  /** presses under way at once */
  atOnce: number;
}

/** accepted: a receipt; again: an earlier receipt; unsaved, unsure: said so; refused: anything else; silent: no answer came */
export type Outcome = "accepted" | "again" | "unsaved" | "unsure" | "refused" | "silent";

/** One press, as it was made and answered. */
export interface Made {
  /** what makes it the same press as another, as the store keeps it */
  key: string;
  activityId: string;
  outcome: Outcome;
  /** from the POST to its answer, ms */
  ms: number;
  status: number | null;
}

export interface Weathered {
  made: Made[];
  teams: StormyTeams;
  bots: Bots;
  /** lists of who is missing that were asked for before the storm, by message id */
  lists: string[];
  ask(conversationId: string): Promise<void>;
}

const CHANNELS = Array.from({ length: 4 }, (_, i) => `19:storm-${i}@thread.tacv2`);
const NOBODY = "99999999-0000-4000-8000-000000000000";
const personId = (i: number) => `77777777-0000-4000-8000-${String(i).padStart(12, "0")}`;

/** Names that occur nowhere else (CANARY of demo-store.ts finds them). */
const name = (i: number) => `Zq${i}x Zw${i}y`;

/**
 * People press buttons on episodes through several bots on one PostgreSQL, in a Teams that fails, while
 * bots are killed: at random, with repeats, cards that are old by then, and several at once.
 */
export async function storm(store: Store, databaseUrl: string, options: StormOptions): Promise<Weathered> {
  const dice = random(options.seed, "storm");
  const teams = await new StormyTeams(random(options.seed, "teams").float, options.kills > 0).start();
  teams.stormy = false;
  const now = new Date();
  const children = await havingChildren(
    store,
    ...Array.from({ length: options.episodes }, (_, i) => ({ name: name(1_000 + i) })),
  );
  const episodes = await havingEpisodes(
    store,
    ...children.map((childId, i) => ({ childId, startedAt: hours(-5 - (i % 40), now) })),
  );
  const bots = await Bots.start(databaseUrl, world(options.people), 2);
  const sender = new Sender(teams.serviceUrl);
  const post = (instance: number, said: Json, who: string, conversationId: string) => {
    const url = bots.endpoint(instance);
    if (!url) return null;
    const speaker = {
      aadObjectId: who,
      scope: "channel",
      conversationId: `${conversationId};messageid=1`,
    } as const;
    const activity = { ...sender.activity(said, speaker), id: `f:${++serial}` };
    const headers = { "content-type": "application/json" };
    return fetch(url, { method: "POST", headers, body: JSON.stringify(activity) });
  };
  let serial = 0;
  const ask = async (conversationId: string) => {
    await post(0, { type: "message", text: "who is missing now" }, personId(0), conversationId);
  };
  const lists: string[] = [];
  for (const channel of CHANNELS) lists.push(await listIn(teams, channel, ask));

  teams.stormy = true;
  const made: Made[] = [];
  const earlier: Pressing[] = [];
  let versions = await versionsOf(store, episodes);
  let left = options.presses;
  const next = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      if (left % 40 === 0) versions = await versionsOf(store, episodes);
      const pressing =
        earlier.length > 20 && dice.chance(0.2)
          ? dice.pick(earlier)
          : aPress(dice, options, { episodes, versions, lists, now });
      earlier.push(pressing);
      if (earlier.length > 200) earlier.shift();
      made.push(await press(pressing));
    }
  };
  const press = async ({ who, verb, data, card, channel }: Pressing): Promise<Made> => {
    const key = receiptKey({ card, version: data.version, verb, presser: who, inputs: data });
    const value = { action: { type: "Action.Execute", verb, data }, trigger: "manual" };
    const said = { type: "invoke", name: "adaptiveCard/action", value, replyToId: card };
    const begun = performance.now();
    try {
      const answer = post(dice.int(0, 1), said, who, channel);
      if (!answer) return { key, activityId: "", outcome: "refused", ms: 0, status: null };
      const activityId = `f:${serial}`;
      const response = await answer;
      const body = (await response.json()) as Json;
      return {
        key,
        activityId,
        outcome: outcomeOf(body),
        ms: performance.now() - begun,
        status: response.status,
      };
    } catch {
      return { key, activityId: "", outcome: "silent", ms: performance.now() - begun, status: null };
    }
  };
  const kills = async () => {
    for (let kill = 0; kill < options.kills; kill += 1) {
      const due = options.presses - ((kill + 1) * options.presses) / (options.kills + 1);
      while (left > due) await new Promise((resolve) => setImmediate(resolve));
      await bots.killed(kill % 2);
    }
  };
  await Promise.all([kills(), ...Array.from({ length: options.atOnce }, next)]);
  teams.calm();
  return { made, teams, bots, lists, ask };
}

/** The message with the list of who is missing; asked for again where the bot could not answer at once. */
async function listIn(
  teams: StormyTeams,
  channel: string,
  ask: (channel: string) => Promise<void>,
): Promise<string> {
  for (let asked = 0; asked < 5; asked += 1) {
    await ask(channel);
    const [id, { activity }] = [...teams.shown.entries()].at(-1)!;
    if (/missing/.test(wordsOf(activity.attachments?.[0]?.content ?? ""))) return id;
    console.log(`      asked again: ${activity.text}`);
  }
  throw new Error("the bot gives no list of who is missing");
}

interface Pressing {
  who: string;
  verb: string;
  data: { id: number; version: number } & Record<string, unknown>;
  card: string;
  channel: string;
}

interface Seen {
  episodes: readonly number[];
  versions: ReadonlyMap<number, number>;
  lists: readonly string[];
  now: Date;
}

function aPress(dice: Random, { people }: StormOptions, { episodes, versions, lists, now }: Seen): Pressing {
  const id = dice.pick(episodes);
  const version = Math.max(1, versions.get(id)! - (dice.chance(0.1) ? 1 : 0));
  const back = new Date(now.getTime() - dice.int(1, 200) * 60_000);
  const [verb, inputs] = dice.weighted([
    [["return.log", { date: dayOf(back), time: clockOf(back) }], 5],
    [["risk.log", { risk: dice.pick(["high", "medium", "low"]) }], 3],
    [["undo.log", { reason: `Seen again by ${name(dice.int(1_000, 1_050))}` }], 3],
  ] as const);
  const who = dice.chance(0.02) ? NOBODY : personId(dice.int(0, people - 1));
  const place = dice.int(0, CHANNELS.length - 1);
  return { who, verb, data: { id, version, ...inputs }, card: lists[place]!, channel: CHANNELS[place]! };
}

function outcomeOf({ value }: Json): Outcome {
  if (typeof value === "string") {
    if (/^Not saved/.test(value)) return "unsaved";
    if (/could not make sure/.test(value)) return "unsure";
    return /^Saved/.test(value) ? "accepted" : "refused";
  }
  const words = wordsOf(value);
  if (/\bAlready (logged|updated|taken back)/.test(words)) return "again";
  return /Return logged|Risk updated|Return taken back/.test(words) ? "accepted" : "refused";
}

async function versionsOf(store: Store, episodes: readonly number[]): Promise<Map<number, number>> {
  const rows = await store.db.episode.findMany({
    where: { id: { in: [...episodes] } },
    select: { id: true, version: true },
  });
  return new Map(rows.map(({ id, version }) => [id, version]));
}

/** Half of them on duty; police, and some who may press nothing. */
function world(people: number) {
  const roles = [
    "duty",
    "missing_coordinator",
    "police",
    "duty",
    "duty",
    "duty",
    "police",
    "duty",
    "duty",
    "iro",
  ];
  return {
    people: Array.from({ length: people }, (_, i) => ({
      id: `person-${i}`,
      aadObjectId: personId(i),
      name: `Person ${i}`,
      role: roles[i % roles.length],
      agency: "City Council",
      team: null,
      worker: null,
      home: null,
    })),
    channels: CHANNELS.map((conversationId) => ({ conversationId, audience: "operational" })),
  };
}
