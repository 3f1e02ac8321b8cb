import { addMonths, dayOf, monthStart, startOfDay } from "../calendar.ts";
import type { FiguresSpec, Side } from "../measures/figures.ts";
import { needsOf } from "../measures/figures.ts";
import { onlyOf, sidesSql } from "../measures/figures-sql.ts";
import { countedCategories } from "../measures/filters.ts";
import type { Measure } from "../measures/measure.ts";
import { episodeRowsSql } from "../measures/rows.ts";
import { setSql } from "../measures/sets.ts";
import type { Statement } from "../measures/statement.ts";
import { filtersOnly, rowsOf } from "./asked.ts";
import { ONE_MONTH, settingsOf } from "./kinds.ts";
import { statementOf, USABLE } from "./usable.ts";

/** Interviews that are still to be done, up to now: those that can still be in time, and the others. */
export function waitingSql(q: Statement, spec: FiguresSpec, measure: Measure): string | null {
  const { filters, policy, sides, groupBy } = spec;
  const [side, ...others] = sides;
  if (!measure.waits || !side || others.length > 0 || groupBy || !filtersOnly(filters, "category"))
    return null;
  if (side.to !== null && side.to <= side.asOf) return null;
  // returns up to here have had their time
  const closed = new Date(side.asOf.getTime() - policy.interviewWindowHours * 3_600_000);
  if (measure.waits === "open") return openSql(q, spec, measure, side, closed);
  const last = measure.waits === "closed" ? { ...side, to: new Date(closed.getTime() + 1) } : side;
  return byDaySql(q, spec, measure, last, closed);
}

/**
 * Of the last few days only: nothing is counted ahead of them, and they are read from the rows like a figure
 * that is. One plan fits whichever days they are.
 */
function openSql(q: Statement, spec: FiguresSpec, measure: Measure, side: Side, closed: Date): string | null {
  if (side.from === null || side.from <= closed || side.oldBefore) return null;
  const set = rowsOf(spec, "return", needsOf(spec));
  const list = listOf(q, spec, measure);
  return statementOf(
    [
      sidesSql(q, [side]),
      `e AS NOT MATERIALIZED (${setSql(q, set, onlyOf(...list, measure.numerator, "k id child_id"))})`,
    ],
    [
      `${USABLE} to_json(true) AS f`,
      `SELECT 'total', 0, NULL, NULL, json_build_object('m', json_build_array(json_build_array(${measure.numerator}, NULL)),
          'x', json_build_object('older', 0), 'i', 0) FROM e`,
      ...list,
    ],
  );
}

/**
 * With the older ones counted apart: of the months from the first on without a gap, the days that wait are
 * counted ahead, up to the last day all of whose windows have closed or the first that has been written to
 * since; what comes later is counted from the rows. The list is read from the rows, and only as far as it is
 * known.
 */
function byDaySql(
  q: Statement,
  spec: FiguresSpec,
  measure: Measure,
  side: Side,
  closed: Date,
): string | null {
  const { filters, policy } = spec;
  const oldest = side.oldBefore ?? side.from;
  const lastClosed = startOfDay(dayOf(closed, policy.timeZone), policy.timeZone);
  if (!oldest || lastClosed <= oldest) return null;
  // a bound that the planner knows: further back than this the rows are not read
  const earliest = startOfDay(addMonths(monthStart(dayOf(closed, policy.timeZone)), -1), policy.timeZone);
  const set = rowsOf(spec, "return", needsOf(spec));
  const older = measure.beside![0]!.sql;
  const list = listOf(q, spec, measure);
  const zone = q.share(policy.timeZone, "text");
  return statementOf(
    [
      sidesSql(q, [side.oldBefore ? { ...side, from: side.oldBefore } : side]),
      `held AS MATERIALIZED (SELECT r.id, r.from_at, r.to_at FROM rollup r JOIN side s ON r.known_to <= s.as_of
        WHERE r.kind = 'returns' AND ${ONE_MONTH} AND r.settings = ${q.bind(settingsOf("returns", policy), "text")})`,
      // of a day of UTC that is marked, the local days that it touches and all later ones are left out
      `cut AS MATERIALIZED (SELECT min(from_at) AS first, LEAST(${q.bind(lastClosed, "timestamptz")},
          (SELECT min(to_at) FROM held r WHERE NOT EXISTS (SELECT FROM held n WHERE n.from_at = r.to_at)),
          (SELECT timezone(${zone}, timezone(${zone}, timezone('UTC', min(day)::timestamp))::date::timestamp)
            FROM rollup_stale WHERE kind = 'returns')) AS at FROM held)`,
      // whole months where nothing divides them, else their days
      `counted AS MATERIALIZED (
        SELECT coalesce(sum(w.waiting) FILTER (WHERE w.from_at >= s.from_at), 0) AS recent,
          coalesce(sum(w.waiting) FILTER (WHERE w.from_at < s.from_at), 0) AS older
        FROM side s CROSS JOIN cut CROSS JOIN held r
        JOIN rollup_waiting w ON w.rollup_id = r.id AND w.to_at <= cut.at
          AND w.whole = (r.to_at <= cut.at AND (r.to_at <= s.from_at OR r.from_at >= s.from_at))
          AND w.category = ANY(${q.bind(countedCategories(filters, policy), "text[]")}))`,
      sidesSql(q, [{ ...side, from: earliest, oldBefore: oldest }], "since"),
      `e AS NOT MATERIALIZED (${setSql(q, set, onlyOf(...list, "k id child_id"))})`,
    ],
    [
      `${USABLE} to_json(coalesce(at >= ${q.bind(earliest, "timestamptz")}
          AND (SELECT min(ended_at) FROM episode WHERE voided_at IS NULL) >= first, false)) AS f FROM cut`,
      `SELECT 'total', 0, NULL, NULL, json_build_object(
          'm', json_build_array(json_build_array(counted.recent + rest.recent, NULL)),
          'x', json_build_object('older', ${side.oldBefore ? "counted.older + rest.older" : "0"}), 'i', 0)
        FROM counted CROSS JOIN (SELECT ${measure.numerator} AS recent, ${older} AS older
          FROM (${setSql(q, { ...set, sides: "since" }, onlyOf(measure.numerator, older, "ended_at"))}) b
          WHERE ended_at >= (SELECT at FROM cut)) rest`,
      ...list,
    ],
  );
}

function listOf(q: Statement, spec: FiguresSpec, measure: Measure): string[] {
  return spec.rows ? [episodeRowsSql(q, measure.rows!, spec, needsOf(spec))] : [];
}
