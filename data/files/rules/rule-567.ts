import { endsBeforeStart } from "./periods.ts";
import { eachMissing, type Rule } from "./rule.ts";

/** DfE SSDA903 rule 567: MIS_END is before MIS_START. The same day passes. */
export const rule567: Rule = {
  number: "567",
  message: "The period ends before it starts. Correct the start or the end date.",
  level: "reject",
  needs: ["Missing"],
  column: "MIS_END",
  check: eachMissing(
    ({ start, end }) => start.day !== null && endsBeforeStart({ start: start.day, end: end.day }),
  ),
};
