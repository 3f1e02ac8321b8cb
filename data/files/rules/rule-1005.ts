import { eachMissing, type Rule } from "./rule.ts";

/** DfE SSDA903 rule 1005: MIS_END is not blank, and is not a day of the calendar written dd/mm/yyyy. */
export const rule1005: Rule = {
  number: "1005",
  message:
    "The date on which the child was found or came back is not a date. Write it as dd/mm/yyyy, or leave it blank while the child is missing.",
  level: "reject",
  needs: ["Missing"],
  column: "MIS_END",
  check: eachMissing(({ end }) => !end.blank && end.day === null),
};
