import type { Policy } from "../policy.ts";
import type { Tx } from "../store/store.ts";
import { leftOutSql } from "./combined.ts";
import type { Span } from "./count.ts";
import { type MonthlyKind, ONE_MONTH, settingsOf } from "./kinds.ts";

const ATTRIBUTES = ["category", "placement_type", "looked_after", "gender", "age_at_start", "assumed"];
const RETURNED = "returned offered accepted declined completed in_time late unclear".split(" ");

/** A kind's cells: what they are counted by, and how the months' become the year's. */
const CELLS: Record<MonthlyKind, { table: string; by: string[]; sums: string[]; each?: string }> = {
  starts: { table: "rollup_start", by: ["fine", ...ATTRIBUTES], sums: ["sum(c.episodes)"] },
  returns: {
    table: "rollup_return",
    by: ["fine", ...ATTRIBUTES],
    sums: RETURNED.map((column) => `sum(c.${column})`),
  },
  meetings: {
    table: "rollup_meeting",
    by: ["category", "of_all", "placement_type"],
    sums: ["sum(c.meetings)", "sum(c.planned)"],
  },
  lengths: {
    table: "rollup_length",
    by: ATTRIBUTES,
    each: "LEFT JOIN LATERAL unnest(c.hours) WITH ORDINALITY u(h, place) ON true",
    // the cell itself counts once, with its first length or where it has none
    sums: [
      ...["c.episodes", "c.unclear"].map(
        (column) => `sum(${column}) FILTER (WHERE u.place IS NULL OR u.place = 1)`,
      ),
      "array_agg(u.h) FILTER (WHERE u.place IS NOT NULL)",
    ],
  },
};

/**
 * Sums the months of financial years up, in a transaction that its caller ends: a question about a year then
 * looks at a twelfth of the cells. A year of which a month is not counted is left out. A day of it that has been
 * written to since its month was counted still has its mark, by which the year does not hold either.
 * @returns how many were summed up
 */
export async function sumYears(
  tx: Tx,
  kind: MonthlyKind,
  years: readonly Span[],
  policy: Policy,
): Promise<number> {
  const { table, by, sums, each = "" } = CELLS[kind];
  const summed = await tx.$queryRawUnsafe<{ id: number }[]>(
    `INSERT INTO rollup (kind, from_at, to_at, settings, known_to)
     SELECT $1, y.from, y.to, $2, max(r.known_to)
     FROM jsonb_to_recordset($3::jsonb) AS y("from" timestamptz, "to" timestamptz)
     JOIN rollup r ON ${monthsOf("y.from", "y.to")} AND r.kind = $1 AND r.settings = $2
     GROUP BY y.from, y.to HAVING sum(r.to_at - r.from_at) = y.to - y.from
     ON CONFLICT DO NOTHING RETURNING id`,
    kind,
    settingsOf(kind, policy),
    JSON.stringify(years),
  );
  const columns = by.map((column) => `c.${column}`).join(", ");
  const ids = summed.map(({ id }) => id);
  await tx.$executeRawUnsafe(
    `INSERT INTO ${table} SELECT y.id, ${[columns, ...sums].join(", ")}
     FROM rollup y JOIN rollup r ON ${monthsOf("y.from_at", "y.to_at")} AND r.kind = y.kind
     JOIN ${table} c ON c.rollup_id = r.id ${each}
     WHERE y.id = ANY($1::int[]) GROUP BY y.id, ${columns}`,
    ids,
  );
  if (kind === "lengths") await averageYears(tx, ids);
  return summed.length;
}

/** Mean and median of years whose lengths are there, by each combination of attributes; of risks lengths know nothing. */
async function averageYears(tx: Tx, ids: readonly number[]): Promise<void> {
  const by = ["gender", "placement_type", "looked_after"];
  await tx.$executeRawUnsafe(
    `INSERT INTO rollup_duration
     SELECT c.rollup_id, c.category, ${leftOutSql(by)}, ${by.join(", ")},
       sum(c.unclear) FILTER (WHERE u.place IS NULL OR u.place = 1), count(u.h), sum(u.h),
       percentile_cont(0.5) WITHIN GROUP (ORDER BY u.h)
     FROM rollup_length c LEFT JOIN LATERAL unnest(c.hours) WITH ORDINALITY u(h, place) ON true
     WHERE c.rollup_id = ANY($1::int[]) GROUP BY c.rollup_id, c.category, CUBE (${by.join(", ")})`,
    ids,
  );
}

const monthsOf = (from: string, to: string) => `r.from_at >= ${from} AND r.to_at <= ${to} AND ${ONE_MONTH}`;
