import type { Choice, Request } from "../data/vocabulary.ts";
import type { House } from "./house.ts";
import { namesFor } from "./known-names.ts";
import { parseReading } from "./language/reading.ts";
import { understand } from "./language/understand.ts";
import type { NameIndex, Understanding } from "./language/understanding.ts";
import type { Presence } from "./presence.ts";
import type { Turn } from "./turn.ts";

/** What a text was read as, and with which names. */
export interface ReadText {
  names: NameIndex;
  understanding: Understanding;
}

/** A text read on a footing that the store has still to confirm: these names, this last question. */
export interface ReadAhead extends ReadText {
  /**
   * of the names. The children among them were looked up after it was read: if it is still the store's
   * afterwards, they are of this revision, too.
   */
  revision: bigint;
  /** the last question as it is kept; null: none */
  last: object | null;
  context: Request | null;
}

/** The last question of a person in a conversation, as this process saw it: a guess, never the truth. */
const lastSeen = new Map<string, Seen>();
interface Seen {
  reading: object;
  at: Date;
  /** the reading as a follow-up may refer to it; null: it cannot; absent: not looked at yet */
  context?: Choice | null;
}
const MOST_SEEN = 1_000;

/** `reading`: the turn's question; null where it leaves the last one. */
export function noteReading(turn: Turn, reading: object | null): void {
  if (!reading) return;
  if (lastSeen.size >= MOST_SEEN) lastSeen.clear();
  const seen: Seen = { reading, at: turn.at };
  lastSeen.set(keyOf(turn), seen);
  // once the reply is out, so that the next turn need not wait for it
  setImmediate(() => contextOf(seen));
}

function contextOf(seen: Seen): Choice | null {
  if (seen.context === undefined) seen.context = parseReading(seen.reading);
  return seen.context;
}

/** Reads a text before the turn is taken in; null where this process knows no names yet. */
export async function readAhead(
  house: House,
  turn: Extract<Turn, { kind: "text" }>,
): Promise<ReadAhead | null> {
  const held = house.names.latest();
  if (!held) return null;
  const { revision } = held;
  const names = await namesFor(house, held, turn.text);
  const seen = lastSeen.get(keyOf(turn));
  const recent = seen && seen.at >= followUpsSince(house, turn) ? seen : null;
  const last = recent?.reading ?? null;
  const context = recent && contextOf(recent);
  const understanding = understand({ text: turn.text, now: turn.at, names, context });
  return { names, revision, last, context, understanding };
}

/** A last question that is older than this is no longer gone on from. */
export function followUpsSince({ policy }: House, { at }: Turn): Date {
  return new Date(at.getTime() - policy.followUpMinutes * 60_000);
}

/** What was read ahead, where the store confirms its footing; read anew otherwise. */
export async function confirmed(
  ahead: ReadAhead | null,
  text: string,
  { house, now, namesAt }: Pick<Presence, "house" | "now" | "namesAt">,
  context: Request | null,
): Promise<ReadText> {
  const sameNames = ahead !== null && ahead.revision === namesAt.revision;
  if (sameNames && JSON.stringify(ahead.context) === JSON.stringify(context)) return ahead;
  const names = sameNames ? ahead.names : await namesFor(house, namesAt, text);
  return { names, understanding: understand({ text, now, names, context }) };
}

const keyOf = ({ conversation, actor }: Turn): string => `${conversation.id} ${actor.aadObjectId}`;
