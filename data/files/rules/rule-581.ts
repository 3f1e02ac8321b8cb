import { startsOutside } from "./care-periods.ts";
import type { Rule } from "./rule.ts";

/**
 * DfE SSDA903 rule 581: MIS_START is inside none of the child's placements: before the first, between two,
 * or after the last. DECOM and DEC themselves are inside. Children without Episodes are passed over (rule
 * 1012 finds those), and so is a start that cannot be read.
 */
export const rule581: Rule = {
  number: "581",
  message:
    "The child was in no placement on the day on which this period starts. Correct the date, or the child's episodes of care.",
  level: "report",
  needs: ["Missing", "Episodes"],
  column: "MIS_START",
  check: startsOutside((placements) => placements),
};
