import { code } from "../returns/cells.ts";
import { eachMissing, type Rule } from "./rule.ts";

/** DfE SSDA903 rule 564: MISSING is M or A, in either case, and MIS_START is blank. */
export const rule564: Rule = {
  number: "564",
  message: "The child was missing or away, and the date on which it started is blank. Give the date.",
  level: "reject",
  needs: ["Missing"],
  column: "MIS_START",
  check: eachMissing(({ row, start }) => start.blank && ["M", "A"].includes(code(row.MISSING))),
};
