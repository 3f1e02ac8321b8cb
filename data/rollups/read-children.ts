import { UNKNOWN } from "../measures/buckets.ts";
import type { FiguresSpec } from "../measures/figures.ts";
import { countedCategories } from "../measures/filters.ts";
import type { Measure } from "../measures/measure.ts";
import type { Statement } from "../measures/statement.ts";
import {
  aboutPart,
  assumedIn,
  CELL_GROUPINGS,
  countedBucket,
  countedConditions,
  filtersOnly,
} from "./asked.ts";
import { combination, countedOnce } from "./combined.ts";
import type { Reading } from "./usable.ts";

/** Different children of a financial year by attributes, risk among them. */
export function childrenReading(q: Statement, spec: FiguresSpec, measure: Measure): Reading | null {
  const { filters, groupBy } = spec;
  if (measure.ofYear?.numerator !== "children" || !filtersOnly(filters, "children")) return null;
  if (groupBy && groupBy !== "risk" && !CELL_GROUPINGS.includes(groupBy)) return null;
  const m = "json_build_object('m', json_build_array(json_build_array(children, NULL))";
  return {
    kinds: ["children"],
    ctes: [childrenOfCombination(q, spec) ?? differentChildren(q, spec)],
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
 * `c(k, of_all, bucket, children, assumed)`: the children of each side, and those of each bucket, where they were
 * counted in that combination; null where several of its rows could hold the same child.
 */
function childrenOfCombination(q: Statement, spec: FiguresSpec): string | null {
  const children = countedOnce(spec);
  if (!children) return null;
  const { all, bucket, rows } = combination(q, spec, "rollup_combined");
  return `c AS MATERIALIZED (SELECT p.k, e.left_out = ${all} AS of_all, ${bucket} AS bucket,
      sum(e.${children}) AS children, ${sumAssumed(spec)} AS assumed
    FROM ${rows} GROUP BY 1, 2, 3)`;
}

/**
 * The same by one pass over an index for each year. A bucket is the column itself where it can be: the index has
 * it in order.
 */
function differentChildren(q: Statement, spec: FiguresSpec): string {
  const bucket = countedBucket(q, spec);
  return `c AS MATERIALIZED (SELECT p.k, y.* FROM p CROSS JOIN LATERAL (
      SELECT ${bucket ? "GROUPING(e.bucket) = 1" : "true"} AS of_all, ${bucket ? "e.bucket" : "NULL::text"} AS bucket,
        count(DISTINCT e.child_id) AS children, ${sumAssumed(spec)} AS assumed
      FROM (SELECT ${bucket ?? "NULL::text"} AS bucket, e.child_id, e.episodes, e.assumed
        FROM rollup_child e CROSS JOIN LATERAL (SELECT e.gender) c
        WHERE e.rollup_id = p.id AND ${conditions(q, spec)}) e${bucket ? " GROUP BY GROUPING SETS ((e.bucket), ())" : ""}) y
    WHERE p.kind = 'children')`;
}

/**
 * `c(k, child_id, n)`: each child of a financial year once, with the episodes that pass the filters;
 * none where nobody can be heavy (`may`).
 */
export function eachChild(q: Statement, spec: FiguresSpec): string {
  return `c AS MATERIALIZED (SELECT p.k, e.child_id, sum(e.episodes)::int AS n
    FROM p JOIN rollup_child e ON e.rollup_id = p.id CROSS JOIN LATERAL (SELECT e.gender) c
    WHERE p.kind = 'children' AND ${conditions(q, spec)} AND ${MAY_BE_HEAVY} GROUP BY p.k, e.child_id)`;
}

/** `counted(k, episodes, assumed)`: the episodes of all children together. */
export function allChildren(q: Statement, spec: FiguresSpec): string {
  const { rows } = combination(q, { ...spec, groupBy: null }, "rollup_combined");
  return `counted AS MATERIALIZED (SELECT p.k, sum(e.episodes) AS episodes, ${sumAssumed(spec)} AS assumed
    FROM ${rows} GROUP BY p.k)`;
}

/** How many episodes have a value that the question uses and that was filled from the child. */
function sumAssumed(spec: FiguresSpec): string {
  const assumed = assumedIn(spec);
  return assumed ? `sum(e.episodes) FILTER (WHERE ${assumed})` : "0";
}

function conditions(q: Statement, spec: FiguresSpec): string {
  const { filters } = spec;
  const where = countedConditions(q, spec);
  const later = filters.risk || filters.placementType;
  if (later && !filters.gender && !filters.not_gender) where.push(EVERY_GENDER);
  return where.join(" AND ");
}

/** No condition but one that an index by gender needs to find by what it has behind it (child_gender in the migrations). */
const EVERY_GENDER = "e.gender IN ('female', 'male', 'other', 'unknown')";

/**
 * `may(be)`: whether one child can have a tenth of the first side's `episodes`. None has more of them than the
 * first of the ranking has of their categories (of months, one after the other); where that is not enough, as in
 * any large council, the children need not be counted.
 */
export function mayBeHeavy(
  q: Statement,
  { filters, policy }: FiguresSpec,
  episodes: string,
  kind: "children" | "starts" = "children",
): string {
  const categories = q.bind(countedCategories(filters, policy), "text[]");
  return `may AS MATERIALIZED (SELECT coalesce(sum(most) * 10 >= ${episodes}, false) AS be
    FROM (SELECT (SELECT r.episodes FROM rollup_ranking r WHERE r.rollup_id = p.id AND r.category = g.category
        ORDER BY r.episodes DESC LIMIT 1) AS most
      FROM p CROSS JOIN unnest(${categories}) AS g(category) WHERE p.k = 0 AND p.kind = '${kind}') m)`;
}
export const MAY_BE_HEAVY = "(SELECT be FROM may)";
