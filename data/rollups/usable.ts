import { isFinancialYear } from "../calendar.ts";
import { LAST_IMPORT_SQL } from "../files/freshness.ts";
import type { FiguresSpec } from "../measures/figures.ts";
import { sidesSql } from "../measures/figures-sql.ts";
import type { Statement } from "../measures/statement.ts";
import { marksIn, ONE_MONTH, type RollupKind, settingsOf } from "./kinds.ts";

/** One reading of the rollups: parts of a statement in the form of the rows' (figures-sql.ts). */
export interface Reading {
  kinds: readonly RollupKind[];
  ctes: string[];
  parts: string[];
  /** further conditions without which the rows must be read, as SQL */
  provided?: string[];
  /** `beside`: the buckets of the same figure by the grouping that was also asked for; absent: they are not told */
  also?: string;
}

/**
 * The statement of a reading. Its part `usable` says whether the periods that hold cover every side: if not,
 * the other parts mean nothing. All of it is one snapshot, marks and figures alike.
 */
export function readingSql(
  q: Statement,
  spec: FiguresSpec,
  { kinds, ctes, parts, provided = [], also }: Reading,
): string {
  const covered = kinds.map(
    (kind) => `NOT EXISTS (SELECT FROM side s WHERE s.to_at - s.from_at IS DISTINCT FROM
      (SELECT sum(p.to_at - p.from_at) FROM p WHERE p.k = s.k AND p.kind = '${kind}'))`,
  );
  return statementOf(
    [
      sidesSql(q, spec.sides),
      `p AS MATERIALIZED (${kinds.map((kind) => periods(q, spec, kind)).join(" UNION ALL ")})`,
      ...ctes,
    ],
    [`${USABLE} to_json(${[...covered, ...provided].join(" AND ")}) AS f`, ...parts, ...(also ? [also] : [])],
  );
}

/** The part that says whether the others mean something. */
export const USABLE = "SELECT 'usable' AS part, 0 AS k, NULL AS bucket, NULL AS name,";

/** `ctes`, and what is told of them: the first part names the columns. */
export function statementOf(ctes: readonly string[], parts: readonly string[]): string {
  return `WITH ${ctes.join(",\n")}\n${[...parts, REVISION].join("\nUNION ALL\n")}`;
}

/** What every statement of figures tells of the store that it reads. */
export const REVISION = `SELECT 'revision' AS part, 0 AS k, NULL AS bucket, NULL AS name,
    json_build_object('revision', (SELECT revision::text FROM store_revision WHERE id = 1),
      'lastImport', ${LAST_IMPORT_SQL}) AS f`;

/** The counted periods that make a side up and hold as at its instant: the one year where it is one, else months. */
function periods(q: Statement, spec: FiguresSpec, kind: RollupKind): string {
  const { policy } = spec;
  const within =
    kind === "children" || ofYears(spec)
      ? "r.from_at = s.from_at AND r.to_at = s.to_at"
      : `r.from_at >= s.from_at AND r.to_at <= s.to_at AND ${ONE_MONTH}`;
  return `SELECT s.k, s.as_of, r.id, r.kind, r.from_at, r.to_at FROM side s JOIN rollup r ON ${within}
    WHERE r.kind = '${kind}' AND r.settings = ${q.bind(settingsOf(kind, policy), "text")} AND r.known_to <= s.as_of
      AND NOT EXISTS (${marksIn(kind)})`;
}

/** Whether every side is a financial year that need not be divided. */
export function ofYears(spec: FiguresSpec): boolean {
  return spec.groupBy !== "month" && spec.groupBy !== "quarter" && areYears(spec);
}

/** Whether every side is a financial year: children are counted by no other period. */
export function areYears({ sides, policy }: FiguresSpec): boolean {
  return sides.every(({ from, to }) => from && to && isFinancialYear(from, to, policy.timeZone));
}
