import { isBlank } from "../returns/cells.ts";
import { eachMissing, type Rule } from "./rule.ts";

/** DfE SSDA903 rule 566: MIS_END is not blank (readable or not), and MISSING is blank. */
export const rule566: Rule = {
  number: "566",
  message:
    "There is an end date, and the type is blank. Write M where the child was missing, A where they were away.",
  level: "reject",
  needs: ["Missing"],
  column: "MISSING",
  check: eachMissing(({ row, end }) => !end.blank && isBlank(row.MISSING)),
};
