import { bucketSql, UNKNOWN } from "../measures/buckets.ts";
import type { FiguresSpec } from "../measures/figures.ts";
import { countedCategories, episodeConditions } from "../measures/filters.ts";
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
  const m = (children: string) =>
    `json_build_object('m', json_build_array(json_build_array(${children}, NULL))`;
  const total = (children: string, from: string) =>
    `SELECT 'total', k, NULL, NULL, ${m(children)}, 'x', json_build_object(), 'i', 0) FROM ${from}`;
  if (!bucket) {
    return {
      kinds: ["children"],
      ctes: [
        eachChild(q, spec, { once: true }),
        "whole AS MATERIALIZED (SELECT k, count(*) AS children, sum(assumed) AS assumed FROM c GROUP BY k)",
      ],
      parts: [total("children", "whole"), ...aboutPart(assumedIn(spec), "sum(assumed)", "whole")],
    };
  }
  return {
    kinds: ["children"],
    ctes: [
      eachChild(q, spec, { bucket: `coalesce(${bucket}, '${UNKNOWN}')` }),
      `parted AS MATERIALIZED (SELECT k, bucket, count(*) AS children, sum(assumed) AS assumed FROM c GROUP BY k, bucket)`,
    ],
    parts: [
      total("count(*)", "(SELECT DISTINCT k, child_id FROM c) c GROUP BY k"),
      ...aboutPart(assumedIn(spec), "sum(assumed)", "parted"),
      `SELECT 'bucket', k, bucket, NULL, ${m("children")}) FROM parted`,
    ],
  };
}

/**
 * `c(k, bucket, child_id, n, assumed)`: each child of a financial year once, or once in each `bucket`, with the
 * episodes that pass the filters; none where `only`, a condition on no row, does not hold.
 */
export function eachChild(q: Statement, spec: FiguresSpec, { bucket, only, once }: ChildOptions): string {
  const assumed = assumedIn(spec);
  return `c AS ${once ? "NOT " : ""}MATERIALIZED (SELECT p.k, ${bucket ?? "NULL::text"} AS bucket, e.child_id, sum(e.episodes)::int AS n,
      ${assumed ? `sum(e.episodes) FILTER (WHERE ${assumed})` : "0"} AS assumed
    FROM ${ofChildren(q, spec)}${only ? ` AND ${only}` : ""} GROUP BY p.k, ${bucket ? "2, " : ""}e.child_id)`;
}

interface ChildOptions {
  bucket?: string | null;
  only?: string;
  /** read by one part alone: it need not be kept */
  once?: boolean;
}

/** `counted(k, episodes, assumed)`: the same of all children together. */
export function allChildren(q: Statement, spec: FiguresSpec): string {
  const assumed = assumedIn(spec);
  return `counted AS MATERIALIZED (SELECT p.k, sum(e.episodes) AS episodes,
      ${assumed ? `sum(e.episodes) FILTER (WHERE ${assumed})` : "0"} AS assumed
    FROM ${ofChildren(q, spec)} GROUP BY p.k)`;
}

function ofChildren(q: Statement, { filters, policy }: FiguresSpec): string {
  const where = episodeConditions(q, filters, { policy, interviews: false, risk: "e.risk" });
  const later = filters.risk || filters.placementType;
  if (later && !filters.gender && !filters.not_gender) where.push(EVERY_GENDER);
  return `p JOIN rollup_child e ON e.rollup_id = p.id CROSS JOIN LATERAL (SELECT e.gender) c
    WHERE p.kind = 'children' AND ${where.join(" AND ")}`;
}

/** No condition but one that an index by gender needs to find by what it has behind it (child_gender in the migrations). */
const EVERY_GENDER = "e.gender IN ('female', 'male', 'other', 'unknown')";

/**
 * `may(be)`: whether one child can have a tenth of the first side's `episodes`. None has more of them than the
 * first of the year's ranking has of their categories; where that is not enough, as in any large council, the
 * children need not be counted.
 */
export function mayBeHeavy(q: Statement, { filters, policy }: FiguresSpec, episodes: string): string {
  const categories = q.bind(countedCategories(filters, policy), "text[]");
  return `may AS MATERIALIZED (SELECT coalesce(sum(most) * 10 >= ${episodes}, false) AS be
    FROM (SELECT (SELECT r.episodes FROM rollup_ranking r WHERE r.rollup_id = p.id AND r.category = g.category
        ORDER BY r.episodes DESC LIMIT 1) AS most
      FROM p CROSS JOIN unnest(${categories}) AS g(category) WHERE p.k = 0 AND p.kind = 'children') m)`;
}
export const MAY_BE_HEAVY = "(SELECT be FROM may)";
