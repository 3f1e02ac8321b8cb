import type { FiguresSpec } from "../measures/figures.ts";
import { HEAVY_CHILD, onlyOf } from "../measures/figures-sql.ts";
import type { Measure, Need } from "../measures/measure.ts";
import { setSql } from "../measures/sets.ts";
import type { Statement } from "../measures/statement.ts";
import { aboutPart, assumedIn, filtersOnly, rowsOf } from "./asked.ts";
import { allChildren, eachChild, mayBeHeavy } from "./read-children.ts";
import type { Reading } from "./usable.ts";

/**
 * Long episodes of a financial year: an index finds them in the rows. Only which child has most of all the
 * year's episodes, long or not, is read from what has been counted.
 */
export function longReading(q: Statement, spec: FiguresSpec, measure: Measure): Reading | null {
  const { filters, policy, groupBy, outlier } = spec;
  if (!measure.longOfAll || groupBy || !outlier || !filtersOnly(filters, "children")) return null;
  const set = {
    ...rowsOf(spec, "start", new Set<Need>(["length"])),
    leastHours: policy.longEpisodeHours,
  };
  const reads = onlyOf(measure.numerator, measure.indeterminate ?? "", "k child_id");
  const long = setSql(q, set, reads);
  const m = `json_build_object('m', json_build_array(json_build_array(${measure.numerator}, NULL))`;
  return {
    kinds: ["children"],
    ctes: [
      `e AS MATERIALIZED (${long})`,
      allChildren(q, spec),
      mayBeHeavy(q, spec, "(SELECT episodes FROM counted WHERE k = 0)"),
      eachChild(q, spec),
      ...HEAVY_CHILD,
    ],
    parts: [
      `SELECT 'total', k, NULL, NULL, ${m}, 'x', json_build_object(), 'i', count(*) FILTER (WHERE ${measure.indeterminate}))
        FROM e GROUP BY k`,
      ...aboutPart(assumedIn(spec), "sum(assumed)", "counted"),
      "SELECT 'heavy', 0, NULL, NULL, json_build_object('childId', child_id, 'n', n) FROM heavy",
      `SELECT 'without', e.k, NULL, NULL, ${m})
        FROM e JOIN heavy h ON e.child_id <> h.child_id GROUP BY e.k`,
    ],
  };
}
