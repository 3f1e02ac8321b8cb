import { holds } from "../returns/placements.ts";
import type { Rule } from "./rule.ts";

/**
 * DfE SSDA903 rule 575: MIS_END is blank, and MIS_START falls in a placement that has ended (DECOM ≤
 * MIS_START ≤ DEC). One such placement is enough: on the day of a move the placement that was left counts.
 */
export const rule575: Rule = {
  number: "575",
  message:
    "The placement from which the child went missing or away has ended, and the period has no end. Give it an end date, or correct the placement's.",
  level: "report",
  needs: ["Missing", "Episodes"],
  column: "MIS_END",
  check: ({ missing, placementsOf }) =>
    missing.filter(
      ({ child, start, end }) =>
        end.blank &&
        start.day !== null &&
        placementsOf.get(child)?.some((placement) => placement.to !== null && holds(placement, start.day!)),
    ),
};
