import { UNKNOWN } from "../measures/buckets.ts";
import type { FiguresSpec } from "../measures/figures.ts";
import { HEAVY_CHILD, onlyOf } from "../measures/figures-sql.ts";
import type { Measure } from "../measures/measure.ts";
import { setSql } from "../measures/sets.ts";
import type { Statement } from "../measures/statement.ts";
import { aboutPart, assumedIn, filtersOnly, groupsByCells, rowsOf } from "./asked.ts";
import { combination, countedOnce } from "./combined.ts";
import { cellsSql } from "./read-cells.ts";
import { allChildren, eachChild, mayBeHeavy } from "./read-children.ts";
import { ofYears, type Reading } from "./usable.ts";

/**
 * Mean and median length of the episodes of whole months, from the lengths as they were counted; of a year from
 * those of each combination, where it is one. Which child has most of a year's episodes is read from that
 * year's children, and what that child's add from the rows.
 */
export function lengthsReading(q: Statement, spec: FiguresSpec, measure: Measure): Reading | null {
  const { filters, outlier } = spec;
  if (!measure.ofLengths || !filtersOnly(filters, "cells")) return null;
  if (!groupsByCells(spec)) return null;
  const ofAnyAge = filters.ageMin === undefined && filters.ageMax === undefined;
  const combined = ofAnyAge && ofYears(spec) && countedOnce(spec) !== null;
  const { ctes, episodes, parts } = combined ? ofCombination(q, spec) : ofCells(q, spec);
  return {
    kinds: combined || outlier ? ["lengths", "children"] : ["lengths"],
    ctes: [
      ...ctes,
      ...(outlier
        ? [mayBeHeavy(q, spec, episodes), eachChild(q, spec), ...HEAVY_CHILD, ...ownLengths(q, spec, measure)]
        : []),
    ],
    parts: [
      `SELECT 'total', k, NULL, NULL, ${mean("hours", "lasted")}, 'x', json_build_object('median_hours', median), 'i', unclear)
        FROM whole`,
      ...parts,
      ...(outlier
        ? [
            "SELECT 'heavy', 0, NULL, NULL, json_build_object('childId', child_id, 'n', n) FROM heavy",
            `SELECT 'without', w.k, NULL, NULL, ${mean("w.hours - coalesce(o.hours, 0)", "w.lasted - coalesce(o.lasted, 0)")})
              FROM heavy CROSS JOIN whole w LEFT JOIN own o ON o.k = w.k`,
          ]
        : []),
    ],
  };
}

/** Where `whole(k, hours, lasted, median, unclear)` comes from, and what else is told of it. */
interface Source {
  ctes: string[];
  /** the first side's, whatever their length is known to be */
  episodes: string;
  parts: string[];
}

/** The lengths themselves, of the cells of months or years. */
function ofCells(q: Statement, spec: FiguresSpec): Source {
  const assumed = assumedIn(spec);
  return {
    ctes: [
      `cell AS MATERIALIZED (${cellsSql(q, spec, "rollup_length", assumed)})`,
      // each side by itself: thousands of lengths are neither kept nor sorted by their side first
      `whole AS MATERIALIZED (SELECT s.k, s.unclear, l.* FROM (SELECT k, sum(unclear) AS unclear FROM cell GROUP BY k) s
        CROSS JOIN LATERAL (SELECT sum(h) AS hours, count(h) AS lasted, percentile_cont(0.5) WITHIN GROUP (ORDER BY h) AS median
          FROM (SELECT unnest(c.hours) AS h FROM cell c WHERE c.k = s.k) u) l)`,
    ],
    episodes: "(SELECT sum(episodes) FROM cell WHERE k = 0)",
    parts: [
      ...aboutPart(assumed, "sum(episodes) FILTER (WHERE is_assumed)", "cell"),
      // an episode of the cells that has no length of its own still stands in its bucket
      ...(spec.groupBy
        ? [
            `SELECT 'bucket', k, bucket, NULL, ${mean("sum((SELECT sum(h) FROM unnest(hours) h))", "sum(coalesce(cardinality(hours), 0))")})
              FROM cell GROUP BY k, bucket`,
          ]
        : []),
    ],
  };
}

/** What was worked out of the years' lengths, by one combination of attributes. */
function ofCombination(q: Statement, spec: FiguresSpec): Source {
  const { all, bucket, rows } = combination(q, spec, "rollup_duration");
  return {
    ctes: [
      `duration AS MATERIALIZED (SELECT p.k, e.left_out = ${all} AS of_all, ${bucket} AS bucket, e.unclear, e.lasted, e.hours, e.median
        FROM ${rows} AND p.kind = 'lengths')`,
      "whole AS (SELECT * FROM duration WHERE of_all)",
      allChildren(q, spec),
    ],
    episodes: "(SELECT episodes FROM counted WHERE k = 0)",
    parts: [
      ...aboutPart(assumedIn(spec), "sum(assumed)", "counted"),
      ...(spec.groupBy
        ? [
            `SELECT 'bucket', k, coalesce(bucket, '${UNKNOWN}'), NULL, ${mean("hours", "lasted")}) FROM duration WHERE NOT of_all`,
          ]
        : []),
    ],
  };
}

const mean = (hours: string, lasted: string) =>
  `json_build_object('m', json_build_array(json_build_array(${hours}, ${lasted}))`;

/** `own(k, hours, lasted)`: what the heaviest child's episodes add to the lengths of each side. */
function ownLengths(q: Statement, spec: FiguresSpec, measure: Measure): string[] {
  const set = rowsOf(spec, "start", new Set(measure.needs));
  const { numerator, denominator } = measure;
  const rows = setSql(q, set, onlyOf(numerator, denominator!, "k child_id"));
  return [
    `own AS MATERIALIZED (SELECT k, ${numerator} AS hours, ${denominator} AS lasted
      FROM (${rows}) b WHERE child_id = (SELECT child_id FROM heavy) GROUP BY k)`,
  ];
}
