import { UNKNOWN } from "../measures/buckets.ts";
import type { FiguresSpec } from "../measures/figures.ts";
import type { ResolvedFilters } from "../measures/filters.ts";
import type { Statement } from "../measures/statement.ts";
import { countedBucket, countedConditions, oneCategory } from "./asked.ts";

/**
 * What a year's children are counted by, each alone and with the others (`rollup_combined`), by the filter's
 * name. The bits of `left_out` as GROUPING gives them: the last is the lowest.
 */
const ATTRIBUTES = {
  gender: "gender",
  risk: "risk",
  placementType: "placement_type",
  lookedAfter: "looked_after",
} as const;
const COLUMNS = Object.values(ATTRIBUTES);
const [GENDER, ...OTHERS] = COLUMNS;
const ANY_OTHER = OTHERS.join(", ");

/**
 * Parts of the statement that counts a year's children, from `own`, the episodes of each child by all of its
 * attributes. A child's gender is one: only at the end is it left out, too.
 */
export const COMBINED = [
  `each AS MATERIALIZED (SELECT k, category, ${COLUMNS.join(", ")}, GROUPING(${ANY_OTHER}) AS left_out,
      max(age_at_start) AS oldest, min(age_at_start) AS youngest
    FROM own GROUP BY k, category, child_id, ${GENDER}, CUBE (${ANY_OTHER}))`,
  `combined AS (INSERT INTO rollup_combined
    SELECT k, category, ${2 ** OTHERS.length} * GROUPING(${GENDER}) + left_out AS every, ${COLUMNS.join(", ")}, age, assumed,
      sum(oldest), sum(youngest), sum(episodes)
    FROM (
      SELECT k, category, ${COLUMNS.join(", ")}, left_out, a.age, 0 AS assumed, a.oldest, a.youngest, 0 AS episodes
      FROM each CROSS JOIN LATERAL (VALUES (each.oldest, 1, 0), (each.youngest, 0, 1)) a(age, oldest, youngest)
      UNION ALL
      SELECT k, category, ${COLUMNS.join(", ")}, GROUPING(${ANY_OTHER}), age_at_start, assumed_bits, 0, 0, sum(episodes)
      FROM own GROUP BY k, category, age_at_start, assumed_bits, ${GENDER}, CUBE (${ANY_OTHER})
    ) a
    GROUP BY k, category, left_out, ${ANY_OTHER}, age, assumed, ROLLUP (${GENDER})
    ORDER BY k, category, every, ${COLUMNS.join(", ")})`,
];

/** The same combination as SQL, of a statement that groups by a CUBE of these `columns` alone. */
export function leftOutSql(columns: readonly string[]): string {
  return COLUMNS.map((column) => (columns.includes(column) ? `GROUPING(${column})` : "1")).reduce(
    (bits, bit) => `2 * (${bits}) + ${bit}`,
  );
}

/** The combination that names what a question filters by, and `also`, and nothing else: its `left_out`. */
export function leftOut(filters: ResolvedFilters, also: string | null = null): number {
  const named = (filter: keyof typeof ATTRIBUTES) =>
    filters[filter] !== undefined ||
    filters[`not_${filter}` as keyof ResolvedFilters] !== undefined ||
    ATTRIBUTES[filter] === also;
  const names = Object.keys(ATTRIBUTES) as (keyof typeof ATTRIBUTES)[];
  return names.reduce((bits, filter) => 2 * bits + (named(filter) ? 0 : 1), 0);
}

/**
 * The column of `rollup_combined` that counts a question's children, and those of each of its buckets; null where
 * several rows of a combination could hold the same child: of each attribute one value, of the age one bound, of
 * the categories one, and grouped by another attribute, if by any.
 */
export function countedOnce(spec: FiguresSpec): "oldest" | "youngest" | null {
  const { filters, groupBy } = spec;
  const { category, not_category, gender, lookedAfter, risk, placementType, ageMin, ageMax, ...others } =
    filters;
  const several = [risk, placementType].some((values) => values && values.length !== 1);
  const any = Object.values(others).some((value) => value !== undefined);
  if (several || any || oneCategory(spec) === null || placementType?.[0] === UNKNOWN) return null;
  // no combination names more than the filters do: it is none of the attributes, or one of the filters'
  if (groupBy && leftOut(filters, groupBy) === leftOut(filters)) return null;
  if (ageMin !== undefined && ageMax !== undefined) return null;
  return ageMax === undefined ? "oldest" : "youngest";
}

/**
 * The rows `e` of a question's combination in a table of them: `all`, its `left_out`; `bucket`, of those by which
 * it is grouped, too, where it is; `rows`, what follows FROM.
 */
export function combination(
  q: Statement,
  spec: FiguresSpec,
  table: "rollup_combined" | "rollup_duration",
): { all: number; bucket: string; rows: string } {
  const { filters, groupBy } = spec;
  const all = leftOut(filters);
  const wanted = [all, ...(groupBy ? [leftOut(filters, groupBy)] : [])];
  return {
    all,
    bucket: countedBucket(q, spec) ?? "NULL::text",
    rows: `p JOIN ${table} e ON e.rollup_id = p.id AND e.left_out IN (${wanted.join(", ")})
      CROSS JOIN LATERAL (SELECT e.gender) c WHERE ${countedConditions(q, spec).join(" AND ")}`,
  };
}
