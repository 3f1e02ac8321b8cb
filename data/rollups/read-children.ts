import { bucketSql, UNKNOWN } from "../measures/buckets.ts";
import type { FiguresSpec } from "../measures/figures.ts";
import { episodeConditions } from "../measures/filters.ts";
import type { Measure } from "../measures/measure.ts";
import type { Statement } from "../measures/statement.ts";
import { aboutPart, assumedIn, CELL_GROUPINGS, filtersOnly } from "./asked.ts";
import type { Reading } from "./usable.ts";

/** Different children of a financial year by attributes, risk among them. */
export function childrenReading(q: Statement, spec: FiguresSpec, measure: Measure): Reading | null {
  const { filters, groupBy, policy } = spec;
  if (measure.ofYear?.numerator !== "children" || !filtersOnly(filters, "children")) return null;
  if (groupBy && groupBy !== "risk" && !CELL_GROUPINGS.includes(groupBy)) return null;
  const zone = () => q.share(policy.timeZone, "text");
  const bucket = groupBy && bucketSql(groupBy, { at: "p.from_at", dateOnly: "false", zone, risk: "e.risk" });
  const m = "json_build_object('m', json_build_array(json_build_array(count(*), NULL))";
  return {
    kinds: ["children"],
    ctes: [eachChild(q, spec, bucket && `coalesce(${bucket}, '${UNKNOWN}')`)],
    parts: [
      `SELECT 'total', k, NULL, NULL, ${m}, 'x', json_build_object(), 'i', 0)
        FROM ${groupBy ? "(SELECT DISTINCT k, child_id FROM c) c" : "c"} GROUP BY k`,
      ...aboutPart(assumedIn(spec), "sum(assumed)", "c"),
      ...(groupBy ? [`SELECT 'bucket', k, bucket, NULL, ${m}) FROM c GROUP BY k, bucket`] : []),
    ],
  };
}

/**
 * `c(k, bucket, child_id, n, assumed)`: each child of a financial year once, or once in each `bucket`, with the
 * episodes that pass the filters.
 */
export function eachChild(q: Statement, spec: FiguresSpec, bucket: string | null = null): string {
  const { filters, policy } = spec;
  const assumed = assumedIn(spec);
  const where = episodeConditions(q, filters, { policy, interviews: false, risk: "e.risk" });
  return `c AS MATERIALIZED (SELECT p.k, ${bucket ?? "NULL::text"} AS bucket, e.child_id, sum(e.episodes)::int AS n,
      ${assumed ? `sum(e.episodes) FILTER (WHERE ${assumed})` : "0"} AS assumed
    FROM p JOIN rollup_child e ON e.rollup_id = p.id CROSS JOIN LATERAL (SELECT e.gender) c
    WHERE p.kind = 'children' AND ${where.join(" AND ")} GROUP BY p.k, ${bucket ? "2, " : ""}e.child_id)`;
}
