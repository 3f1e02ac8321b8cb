import type { Request } from "../data/vocabulary.ts";
import type { House } from "./house.ts";
import { parseReading } from "./language/reading.ts";
import { understand } from "./language/understand.ts";
import type { NameIndex, Understanding } from "./language/understanding.ts";
import { indexOf } from "./presence.ts";
import type { Turn } from "./turn.ts";

/** A text read on a footing that the store has still to confirm: these names, this last question. */
export interface ReadAhead {
  names: NameIndex;
  /** of the names */
  revision: bigint;
  /** the last question as it is kept; null: none */
  last: object | null;
  context: Request | null;
  understanding: Understanding;
}

/** The last question of a person in a conversation, as this process saw it: a guess, never the truth. */
const lastSeen = new Map<string, { reading: object; at: Date }>();
const MOST_SEEN = 1_000;

/** `reading`: the turn's question; null where it leaves the last one. */
export function noteReading(turn: Turn, reading: object | null): void {
  if (!reading) return;
  if (lastSeen.size >= MOST_SEEN) lastSeen.clear();
  lastSeen.set(keyOf(turn), { reading, at: turn.at });
}

/** Reads a text before the store is asked; null where this process knows no names yet. */
export function readAhead(house: House, turn: Extract<Turn, { kind: "text" }>): ReadAhead | null {
  const held = house.names.latest();
  if (!held) return null;
  const names = indexOf(house, held.names);
  const seen = lastSeen.get(keyOf(turn));
  const last = seen && seen.at >= followUpsSince(house, turn) ? seen.reading : null;
  const context = last && parseReading(last);
  const understanding = understand({ text: turn.text, now: turn.at, names, context });
  return { names, revision: held.revision, last, context, understanding };
}

/** A last question that is older than this is no longer gone on from. */
export function followUpsSince({ policy }: House, { at }: Turn): Date {
  return new Date(at.getTime() - policy.followUpMinutes * 60_000);
}

/** What was read ahead, where the store confirms its footing; read anew otherwise. */
export function confirmed(
  ahead: ReadAhead | null,
  { text, now, names, context }: { text: string; now: Date; names: NameIndex; context: Request | null },
): Understanding {
  const stands = ahead?.names === names && JSON.stringify(ahead.context) === JSON.stringify(context);
  return ahead && stands ? ahead.understanding : understand({ text, now, names, context });
}

const keyOf = ({ conversation, actor }: Turn): string => `${conversation.id} ${actor.aadObjectId}`;
