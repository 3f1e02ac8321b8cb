import { UNKNOWN } from "../measures/buckets.ts";
import type { FiguresSpec } from "../measures/figures.ts";
import type { Measure } from "../measures/measure.ts";
import type { Statement } from "../measures/statement.ts";
import { filtersOnly, oneCategory } from "./asked.ts";
import type { Reading } from "./usable.ts";

/** Strategy meetings held in whole months. Those that are planned are few, and read from the rows. */
export function meetingsReading(q: Statement, spec: FiguresSpec, measure: Measure): Reading | null {
  const { filters, groupBy, bare } = spec;
  const category = oneCategory(spec);
  if (measure.per !== "meeting" || !category || !filtersOnly(filters, "category")) return null;
  // an answer by placement type also says how many types were assumed, which is not counted here
  if (groupBy && !(groupBy === "placement_type" && bare)) return null;
  const c = q.bind(category, "text");
  const m = "json_build_object('m', json_build_array(json_build_array(sum(e.meetings), NULL))";
  const ofSide = `FROM p JOIN rollup_meeting e ON e.rollup_id = p.id AND e.category = ${c}`;
  return {
    kinds: ["meetings"],
    ctes: [],
    parts: [
      `SELECT 'total', s.k, NULL, NULL, json_build_object('m', json_build_array(json_build_array(
          (SELECT coalesce(sum(e.meetings), 0) ${ofSide} AND e.of_all WHERE p.k = s.k), NULL)),
        'x', json_build_object(${bare ? "" : `'planned', (${planned(c)})`}), 'i', 0) FROM side s`,
      ...(groupBy
        ? [
            `SELECT 'bucket', p.k, coalesce(e.placement_type, '${UNKNOWN}'), NULL, ${m}) ${ofSide} AND NOT e.of_all
              GROUP BY p.k, e.placement_type`,
          ]
        : []),
    ],
    // a meeting that is held later than asked for counts as planned
    provided: [
      "coalesce((SELECT max(held_at) FROM strategy_meeting) <= (SELECT min(as_of) FROM side), true)",
    ],
  };
}

/** Meetings planned in a side `s` and not held. OFFSET 0: of each, no more than its first episode is looked up. */
function planned(category: string): string {
  return `SELECT count(*) FROM strategy_meeting t
    WHERE t.voided_at IS NULL AND t.held_at IS NULL AND t.planned_for >= s.from_at AND t.planned_for < s.plan_to
      AND EXISTS (SELECT FROM strategy_meeting_episode te JOIN episode e ON e.id = te.episode_id
        WHERE te.meeting_id = t.id AND e.voided_at IS NULL AND e.category = ${category} AND e.started_at <= s.as_of OFFSET 0)`;
}
