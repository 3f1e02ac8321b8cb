import { dayOf, startOfDay } from "../calendar.ts";
import { write } from "../casework/write.ts";
import { readMark, setMark } from "../store/mark.ts";
import type { Store } from "../store/store.ts";
import { withoutClashes } from "./by-hand.ts";
import { growth } from "./growth.ts";
import { plans } from "./plan.ts";
import type { DemonstrationPlan } from "./rows.ts";
import { type Stored, storeRows } from "./store-rows.ts";

export interface ExtendOptions {
  /** what had happened by this instant (its full hour) is added */
  until: Date;
  recordedAt: Date;
}

/** Rows inserted or changed, and those left out because of what people have written down. */
export interface Extended extends Stored {
  skipped: number;
}

/**
 * Brings a demonstration store up to an instant: exactly the rows by which the plan has grown since
 * the day it was generated to. What people wrote down stays as it is: see by-hand.ts. An instant
 * before that day adds nothing.
 * @throws Error for a store that is no demonstration
 */
export async function extendDemonstration(
  store: Store,
  { until, recordedAt }: ExtendOptions,
): Promise<Extended> {
  const { kind, seed, generatedTo } = await readMark(store.db);
  if (kind !== "demonstration" || seed === null || generatedTo === null) {
    throw new Error("Only a demonstration store can be extended.");
  }
  if (dayOf(until) < generatedTo) return { children: 0, episodes: 0, interviews: 0, meetings: 0, skipped: 0 };
  // the mark knows days, not hours: rows of that day that are in the store already stay untouched
  const [then, now] = plans(seed, [startOfDay(generatedTo), until]) as [DemonstrationPlan, DemonstrationPlan];
  const grown = growth(then, now);
  return write(store, { by: null, recordedAt }, async (w) => {
    const { skipped, ...rows } = await withoutClashes(w.tx, grown);
    const stored = await storeRows(w, rows);
    await setMark(w.tx, { generatedTo: dayOf(now.until) });
    return { ...stored, skipped };
  });
}
