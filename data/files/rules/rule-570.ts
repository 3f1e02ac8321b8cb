import { eachMissing, type Rule } from "./rule.ts";

/**
 * DfE SSDA903 rule 570: MIS_START is after the collection year's last day, 31 March. A start before the
 * year passes: the period may have been carried forward.
 */
export const rule570: Rule = {
  number: "570",
  message:
    "The period starts after the end of the collection year. Correct the date, or leave the period to the next year's return.",
  level: "report",
  needs: ["Missing"],
  column: "MIS_START",
  check: eachMissing(({ start }, { year }) => start.day !== null && start.day > year.last),
};
