import { eachMissing, type Rule } from "./rule.ts";

/** DfE SSDA903 rule 586: MIS_START is on or before the DOB of the same row. */
export const rule586: Rule = {
  number: "586",
  message: "The period starts on or before the child's date of birth. Correct the start date or the DOB.",
  level: "reject",
  needs: ["Missing"],
  column: "MIS_START",
  check: eachMissing(({ start, born }) => start.day !== null && born !== null && start.day <= born),
};
