import { UNKNOWN } from "../measures/buckets.ts";
import type { FiguresSpec } from "../measures/figures.ts";
import type { Measure } from "../measures/measure.ts";
import type { Statement } from "../measures/statement.ts";
import type { Grouping } from "../vocabulary.ts";
import { filtersOnly, oneCategory } from "./asked.ts";
import type { Reading } from "./usable.ts";

/** Strategy meetings held in whole months, and beside them those that were planned for these and not held. */
export function meetingsReading(
  q: Statement,
  spec: FiguresSpec,
  measure: Measure,
  also: Grouping | null,
): Reading | null {
  const { filters, groupBy, bare, sides } = spec;
  const category = oneCategory(spec);
  if (measure.per !== "meeting" || !category || !filtersOnly(filters, "category")) return null;
  // an answer by placement type also says how many types were assumed, which is not counted here
  if (groupBy && !(groupBy === "placement_type" && bare)) return null;
  // of a period that is still running, those planned for the rest of it stand beside, too
  if (!bare && sides.some(({ to, plannedTo }) => plannedTo && plannedTo.getTime() !== to?.getTime()))
    return null;
  const c = q.bind(category, "text");
  const m = "json_build_object('m', json_build_array(json_build_array(sum(e.meetings), NULL))";
  const ofSide = `FROM p JOIN rollup_meeting e ON e.rollup_id = p.id AND e.category = ${c}`;
  const byType = (part: "bucket" | "beside") =>
    `SELECT '${part}', p.k, coalesce(e.placement_type, '${UNKNOWN}'), NULL, ${m}) ${ofSide} AND NOT e.of_all
      GROUP BY p.k, e.placement_type`;
  return {
    kinds: ["meetings"],
    ctes: [],
    parts: [
      `SELECT 'total', p.k, NULL, NULL, ${m}, 'x', json_build_object('planned', sum(e.planned)), 'i', 0)
        ${ofSide} AND e.of_all GROUP BY p.k`,
      ...(groupBy ? [byType("bucket")] : []),
    ],
    ...(also === "placement_type" && !groupBy && { also: byType("beside") }),
    // a meeting that is held later than asked for counts as planned
    provided: [
      "coalesce((SELECT max(held_at) FROM strategy_meeting) <= (SELECT min(as_of) FROM side), true)",
    ],
  };
}
