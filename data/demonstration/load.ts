import { dayOf } from "../calendar.ts";
import { write } from "../casework/write.ts";
import { readMark, setMark } from "../store/mark.ts";
import type { Store } from "../store/store.ts";
import { plan } from "./plan.ts";
import type { DemonstrationPlan } from "./rows.ts";
import { storeRows } from "./store-rows.ts";

/** A store that holds something already is never filled with demonstration data. */
export class NotEmpty extends Error {
  override name = "NotEmpty";
  constructor() {
    super("The store holds data already. Start an empty one for the demonstration: HOMEWARD_DATA=DIR.");
  }
}

export interface LoadOptions {
  seed: number;
  /** what had happened by this instant (its full hour) is loaded */
  until: Date;
  recordedAt: Date;
  /** what tests change in the plan before it is stored, for example the names */
  adapt?: (plan: DemonstrationPlan) => DemonstrationPlan;
}

/**
 * Fills an empty store with the demonstration data and marks it as a demonstration, in one write.
 * @throws NotEmpty for a store that has a mark or a child
 */
export async function loadDemonstration(store: Store, options: LoadOptions): Promise<void> {
  const planned = plan(options.seed, options.until);
  const rows = options.adapt?.(planned) ?? planned;
  await write(store, { by: null, recordedAt: options.recordedAt }, async (w) => {
    const mark = await readMark(w.tx);
    if (mark.kind !== null || (await w.tx.child.count()) > 0) throw new NotEmpty();
    await storeRows(w, rows);
    await setMark(w.tx, { kind: "demonstration", seed: options.seed, generatedTo: dayOf(planned.until) });
    w.describe({ demonstration: { seed: options.seed, until: planned.until.toISOString() } });
  });
}
