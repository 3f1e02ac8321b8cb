import { returnDate } from "../returns/cells.ts";
import { laterOfClashing } from "./periods.ts";
import type { MissingPeriod } from "./read-return.ts";
import type { Hit, Rule } from "./rule.ts";

/**
 * DfE SSDA903 rule 574: a period starts while an earlier one of the same child is still open, or before
 * its end. Touching is allowed: a start on the day of the other's end. M and A are not told apart.
 *
 * The public validators compare neighbours only, one of them in order of end and the other in order of
 * start. Here every pair is compared, and of a pair that overlaps the later by start fails.
 */
export const rule574: Rule = {
  number: "574",
  message:
    "The period overlaps an earlier one of the same child, or that one is still open. Give the earlier one its end, or join the two.",
  level: "reject",
  needs: ["Missing"],
  column: "MIS_START",
  check: ({ missingOf }) => [...missingOf.values()].flatMap(hitsOfChild),
};

function hitsOfChild(periods: readonly MissingPeriod[]): Hit[] {
  const read = periods.flatMap(({ row, start, end }) =>
    start.day !== null && (end.blank || end.day !== null) ? [{ row, start: start.day, end: end.day }] : [],
  );
  return [...laterOfClashing(read)].map(([later, earlier]) => ({
    row: later.row,
    detail: `The earlier one is line ${earlier.row.line} (${returnDate(earlier.start)} to ${
      earlier.end === null ? "open" : returnDate(earlier.end)
    }).`,
  }));
}
