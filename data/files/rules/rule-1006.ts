import { isBlank } from "../returns/cells.ts";
import { eachMissing, type Rule } from "./rule.ts";

/**
 * DfE SSDA903 rule 1006: MISSING is not blank, and is not exactly `M` or `A` as the file has it: `m`, `NA`,
 * `AWAY` and ` M` fail. A blank one is the matter of rules 565 and 566.
 */
export const rule1006: Rule = {
  number: "1006",
  message:
    "The type is neither M nor A. Write M where the child was missing, A where they were away from placement without authorisation.",
  level: "reject",
  needs: ["Missing"],
  column: "MISSING",
  check: eachMissing(({ row }) => !isBlank(row.MISSING) && row.MISSING !== "M" && row.MISSING !== "A"),
};
