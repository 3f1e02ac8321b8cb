import { dayOf } from "../data/calendar.ts";
import type { FailedText } from "../data/failed-texts.ts";
import { failedAs, masked } from "./language/masked.ts";
import type { Understanding } from "./language/understanding.ts";
import type { Presence } from "./presence.ts";
import type { Turn } from "./turn.ts";

/** What is kept of a message that was not understood, where the policy keeps such; null: nothing. */
export function failedText(
  { house, names }: Presence,
  turn: Turn,
  understanding: Understanding | undefined,
): FailedText | null {
  if (house.policy.failedTextDays === 0 || turn.kind !== "text" || !understanding) return null;
  const outcome = failedAs(understanding);
  const text = outcome && masked(turn.text, names, understanding.unused);
  return outcome && text ? { day: dayOf(turn.at), outcome, text } : null;
}
