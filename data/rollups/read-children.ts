import { bucketSql, UNKNOWN } from "../measures/buckets.ts";
import type { FiguresSpec } from "../measures/figures.ts";
import { episodeConditions } from "../measures/filters.ts";
import type { Measure } from "../measures/measure.ts";
import type { Statement } from "../measures/statement.ts";
import { aboutPart, assumedIn, CELL_GROUPINGS, filtersOnly } from "./asked.ts";
import type { Reading } from "./usable.ts";

/** Different children of a financial year by attributes, risk among them. */
export function childrenReading(q: Statement, spec: FiguresSpec, measure: Measure): Reading | null {
  const { filters, groupBy } = spec;
  if (measure.ofYear?.numerator !== "children" || !filtersOnly(filters, "children")) return null;
  if (groupBy && groupBy !== "risk" && !CELL_GROUPINGS.includes(groupBy)) return null;
  const m = "json_build_object('m', json_build_array(json_build_array(children, NULL))";
  return {
    kinds: ["children"],
    ctes: [differentChildren(q, spec)],
    parts: [
      `SELECT 'total', k, NULL, NULL, ${m}, 'x', json_build_object(), 'i', 0) FROM c WHERE of_all`,
      ...aboutPart(assumedIn(spec), "sum(assumed) FILTER (WHERE of_all)", "c"),
      ...(groupBy
        ? [`SELECT 'bucket', k, coalesce(bucket, '${UNKNOWN}'), NULL, ${m}) FROM c WHERE NOT of_all`]
        : []),
    ],
  };
}

/**
 * `c(k, of_all, bucket, children, assumed)`: the children of each side, and those of each bucket, by one pass over
 * an index for each year. A bucket is the column itself where it can be: the index has it in order.
 */
function differentChildren(q: Statement, spec: FiguresSpec): string {
  const { policy, groupBy } = spec;
  const zone = () => q.share(policy.timeZone, "text");
  const bucket = groupBy && bucketSql(groupBy, { at: "p.from_at", dateOnly: "false", zone, risk: "e.risk" });
  const assumed = assumedIn(spec);
  return `c AS MATERIALIZED (SELECT p.k, y.* FROM p CROSS JOIN LATERAL (
      SELECT ${bucket ? "GROUPING(e.bucket) = 1" : "true"} AS of_all, ${bucket ? "e.bucket" : "NULL::text"} AS bucket,
        count(DISTINCT e.child_id) AS children, ${assumed ? `sum(e.episodes) FILTER (WHERE ${assumed})` : "0"} AS assumed
      FROM (SELECT ${bucket ?? "NULL::text"} AS bucket, e.child_id, e.episodes, e.assumed
        FROM rollup_child e CROSS JOIN LATERAL (SELECT e.gender) c
        WHERE e.rollup_id = p.id AND ${conditions(q, spec)}) e${bucket ? " GROUP BY GROUPING SETS ((e.bucket), ())" : ""}) y
    WHERE p.kind = 'children')`;
}

/** `c(k, child_id, n, assumed)`: each child of a financial year once, with the episodes that pass the filters. */
export function eachChild(q: Statement, spec: FiguresSpec): string {
  const assumed = assumedIn(spec);
  return `c AS MATERIALIZED (SELECT p.k, e.child_id, sum(e.episodes)::int AS n,
      ${assumed ? `sum(e.episodes) FILTER (WHERE ${assumed})` : "0"} AS assumed
    FROM p JOIN rollup_child e ON e.rollup_id = p.id CROSS JOIN LATERAL (SELECT e.gender) c
    WHERE p.kind = 'children' AND ${conditions(q, spec)} GROUP BY p.k, e.child_id)`;
}

function conditions(q: Statement, { filters, policy }: FiguresSpec): string {
  return episodeConditions(q, filters, { policy, interviews: false, risk: "e.risk" }).join(" AND ");
}
