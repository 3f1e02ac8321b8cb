import { carePeriods, startsOutside } from "./care-periods.ts";
import type { Rule } from "./rule.ts";

/**
 * DfE SSDA903 rule 578: MIS_START is outside every care period of the child: before its first day or after
 * its last. A start on the day on which care ended passes (a comment in the public validator says that it
 * would not; its condition does). Children without Episodes are passed over (rule 1012 finds those).
 */
export const rule578: Rule = {
  number: "578",
  message:
    "The child was not looked after on the day on which this period starts. Correct the date, or the child's episodes of care.",
  level: "report",
  needs: ["Missing", "Episodes"],
  column: "MIS_START",
  check: startsOutside(carePeriods),
};
