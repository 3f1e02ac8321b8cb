import type { FiguresSpec } from "../measures/figures.ts";
import { HEAVY_CHILD, onlyOf } from "../measures/figures-sql.ts";
import { setSql } from "../measures/sets.ts";
import type { Statement } from "../measures/statement.ts";
import { rowsOf } from "./asked.ts";
import { eachChild, MAY_BE_HEAVY, mayBeHeavy } from "./read-children.ts";
import { ofYears } from "./usable.ts";

/**
 * `heavy(child_id, n)`, the child with most of the episodes of `cell`, and `c`, the children it is one of: where
 * one can have a tenth of them, from the year's children or, of months, from the rows.
 */
export function heaviestOfCells(q: Statement, spec: FiguresSpec): string[] {
  const years = ofYears(spec);
  const all = "(SELECT sum(episodes) FROM cell WHERE k = 0)";
  return [
    mayBeHeavy(q, spec, all, years ? "children" : "starts"),
    years ? eachChild(q, spec) : childrenOfRows(q, spec),
    ...HEAVY_CHILD,
  ];
}

/** The parts that tell of it, with the episodes of all other children. */
export const HEAVIEST_OF_CELLS = [
  "SELECT 'heavy', 0, NULL, NULL, json_build_object('childId', child_id, 'n', n) FROM heavy",
  `SELECT 'without', t.k, NULL, NULL, json_build_object('m', json_build_array(json_build_array(t.episodes - coalesce(c.n, 0), NULL)))
    FROM heavy h CROSS JOIN (SELECT k, sum(episodes) AS episodes FROM cell GROUP BY k) t
    LEFT JOIN c ON c.k = t.k AND c.child_id = h.child_id`,
];

/** `c(k, child_id, n)`, as `eachChild` has it. */
function childrenOfRows(q: Statement, spec: FiguresSpec): string {
  const rows = setSql(q, rowsOf(spec, "start"), onlyOf("k child_id"));
  return `c AS MATERIALIZED (SELECT k, child_id, count(*)::int AS n FROM (${rows}) e
    WHERE ${MAY_BE_HEAVY} GROUP BY k, child_id)`;
}
