import type { FiguresSpec } from "../measures/figures.ts";
import { HEAVY_CHILD, onlyOf } from "../measures/figures-sql.ts";
import type { Measure } from "../measures/measure.ts";
import { type SetOptions, setSql } from "../measures/sets.ts";
import type { Statement } from "../measures/statement.ts";
import { aboutPart, assumedIn, filtersOnly, groupsByCells } from "./asked.ts";
import { cellsSql } from "./read-cells.ts";
import { eachChild } from "./read-children.ts";
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
  const mean = "json_build_object('m', json_build_array(json_build_array(sum(h), count(h)))";
  return {
    kinds: outlier ? ["lengths", "children"] : ["lengths"],
    ctes: [
      `cell AS MATERIALIZED (${cellsSql(q, spec, "rollup_length", assumed)})`,
      // an episode of the cells that has no length of its own still stands in its bucket
      `lasted AS MATERIALIZED (SELECT k, bucket, h FROM cell LEFT JOIN LATERAL unnest(hours) h ON true)`,
      ...(outlier ? [eachChild(q, spec), ...HEAVY_CHILD, ...ownLengths(q, spec, measure)] : []),
    ],
    parts: [
      `SELECT 'total', k, NULL, NULL, ${mean},
          'x', json_build_object('median_hours', percentile_cont(0.5) WITHIN GROUP (ORDER BY h)),
          'i', (SELECT sum(c.unclear) FROM cell c WHERE c.k = l.k))
        FROM lasted l GROUP BY k`,
      ...aboutPart(assumed, "sum(episodes) FILTER (WHERE is_assumed)", "cell"),
      ...(groupBy ? [`SELECT 'bucket', k, bucket, NULL, ${mean}) FROM lasted GROUP BY k, bucket`] : []),
      ...(outlier
        ? [
            "SELECT 'heavy', 0, NULL, NULL, json_build_object('childId', child_id, 'n', n) FROM heavy",
            `SELECT 'without', l.k, NULL, NULL, json_build_object('m', json_build_array(json_build_array(
                sum(l.h) - coalesce(min(o.hours), 0), count(l.h) - coalesce(min(o.lasted), 0))))
              FROM heavy CROSS JOIN lasted l LEFT JOIN own o ON o.k = l.k GROUP BY l.k`,
          ]
        : []),
    ],
  };
}

/** `own(k, hours, lasted)`: what the heaviest child's episodes add to the lengths of each side. */
function ownLengths(q: Statement, { policy, filters }: FiguresSpec, measure: Measure): string[] {
  const set: SetOptions = {
    policy,
    filters,
    event: "start",
    interviews: false,
    needs: new Set(measure.needs),
    grouping: null,
  };
  const { numerator, denominator } = measure;
  const rows = setSql(q, set, onlyOf(numerator, denominator!, "k child_id"));
  return [
    `own AS MATERIALIZED (SELECT k, ${numerator} AS hours, ${denominator} AS lasted
      FROM (${rows}) b WHERE child_id = (SELECT child_id FROM heavy) GROUP BY k)`,
  ];
}
