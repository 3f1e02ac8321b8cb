import { eachMissing, type Rule } from "./rule.ts";

/** DfE SSDA903 rule 1004: MIS_START is blank, or is not a day of the calendar written dd/mm/yyyy. */
export const rule1004: Rule = {
  number: "1004",
  message:
    "The date on which the child went missing or away is not a date. Write it as dd/mm/yyyy, for example 05/04/2018.",
  level: "reject",
  needs: ["Missing"],
  column: "MIS_START",
  check: eachMissing(({ start }) => start.day === null),
};
