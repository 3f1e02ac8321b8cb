import { bucketSql } from "../measures/buckets.ts";
import type { FiguresSpec } from "../measures/figures.ts";
import {
  ASSUMED_FIELDS,
  countedCategories,
  episodeConditions,
  filteredFields,
  type ResolvedFilters,
} from "../measures/filters.ts";
import type { SetOptions } from "../measures/sets.ts";
import type { Statement } from "../measures/statement.ts";
import type { Grouping } from "../vocabulary.ts";
import { ASSUMED_BITS } from "./kinds.ts";

/** Attributes by which the cells of months and a year's children are counted. */
const OF_CELLS = ["category", "placementType", "gender", "lookedAfter", "ageMin", "ageMax"];
export const CELL_GROUPINGS: readonly Grouping[] = ["placement_type", "gender", "age"];
/** Groupings of whole months. */
export const MONTHLY: readonly (Grouping | null)[] = ["month", "quarter", "financial_year"];

const KNOWN = {
  category: ["category"],
  coarse: ["category", "placementType"],
  cells: OF_CELLS,
  children: [...OF_CELLS, "risk"],
};

/** The rows' set of a question, by an event, without buckets: what is not counted ahead is read from it. */
export function rowsOf(
  { policy, filters }: FiguresSpec,
  event: SetOptions["event"],
  needs: SetOptions["needs"] = new Set(),
): SetOptions {
  return { policy, filters, event, interviews: false, needs, grouping: null };
}

/** Whether the cells of months can be put into its buckets, if it has any. */
export function groupsByCells({ groupBy }: FiguresSpec): boolean {
  return !groupBy || MONTHLY.includes(groupBy) || CELL_GROUPINGS.includes(groupBy);
}

/** Whether a question filters by nothing but these attributes, or their opposites. */
export function filtersOnly(filters: ResolvedFilters, by: keyof typeof KNOWN): boolean {
  const known = KNOWN[by];
  return Object.entries(filters).every(
    ([key, value]) => value === undefined || known.includes(key.replace(/^not_/, "")),
  );
}

/** The one category that a question counts: a child or a meeting may stand in several. Null: several. */
export function oneCategory({ filters, policy }: FiguresSpec): string | null {
  const [category, ...others] = countedCategories(filters, policy);
  return category && others.length === 0 ? category : null;
}

/** Conditions on a counted row `e` and its child `c`; where a risk can be asked for, the row holds it. */
export function countedConditions(q: Statement, { filters, policy }: FiguresSpec): string[] {
  return episodeConditions(q, filters, { policy, interviews: false, risk: "e.risk" });
}

/** The bucket of a counted row `e` of a period `p`, as SQL; null: the question is not grouped. */
export function countedBucket(q: Statement, { groupBy, policy }: FiguresSpec): string | null {
  const zone = () => q.share(policy.timeZone, "text");
  return groupBy && bucketSql(groupBy, { at: "p.from_at", dateOnly: "false", zone, risk: "e.risk" });
}

/** Whether a cell's `assumed` tells that a value which the question uses was filled from the child; null: none can be. */
export function assumedIn({ filters, groupBy }: FiguresSpec): string | null {
  const fields = [...filteredFields(filters), ...((groupBy && ASSUMED_FIELDS[groupBy]) ?? [])];
  const bits = fields.reduce((all, field) => all | (ASSUMED_BITS[field] ?? 0), 0);
  return bits === 0 ? null : `e.assumed & ${bits} <> 0`;
}

/** The part that tells how many episodes have such a value: a `sum` over a CTE; none where none can have one. */
export function aboutPart(assumed: string | null, sum: string, cte: string): string[] {
  const told = `json_build_object('assumed', coalesce(${sum}, 0))`;
  return assumed ? [`SELECT 'about', k, NULL, NULL, ${told} FROM ${cte} GROUP BY k`] : [];
}
