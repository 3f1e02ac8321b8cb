import { dayOf } from "../data/calendar.ts";
import type { FailedText } from "../data/failed-texts.ts";
import type { House } from "./house.ts";
import { failedAs, masked } from "./language/masked.ts";
import type { ReadText } from "./read-ahead.ts";
import type { Turn } from "./turn.ts";

/** What is kept of a message that was not understood, where the policy keeps such; null: nothing. */
export function failedText({ policy }: House, turn: Turn, read: ReadText | undefined): FailedText | null {
  if (policy.failedTextDays === 0 || turn.kind !== "text" || !read) return null;
  const { names, understanding } = read;
  const outcome = failedAs(understanding);
  const text = outcome && masked(turn.text, names, understanding.unused);
  return outcome && text ? { day: dayOf(turn.at), outcome, text } : null;
}
