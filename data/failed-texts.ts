import { addDays, dayOf } from "./calendar.ts";
import type { Db } from "./store/store.ts";

/** A message that was not understood, masked (bot/language/masked.ts), on its London day. */
export interface FailedText {
  day: string;
  /** unused, or the kind of the reading and why: "out_of_scope no_data", "clarify period" */
  outcome: string;
  text: string;
}

/** How often a text came in, and the first and last London day. */
export interface CountedText extends Omit<FailedText, "day"> {
  times: number;
  from: string;
  until: string;
}

/** The first London day whose texts are still kept: of 0 days, none is; of 1, today's. */
export function firstDayKept(now: Date, days: number): string {
  return addDays(dayOf(now), 1 - days);
}

/** Takes away what has been kept for its days. */
export async function purgeFailedTexts(db: Db, now: Date, days: number): Promise<number> {
  return db.$executeRawUnsafe("DELETE FROM failed_text WHERE day < $1::text::date", firstDayKept(now, days));
}

/** All that is kept, the most frequent first. */
export async function failedTexts(db: Db): Promise<CountedText[]> {
  return db.$queryRawUnsafe<CountedText[]>(
    `SELECT outcome, text, sum(times)::int AS times, min(day)::text AS from, max(day)::text AS until
     FROM failed_text GROUP BY outcome, text ORDER BY times DESC, outcome, text`,
  );
}
