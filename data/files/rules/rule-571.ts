import { eachMissing, type Rule } from "./rule.ts";

/** DfE SSDA903 rule 571: MIS_END is before the collection year's 1 April or after its 31 March. */
export const rule571: Rule = {
  number: "571",
  message:
    "The period ends outside the collection year. Correct the date; one that ended before the year belongs to an earlier return, and one that goes on after it has no end yet.",
  level: "report",
  needs: ["Missing"],
  column: "MIS_END",
  check: eachMissing(
    ({ end }, { year }) => end.day !== null && (end.day < year.first || end.day > year.last),
  ),
};
