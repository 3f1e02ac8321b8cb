import type { FiguresSpec } from "../measures/figures.ts";
import { HEAVY_CHILD, onlyOf } from "../measures/figures-sql.ts";
import type { Measure } from "../measures/measure.ts";
import { setSql } from "../measures/sets.ts";
import type { Statement } from "../measures/statement.ts";
import { aboutPart, assumedIn, filtersOnly, groupsByCells, rowsOf } from "./asked.ts";
import { cellsSql } from "./read-cells.ts";
import { eachChild, mayBeHeavy } from "./read-children.ts";
import type { Reading } from "./usable.ts";

/**
 * Mean and median length of the episodes of whole months, from the lengths as they were counted. Which child
 * has most of a year's episodes is read from that year's children, and what that child's add from the rows.
 */
export function lengthsReading(q: Statement, spec: FiguresSpec, measure: Measure): Reading | null {
  const { filters, groupBy, outlier } = spec;
  if (!measure.ofLengths || !filtersOnly(filters, "cells")) return null;
  if (!groupsByCells(spec)) return null;
  const assumed = assumedIn(spec);
  return {
    kinds: outlier ? ["lengths", "children"] : ["lengths"],
    ctes: [
      `cell AS MATERIALIZED (${cellsSql(q, spec, "rollup_length", assumed)})`,
      // each side by itself: thousands of lengths are neither kept nor sorted by their side first
      `whole AS MATERIALIZED (SELECT s.k, s.unclear, l.* FROM (SELECT k, sum(unclear) AS unclear FROM cell GROUP BY k) s
        CROSS JOIN LATERAL (SELECT sum(h) AS hours, count(h) AS lasted, percentile_cont(0.5) WITHIN GROUP (ORDER BY h) AS median
          FROM (SELECT unnest(c.hours) AS h FROM cell c WHERE c.k = s.k) u) l)`,
      ...(outlier
        ? [
            mayBeHeavy(q, spec, "(SELECT sum(episodes) FROM cell WHERE k = 0)"),
            eachChild(q, spec),
            ...HEAVY_CHILD,
            ...ownLengths(q, spec, measure),
          ]
        : []),
    ],
    parts: [
      `SELECT 'total', k, NULL, NULL, ${mean("hours", "lasted")}, 'x', json_build_object('median_hours', median), 'i', unclear)
        FROM whole`,
      ...aboutPart(assumed, "sum(episodes) FILTER (WHERE is_assumed)", "cell"),
      // an episode of the cells that has no length of its own still stands in its bucket
      ...(groupBy
        ? [
            `SELECT 'bucket', k, bucket, NULL, ${mean("sum((SELECT sum(h) FROM unnest(hours) h))", "sum(coalesce(cardinality(hours), 0))")})
              FROM cell GROUP BY k, bucket`,
          ]
        : []),
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
