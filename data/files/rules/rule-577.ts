import { holds } from "../returns/placements.ts";
import { type CarePeriod, carePeriods } from "./care-periods.ts";
import type { MissingPeriod } from "./read-return.ts";
import type { Rule } from "./rule.ts";

/**
 * DfE SSDA903 rule 577: the period fits none of the child's care periods. One with an end fits a care
 * period that holds its MIS_END; one without fits a care period that is itself open and began by its
 * MIS_START. Rows whose MIS_START cannot be read are passed over, and so are children without Episodes
 * (rule 1012 finds those).
 */
export const rule577: Rule = {
  number: "577",
  message:
    "The child had ceased to be looked after by the end of this period, or has ceased and the period has no end. Give it an end date within the child's time in care.",
  level: "report",
  needs: ["Missing", "Episodes"],
  column: "MIS_END",
  check: ({ missing, placementsOf }) =>
    missing.filter((period) => {
      const placements = placementsOf.get(period.child);
      return placements !== undefined && !carePeriods(placements).some((care) => fits(period, care));
    }),
};

function fits({ start, end }: MissingPeriod, care: CarePeriod): boolean {
  if (start.day === null) return true;
  if (end.blank) return care.to === null && care.from <= start.day;
  return end.day === null || holds(care, end.day);
}
