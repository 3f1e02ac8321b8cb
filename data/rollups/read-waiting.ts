import { addMonths, dayOf, monthStart, startOfDay } from "../calendar.ts";
import type { FiguresSpec } from "../measures/figures.ts";
import { needsOf } from "../measures/figures.ts";
import { onlyOf, sidesSql } from "../measures/figures-sql.ts";
import { countedCategories } from "../measures/filters.ts";
import type { Measure } from "../measures/measure.ts";
import { episodeRowsSql } from "../measures/rows.ts";
import { type SetOptions, setSql } from "../measures/sets.ts";
import type { Statement } from "../measures/statement.ts";
import { filtersOnly } from "./asked.ts";
import { ONE_MONTH, settingsOf } from "./kinds.ts";
import { marksIn, statementOf } from "./usable.ts";

/**
 * Interviews that are still to be done, and how many older ones there are: of the months that hold, from the
 * first on without a gap, the days that wait are counted ahead, up to the last day all of whose windows have
 * closed; what comes later is counted from the rows. The list is read from the rows, and only as far as it is shown.
 */
export function waitingSql(q: Statement, spec: FiguresSpec, measure: Measure): string | null {
  const { filters, policy, sides, groupBy, rows } = spec;
  const [side, ...others] = sides;
  const oldest = side?.oldBefore ?? side?.from;
  const toNow = side && (side.to === null || side.to > side.asOf);
  if (
    !measure.waitsByDay ||
    !toNow ||
    !oldest ||
    others.length > 0 ||
    groupBy ||
    !filtersOnly(filters, "category")
  )
    return null;
  const closed = new Date(side.asOf.getTime() - policy.interviewWindowHours * 3_600_000);
  const lastClosed = startOfDay(dayOf(closed, policy.timeZone), policy.timeZone);
  if (lastClosed <= oldest) return null;
  // a bound that the planner knows: further back than this the rows are not read
  const earliest = startOfDay(addMonths(monthStart(dayOf(closed, policy.timeZone)), -1), policy.timeZone);
  const needs = needsOf(spec);
  const set: SetOptions = { policy, filters, event: "return", interviews: false, needs, grouping: null };
  const older = measure.beside![0]!.sql;
  const list = rows ? [episodeRowsSql(q, measure.rows!, spec, needs)] : [];
  return statementOf(
    [
      sidesSql(q, [side.oldBefore ? { ...side, from: side.oldBefore } : side]),
      `held AS (SELECT r.id, r.from_at, r.to_at, lag(r.to_at) OVER (ORDER BY r.from_at) IS DISTINCT FROM r.from_at AS gap
        FROM rollup r JOIN side s ON r.known_to <= s.as_of
        WHERE r.kind = 'returns' AND ${ONE_MONTH} AND r.settings = ${q.bind(settingsOf("returns", policy), "text")}
          AND NOT EXISTS (${marksIn("returns")}))`,
      `run AS MATERIALIZED (SELECT * FROM (SELECT *, sum(gap::int) OVER (ORDER BY from_at) AS gaps FROM held) h WHERE gaps = 1)`,
      `cut AS MATERIALIZED (SELECT LEAST(${q.bind(lastClosed, "timestamptz")}, max(to_at)) AS at, min(from_at) AS first FROM run)`,
      // whole months where nothing divides them, else their days
      `counted AS MATERIALIZED (
        SELECT coalesce(sum(w.waiting) FILTER (WHERE w.from_at >= s.from_at), 0) AS recent,
          coalesce(sum(w.waiting) FILTER (WHERE w.from_at < s.from_at), 0) AS older
        FROM side s CROSS JOIN cut CROSS JOIN run r
        JOIN rollup_waiting w ON w.rollup_id = r.id AND w.to_at <= cut.at
          AND w.whole = (r.to_at <= cut.at AND (r.to_at <= s.from_at OR r.from_at >= s.from_at))
          AND w.category = ANY(${q.bind(countedCategories(filters, policy), "text[]")}))`,
      sidesSql(q, [{ ...side, from: earliest, oldBefore: oldest }]).replace(/^side/, "since"),
      `e AS NOT MATERIALIZED (${setSql(q, set, onlyOf(...list, "k id child_id"))})`,
    ],
    [
      `SELECT 'usable' AS part, 0 AS k, NULL AS bucket, NULL AS name, to_json(coalesce(
          at >= ${q.bind(earliest, "timestamptz")} AND (SELECT min(ended_at) FROM episode WHERE voided_at IS NULL) >= first,
        false)) AS f FROM cut`,
      `SELECT 'total', 0, NULL, NULL, json_build_object(
          'm', json_build_array(json_build_array(counted.recent + rest.recent, NULL)),
          'x', json_build_object('older', ${side.oldBefore ? "counted.older + rest.older" : "0"}), 'i', 0)
        FROM counted CROSS JOIN (SELECT ${measure.numerator} AS recent, ${older} AS older
          FROM (${setSql(q, set, onlyOf(measure.numerator, older, "ended_at")).replace("FROM side s", "FROM since s")}) b
          WHERE ended_at >= (SELECT at FROM cut)) rest`,
      ...list,
    ],
  );
}
