import { holds, type Placement } from "../returns/placements.ts";
import { eachMissing } from "./rule.ts";

/** A time in care without a break, from its first placement's DECOM to its last one's DEC (null: open). */
export interface CarePeriod {
  from: string;
  to: string | null;
}

/**
 * The care periods of one child, whose placements are given in order of DECOM. A placement that starts
 * after the end of the one before it begins a new one; a start on that day or before goes on. Whether a
 * period has ended is told by its last placement (as rules 577 and 578 of the public validator count).
 */
export function carePeriods(placements: readonly Placement[]): CarePeriod[] {
  const periods: CarePeriod[] = [];
  for (const { from, to } of placements) {
    const current = periods.at(-1);
    if (current && !(current.to !== null && from > current.to)) current.to = to;
    else periods.push({ from, to });
  }
  return periods;
}

/** Fails a period that starts in none of its child's times, which are made of the placements; a child without any is passed over. */
export function startsOutside(timesOf: (placements: readonly Placement[]) => readonly CarePeriod[]) {
  return eachMissing(({ child, start: { day } }, { placementsOf }) => {
    const placements = placementsOf.get(child);
    return day !== null && placements !== undefined && !timesOf(placements).some((time) => holds(time, day));
  });
}
