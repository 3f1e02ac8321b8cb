import { returnDay } from "../returns/cells.ts";
import { eachMissing, type Rule } from "./rule.ts";

/**
 * SSDA903 internal check INT13: the DOB of a Missing row differs from the child's DOB in Header. Both have
 * to be there and to be dates; where Header has the child more than once, one that differs is enough.
 */
export const ruleINT13: Rule = {
  number: "INT13",
  message: "The date of birth differs from the child's in Header. Correct the one that is wrong.",
  level: "report",
  needs: ["Missing", "Header"],
  column: "DOB",
  check: eachMissing(({ child, born }, { headersOf }) => {
    const days = (headersOf.get(child) ?? []).map((header) => returnDay(header.DOB));
    return born !== null && days.some((day) => day !== null && day !== born);
  }),
};
