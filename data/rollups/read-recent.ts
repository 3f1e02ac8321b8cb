import { addDays, dayOf, startOfDay } from "../calendar.ts";
import type { FiguresSpec } from "../measures/figures.ts";
import { onlyOf, sidesSql } from "../measures/figures-sql.ts";
import type { Measure } from "../measures/measure.ts";
import { childRowsSql } from "../measures/rows.ts";
import { setSql } from "../measures/sets.ts";
import type { Statement } from "../measures/statement.ts";
import type { Policy } from "../policy.ts";
import { filtersOnly, oneCategory, rowsOf } from "./asked.ts";
import type { Span } from "./count.ts";
import { marksIn, settingsOf } from "./kinds.ts";
import { statementOf, USABLE } from "./usable.ts";

const TWO_DAYS = 48 * 3_600_000;
/**
 * Fewer days are soon counted from the rows; of a bulk write only one day a month is marked, which these hold. More
 * would be counted anew with every episode that is reported late.
 */
const FEWEST_DAYS = 32;
const MOST_DAYS = 366;

/**
 * The whole days before today that lie within the days of persistence as at any instant of today (but for the last
 * hour of a day, where the clocks were put back in between). Null: they are not counted ahead.
 */
export function recentSpan(now: Date, { timeZone, persistent: { days } }: Policy): Span | null {
  if (days < FEWEST_DAYS || days > MOST_DAYS) return null;
  const today = dayOf(now, timeZone);
  const span = { from: startOfDay(addDays(today, 1 - days), timeZone), to: startOfDay(today, timeZone) };
  // where the clocks are put back at midnight, a day begins twice
  return span.to <= now ? span : null;
}

/**
 * Who is persistently missing: from the children who were often enough so up to the beginning of today, with what
 * they add in the hours before and after, a day's together. Others who went missing then are counted from their rows.
 */
export function recentSql(q: Statement, spec: FiguresSpec, measure: Measure): string | null {
  const { filters, policy, sides, groupBy } = spec;
  const [side, ...others] = sides;
  const category = oneCategory(spec);
  if (!measure.onlyFrequent || !measure.rows || !category || !filtersOnly(filters, "category")) return null;
  if (!side?.from || !side.to || others.length > 0 || groupBy) return null;
  const span = recentSpan(side.asOf, policy);
  if (!span || side.from > span.from || side.to < span.to) return null;
  // another period was named
  if (span.from.getTime() - side.from.getTime() > TWO_DAYS) return null;
  const rows = (sides: string) =>
    setSql(q, { ...rowsOf(spec, "start"), sides }, onlyOf("child_id started_at"));
  const threshold = q.bind(policy.persistent.episodes, "int");
  // all children of `c` are listed
  const list = { ...measure.rows, where: undefined };
  return statementOf(
    [
      sidesSql(q, [side]),
      sidesSql(
        q,
        [
          { ...side, to: span.from },
          { ...side, from: span.to },
        ],
        "edge",
      ),
      `counted AS MATERIALIZED (SELECT r.id FROM rollup r
        WHERE r.kind = 'recent' AND r.from_at = ${q.bind(span.from, "timestamptz")}
          AND r.to_at = ${q.bind(span.to, "timestamptz")} AND r.settings = ${q.bind(settingsOf("recent", policy), "text")}
          AND NOT EXISTS (${marksIn("recent")}))`,
      `at_edge AS MATERIALIZED (SELECT child_id, count(*)::int AS n, max(started_at) AS latest
        FROM (${rows("edge")}) e GROUP BY child_id)`,
      `frequent AS MATERIALIZED (SELECT g.child_id, g.episodes, g.latest
        FROM counted r JOIN rollup_ranking g ON g.rollup_id = r.id
        WHERE g.category = ${q.bind(category, "text")} AND g.episodes >= ${threshold})`,
      `c AS MATERIALIZED (
        SELECT 0 AS k, f.child_id, f.episodes + coalesce(a.n, 0) AS n, GREATEST(f.latest, a.latest) AS latest
        FROM frequent f LEFT JOIN at_edge a USING (child_id)
        UNION ALL
        SELECT 0, a.child_id, w.n, w.latest
        FROM at_edge a CROSS JOIN LATERAL (SELECT count(*)::int AS n, max(b.started_at) AS latest
          FROM (${rows("side")}) b WHERE b.child_id = a.child_id) w
        WHERE a.child_id NOT IN (SELECT child_id FROM frequent) AND w.n >= ${threshold})`,
    ],
    [
      `${USABLE} to_json(EXISTS (SELECT FROM counted)) AS f`,
      `SELECT 'total', k, NULL, NULL, json_build_object('m', json_build_array(json_build_array(count(*), NULL)),
          'x', json_build_object(), 'i', 0) FROM c GROUP BY k`,
      ...(spec.rows ? [childRowsSql(q, list, spec)] : []),
    ],
  );
}
