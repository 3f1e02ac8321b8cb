import { UNKNOWN } from "../measures/buckets.ts";
import type { FiguresSpec } from "../measures/figures.ts";
import { onlyOf } from "../measures/figures-sql.ts";
import type { Measure, OfCells } from "../measures/measure.ts";
import type { Statement } from "../measures/statement.ts";
import type { Grouping } from "../vocabulary.ts";
import {
  aboutPart,
  assumedIn,
  CELL_GROUPINGS,
  countedBucket,
  countedConditions,
  filtersOnly,
  groupsByCells,
} from "./asked.ts";
import { HEAVIEST_OF_CELLS, heaviestOfCells } from "./read-heaviest.ts";
import { ofYears, type Reading } from "./usable.ts";

/** Sums over the cells of whole months: counts and shares by what the cells are counted by. */
export function cellsReading(
  q: Statement,
  spec: FiguresSpec,
  measure: Measure,
  also: Grouping | null,
): Reading | null {
  const { filters, groupBy, outlier, rows } = spec;
  const cells = measure.ofCells;
  if (!cells || rows || !filtersOnly(filters, "cells") || !groupsByCells(spec)) return null;
  // which child has most is told of numbers of episodes
  if (outlier && (cells.of !== "starts" || cells.denominator)) return null;
  // what is not grouped itself has the buckets of the other grouping, and is the sum of them
  const beside = !groupBy && also && CELL_GROUPINGS.includes(also) ? also : null;
  const figures = `json_build_array(json_build_array(${cells.numerator}, ${cells.denominator ?? "NULL"}))`;
  const none = (measure.beside ?? []).map(({ key }) => `'${key}', 0`).join(", ");
  const assumed = assumedIn(spec);
  const table = cells.of === "starts" ? "rollup_start" : "rollup_return";
  const sum = cells.of === "starts" ? "episodes" : "returned";
  const reads = onlyOf(cells.numerator, cells.denominator ?? "", cells.unclear ?? "", sum);
  const summed = COUNTS[cells.of].filter(reads).map((column) => `e.${column}`);
  const buckets = (part: "bucket" | "beside") =>
    `SELECT '${part}', k, bucket, NULL, json_build_object('m', ${figures}) FROM cell GROUP BY k, bucket`;
  return {
    kinds: outlier && ofYears(spec) ? [cells.of, "children"] : [cells.of],
    ctes: [
      `cell AS MATERIALIZED (${cellsSql(q, beside ? { ...spec, groupBy: beside } : spec, table, assumed, summed)})`,
      ...(outlier ? heaviestOfCells(q, spec) : []),
    ],
    parts: [
      `SELECT 'total', k, NULL, NULL, json_build_object('m', ${figures}, 'x', json_build_object(${none}),
        'i', ${cells.unclear ?? "0"}) FROM cell GROUP BY k`,
      ...aboutPart(assumed, `sum(${sum}) FILTER (WHERE is_assumed)`, "cell"),
      ...(groupBy ? [buckets("bucket")] : []),
      ...(outlier ? HEAVIEST_OF_CELLS : []),
    ],
    provided: cells.closed ? [allClosed(q, spec)] : [],
    ...(beside && { also: buckets("beside") }),
  };
}

/** What is counted in a cell. A statement keeps what it reads of it: all of it takes longer than to find it. */
const COUNTS: Readonly<Record<OfCells["of"], readonly string[]>> = {
  starts: ["episodes"],
  returns: ["returned", "offered", "accepted", "declined", "completed", "in_time", "late", "unclear"],
};

/** The cells of the sides' months that pass the filters, each with its bucket. Of lengths all cells are fine. */
export function cellsSql(
  q: Statement,
  spec: FiguresSpec,
  table: string,
  assumed: string | null,
  columns: readonly string[] = ["e.*"],
): string {
  const { filters, groupBy } = spec;
  const bucket = countedBucket(q, spec);
  const fine = !filtersOnly(filters, "coarse") || groupBy === "gender" || groupBy === "age";
  const which = table === "rollup_length" ? "" : ` AND ${fine ? "e.fine" : "NOT e.fine"}`;
  return `SELECT p.k, ${bucket ? `coalesce(${bucket}, '${UNKNOWN}')` : "NULL::text"} AS bucket,
      ${assumed ?? "false"} AS is_assumed, ${columns.join(", ")}
    FROM p JOIN ${table} e ON e.rollup_id = p.id${which} CROSS JOIN LATERAL (SELECT e.gender) c
    WHERE ${countedConditions(q, spec).join(" AND ")}`;
}

/** Whether the window of every return of the sides has closed. */
function allClosed(q: Statement, { policy }: FiguresSpec): string {
  return `NOT EXISTS (SELECT FROM side s WHERE s.to_at + ${q.bind(`${policy.interviewWindowHours} hours`, "interval")} > s.as_of)`;
}
