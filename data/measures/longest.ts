import { LONG_INDEX_HOURS, type Reads, type SetOptions, setSql, VERY_LONG_INDEX_HOURS } from "./sets.ts";
import type { Statement } from "./statement.ts";

/**
 * The longest of each side, of which nothing else is told: among the very long, where there are enough of them
 * on every side, else among the long, else among all. Only of these are all columns worked out.
 */
export function longestFirst(
  q: Statement,
  set: SetOptions,
  reads: Reads,
  { order, wanted }: Longest,
): string[] {
  const long = Math.max(LONG_INDEX_HOURS, set.policy.longEpisodeHours);
  const ordered = new Set(["k", ...(order.match(/\w+/g) ?? [])]);
  const limit = q.bind(wanted, "int");
  const longest = (of: SetOptions, where: string) =>
    `SELECT a.* FROM side z CROSS JOIN LATERAL (SELECT *
      FROM (${setSql(q, of, (column) => ordered.has(column) || reads(column))}) b WHERE b.k = z.k ORDER BY ${order} LIMIT ${limit}) a
      WHERE ${where}`;
  const enough = (n: number) => `(SELECT yes FROM enough_${n})`;
  const steps = [VERY_LONG_INDEX_HOURS, long].filter((hours) => hours >= long);
  const none = steps.map((_, n) => `NOT ${enough(n)}`).join(" AND ");
  return [
    ...steps.flatMap((hours, n) => [
      `longest_${n} AS MATERIALIZED (${longest({ ...set, leastHours: hours }, n === 0 ? "true" : `NOT ${enough(n - 1)}`)})`,
      `enough_${n} AS MATERIALIZED (SELECT bool_and((SELECT count(*) FROM longest_${n} l
        WHERE l.k = s.k AND l.hours >= ${q.share(hours, "float8")}) >= ${limit}) AS yes FROM side s)`,
    ]),
    `e AS MATERIALIZED (${[
      ...steps.map((_, n) => `SELECT * FROM longest_${n} WHERE ${enough(n)}`),
      `SELECT * FROM (${longest(set, none)}) a`,
    ].join(" UNION ALL ")})`,
  ];
}

interface Longest {
  order: string;
  /** of each side */
  wanted: number;
}
