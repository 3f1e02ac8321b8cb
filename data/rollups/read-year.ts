import { UNKNOWN } from "../measures/buckets.ts";
import { type FiguresSpec, ofKey } from "../measures/figures.ts";
import type { Measure } from "../measures/measure.ts";
import { childrenJson } from "../measures/rows.ts";
import type { Statement } from "../measures/statement.ts";
import type { Grouping } from "../vocabulary.ts";
import { filtersOnly, MONTHLY, oneCategory } from "./asked.ts";
import { cellsSql } from "./read-cells.ts";
import type { Reading } from "./usable.ts";

/**
 * A financial year's children: how many have so many episodes (`rollup_spread`), and who has most
 * (`rollup_ranking`). For the same child's episodes in another year the rows are counted, which are few.
 */
export function yearReading(
  q: Statement,
  spec: FiguresSpec,
  measure: Measure,
  also: Grouping | null,
): Reading | null {
  const { filters, groupBy, outlier, rows, bare } = spec;
  const year = measure.ofYear;
  const category = oneCategory(spec);
  if (!year || !category || spec.ascending || !filtersOnly(filters, "category")) return null;
  // an answer by placement type also says how many types were assumed, which is not counted here
  const byType = groupBy === "placement_type" && bare === true;
  const byTime = MONTHLY.includes(groupBy) && measure.ofCells?.of === "starts";
  if (groupBy && !byType && !byTime) return null;
  if (!groupBy && !outlier && measure.ofCells) return null;
  const c = q.bind(category, "text");
  const limit = () => q.share(spec.limit ?? measure.limit ?? 10, "int");
  const m = `json_build_array(json_build_array(${year.numerator}, ${year.denominator ?? "NULL"}))`;
  const beside = (measure.beside ?? []).flatMap(({ key, ofYear }) =>
    ofYear ? [`'${key}', ${ofYear.sql}, '${ofKey(key)}', ${ofYear.of}`] : [],
  );
  const ranks = year.numerator === "top";
  const top = ranks ? `(SELECT sum(f.episodes) FROM (${ranking("y.id", c, limit())}) f)` : "NULL";
  const ctes = [
    `y AS MATERIALIZED (SELECT p.k, p.id FROM p WHERE p.kind = 'children')`,
    `a AS MATERIALIZED (SELECT y.k, ${SUMS}, ${top} AS top
      FROM y JOIN rollup_spread t ON t.rollup_id = y.id AND t.category = ${c} AND t.of_all GROUP BY y.k, y.id)`,
  ];
  const parts = [
    `SELECT 'total', k, NULL, NULL, json_build_object('m', ${m}, 'x', json_build_object(${beside.join(", ")}), 'i', 0) FROM a`,
  ];
  const typed = (part: "bucket" | "beside") =>
    `SELECT '${part}', k, coalesce(placement_type, '${UNKNOWN}'), NULL, json_build_object('m', ${m})
      FROM (SELECT y.k, t.placement_type, ${SUMS}, NULL AS top
        FROM y JOIN rollup_spread t ON t.rollup_id = y.id AND t.category = ${c} AND NOT t.of_all
        GROUP BY y.k, t.placement_type) b`;
  if (byType) parts.push(typed("bucket"));
  if (byTime) {
    parts.push(`SELECT 'bucket', k, bucket, NULL, json_build_object('m', json_build_array(json_build_array(sum(episodes), NULL)))
      FROM (${cellsSql(q, spec, "rollup_start", null)}) e GROUP BY k, bucket`);
  }
  if (outlier) {
    ctes.push(...heavySql(c));
    parts.push(
      "SELECT 'heavy', 0, NULL, NULL, json_build_object('childId', child_id, 'n', n) FROM heavy",
      `SELECT 'without', k, NULL, NULL, json_build_object('m', ${m}) FROM rest`,
    );
  }
  if (rows && measure.rows) {
    const before = spec.sides.length > 1 ? episodesIn(1, "x.child_id", c) : "NULL";
    const cut = spec.limit === null ? null : q.bind(spec.limit, "int");
    parts.push(`SELECT 'children', 0, NULL, NULL, ${childrenJson("episodes", before, MOST_FIRST)}
      FROM (${ranking("(SELECT id FROM y WHERE k = 0)", c, cut)}) x`);
  }
  const kinds: Reading["kinds"] = byTime ? ["children", "starts"] : ["children"];
  return { kinds, ctes, parts, ...(also === "placement_type" && !byType && { also: typed("beside") }) };
}

const SUMS = `sum(t.episodes * t.children) AS episodes, sum(t.children) AS children,
  coalesce(sum(t.children) FILTER (WHERE t.episodes = 1), 0) AS once`;

const MOST_FIRST = "episodes DESC, latest DESC, child_id";

/** A year's children, most episodes first, as the index has them. */
function ranking(year: string, category: string, limit: string | null): string {
  return `SELECT r.child_id, r.episodes, r.latest FROM rollup_ranking r
    WHERE r.rollup_id = ${year} AND r.category = ${category}
    ORDER BY ${MOST_FIRST}${limit ? ` LIMIT ${limit}` : ""}`;
}

/** How many episodes of a child started in a side. */
function episodesIn(k: number | string, child: string, category: string): string {
  return `(SELECT count(*) FROM episode e JOIN side s ON s.k = ${k} AND e.started_at >= s.from_at AND e.started_at < s.to_at
    WHERE e.child_id = ${child} AND e.category = ${category} AND e.voided_at IS NULL)`;
}

/** `heavy(child_id, n)`, as the measures have it, and `rest`, each side's sums without that child. */
function heavySql(category: string): string[] {
  return [
    `two AS MATERIALIZED (${ranking("(SELECT id FROM y WHERE k = 0)", category, "2")})`,
    `heavy AS MATERIALIZED (SELECT min(child_id) AS child_id, max(episodes) AS n FROM two
      WHERE episodes = (SELECT max(episodes) FROM two)
        AND (SELECT children >= 5 AND (SELECT max(episodes) FROM two)::bigint * 10 >= episodes FROM a WHERE k = 0)
      HAVING count(*) = 1)`,
    `rest AS (SELECT l.k, l.episodes - l.own AS episodes, l.children - sign(l.own) AS children
      FROM (SELECT a.*, ${episodesIn("a.k", "h.child_id", category)} AS own FROM a CROSS JOIN heavy h) l)`,
  ];
}
