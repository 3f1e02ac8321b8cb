import { returnDate } from "../returns/cells.ts";
import type { MissingPeriod } from "./read-return.ts";
import type { Hit, Rule } from "./rule.ts";

/**
 * DfE SSDA903 rule 576: a period that was open at the end of last year's return (MIS_END blank) is not
 * carried forward: the child's earliest MIS_START of this year is another day, or there is none that can
 * be read. The finding is about the row with the earliest start (the child's first row where none can be
 * read). Of several periods open last year, one that differs is enough.
 *
 * The public validators see only children who are in this year's file. A child who was left out of it
 * altogether breaks the rule all the more: the finding is then about last year's row.
 */
export const rule576: Rule = {
  number: "576",
  message:
    "A period was open at the end of last year's return and does not begin this year's. Carry it forward with last year's start date.",
  level: "report",
  needs: ["Missing", "MissingLastYear"],
  column: "MIS_START",
  check({ lastYear, missingOf }) {
    const hits = new Map<unknown, Hit>();
    for (const { row, child, start, end } of lastYear) {
      if (!end.blank || start.day === null || child === "") continue;
      const earliest = earliestOf(missingOf.get(child) ?? []);
      if (earliest?.start.day === start.day) continue;
      const last = returnDate(start.day);
      hits.set(
        earliest?.row ?? row,
        earliest
          ? { row: earliest.row, detail: `Last year's return has it open from ${last}.` }
          : { row, table: "MissingLastYear", detail: `This year's return has no period of this child.` },
      );
    }
    return [...hits.values()];
  },
};

function earliestOf(periods: readonly MissingPeriod[]): MissingPeriod | undefined {
  let earliest = periods[0];
  for (const period of periods) {
    if (period.start.day !== null && period.start.day < (earliest?.start.day ?? "9999")) earliest = period;
  }
  return earliest;
}
