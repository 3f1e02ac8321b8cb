import { LONG_INDEX_HOURS, type Reads, type SetOptions, setSql } from "./sets.ts";
import type { Statement } from "./statement.ts";

/**
 * The longest of each side, of which nothing else is told: among those that an index finds, where there are
 * enough of them on every side. Only of these are all columns worked out.
 */
export function longestFirst(
  q: Statement,
  set: SetOptions,
  reads: Reads,
  { order, wanted }: Longest,
): string[] {
  const least = Math.max(LONG_INDEX_HOURS, set.policy.longEpisodeHours);
  const ordered = new Set(["k", ...(order.match(/\w+/g) ?? [])]);
  const limit = q.bind(wanted, "int");
  const longest = (of: SetOptions) =>
    `SELECT a.* FROM side z CROSS JOIN LATERAL (SELECT *
      FROM (${setSql(q, of, (column) => ordered.has(column) || reads(column))}) b WHERE b.k = z.k ORDER BY ${order} LIMIT ${limit}) a`;
  return [
    `l AS MATERIALIZED (${longest({ ...set, leastHours: least })})`,
    `enough AS MATERIALIZED (SELECT bool_and((SELECT count(*) FROM l WHERE l.k = s.k AND l.hours >= ${q.share(least, "float8")})
      >= ${limit}) AS yes FROM side s)`,
    `e AS MATERIALIZED (SELECT * FROM l WHERE (SELECT yes FROM enough) UNION ALL
      SELECT * FROM (${longest(set)}) a WHERE NOT (SELECT yes FROM enough))`,
  ];
}

interface Longest {
  order: string;
  /** of each side */
  wanted: number;
}
