import { isBlank } from "../returns/cells.ts";
import { eachMissing, type Rule } from "./rule.ts";

/** DfE SSDA903 rule 565: MIS_START is not blank (readable or not), and MISSING is blank. */
export const rule565: Rule = {
  number: "565",
  message:
    "There is a start date, and the type is blank. Write M where the child was missing, A where they were away.",
  level: "reject",
  needs: ["Missing"],
  column: "MISSING",
  check: eachMissing(({ row, start }) => !start.blank && isBlank(row.MISSING)),
};
