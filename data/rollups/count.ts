import { sidesSql } from "../measures/figures-sql.ts";
import { HIGHEST_RISK } from "../measures/filters.ts";
import { type SetOptions, setSql } from "../measures/sets.ts";
import { Statement } from "../measures/statement.ts";
import type { Policy } from "../policy.ts";
import type { Tx } from "../store/store.ts";
import { CATEGORIES } from "../vocabulary.ts";
import { COMBINED } from "./combined.ts";
import { ASSUMED_BITS, type RollupKind, settingsOf } from "./kinds.ts";

/** `[from, to)`, in whole months or years of the policy's zone. */
export interface Span {
  from: Date;
  to: Date;
}

/**
 * Counts periods of a kind, together, in a transaction that its caller ends: their figures are of use from
 * the commit on. One that another process has counted meanwhile is left out.
 * @returns how many were counted
 */
export async function countPeriods(
  tx: Tx,
  kind: RollupKind,
  spans: readonly Span[],
  policy: Policy,
): Promise<number> {
  const begun = await tx.$queryRawUnsafe<(Span & { id: number })[]>(
    `INSERT INTO rollup (kind, from_at, to_at, settings, known_to)
     SELECT $1, "from", "to", $2, 'infinity'
     FROM jsonb_to_recordset($3::jsonb) AS s("from" timestamptz, "to" timestamptz)
     ON CONFLICT DO NOTHING RETURNING id, from_at AS "from", to_at AS "to"`,
    kind,
    settingsOf(kind, policy),
    JSON.stringify(spans),
  );
  if (begun.length === 0) return 0;
  await tx.$executeRawUnsafe("SELECT set_config('work_mem', '64MB', true), set_config('jit', 'off', true)");
  const q = new Statement();
  const sides = begun.map(({ id, from, to }) => ({ k: id, from, to, asOf: null }));
  await tx.$executeRawUnsafe(
    `WITH ${[sidesSql(q, sides), ...COUNTED[kind](q, policy)].join(",\n")}
     UPDATE rollup r SET known_to = coalesce((SELECT max(x.known) FROM x WHERE x.k = r.id), r.from_at)
     WHERE r.id = ANY(${q.bind(
       begun.map(({ id }) => id),
       "int[]",
     )})`,
    ...q.params,
  );
  return begun.length;
}

/** What episodes are counted by; `assumed` as bits. */
const BY = {
  placement_type: "e.placement_type",
  looked_after: "e.looked_after",
  gender: "c.gender",
  age_at_start: "e.age_at_start",
  assumed_bits: Object.entries(ASSUMED_BITS)
    .map(([field, bit]) => `CASE WHEN '${field}' = ANY(e.assumed) THEN ${bit} ELSE 0 END`)
    .join(" + "),
};
/** Fine cells by all of it; others by the placement type alone, of which a month has a tenth as many. */
const FINE = `k, true, category, ${Object.keys(BY).join(", ")}`;
const COARSE = "k, false, category, placement_type, NULL::boolean, NULL, NULL::int, assumed_bits & 1";

/** As the index has them: to put 50,000 rows into it in order takes a fifth of the time. */
const BY_INDEX = "k, category, gender, risk, placement_type, looked_after, age_at_start, child_id";

/** The episodes of the sides, of every category, as the measures' own set. */
function setOf(
  q: Statement,
  policy: Policy,
  event: SetOptions["event"],
  reads: readonly string[],
  options: Partial<Pick<SetOptions, "also" | "needs">> = {},
): string {
  const filters = { category: [...CATEGORIES] };
  const all = {
    policy,
    filters,
    event,
    interviews: false,
    needs: new Set<never>(),
    grouping: null,
    ...options,
  };
  return setSql(q, all, (column) => reads.includes(column));
}

function cellsOf(table: string, counts: string): string {
  return `cells AS (INSERT INTO ${table}
    SELECT ${FINE}, ${counts} FROM x GROUP BY k, category, ${Object.keys(BY).join(", ")}
    UNION ALL
    SELECT ${COARSE}, ${counts} FROM x GROUP BY k, category, placement_type, assumed_bits & 1)`;
}

const RANKED = `SELECT k, category, child_id, count(*)::int AS n, max(started_at) AS latest
      FROM x GROUP BY k, category, child_id`;
/** Every child of `x` with its episodes, and the ranking of them. */
const RANKING = [
  `ranked AS MATERIALIZED (${RANKED})`,
  `ranking AS (INSERT INTO rollup_ranking SELECT k, category, child_id, n, latest FROM ranked
        ORDER BY k, category, n DESC, latest DESC)`,
];

/**
 * A kind's figures as parts of a statement, `x` among them: the rows, with the latest instant (`known`) of
 * each. They are the measures' own sets as at the end of time.
 */
const COUNTED: Record<RollupKind, (q: Statement, policy: Policy) => string[]> = {
  starts: (q, policy) => [
    `x AS MATERIALIZED (SELECT b.*, b.started_at AS known
      FROM (${setOf(q, policy, "start", ["k", "category", "child_id", "started_at"], { also: BY })}) b)`,
    cellsOf("rollup_start", "count(*)"),
    // the most that one child has: what no child has more of under any filter
    `most AS (INSERT INTO rollup_ranking
      SELECT DISTINCT ON (k, category) k, category, child_id, n, latest
      FROM (${RANKED}) c
      ORDER BY k, category, n DESC, latest DESC, child_id)`,
  ],
  lengths: (q, policy) => [
    `x AS MATERIALIZED (SELECT b.*, GREATEST(b.started_at, b.ended_at) AS known
      FROM (${setOf(q, policy, "start", ["k", "category", "started_at", "ended_at", "dated", "hours"], {
        also: BY,
        needs: new Set(["length"]),
      })}) b)`,
    `cells AS (INSERT INTO rollup_length
      SELECT k, category, ${Object.keys(BY).join(", ")}, count(*), count(*) FILTER (WHERE ended_at IS NOT NULL AND dated),
        array_agg(hours) FILTER (WHERE ended_at IS NOT NULL AND NOT dated)
      FROM x GROUP BY k, category, ${Object.keys(BY).join(", ")})`,
  ],
  returns: (q, policy) => {
    const zone = q.share(policy.timeZone, "text");
    const states = ["completed_at", "accepted", "declined", "offered", "in_time", "settled_at"];
    const reads = ["k", "category", "ended_at", ...states];
    const waits = "completed_at IS NULL AND NOT declined";
    return [
      `x AS MATERIALIZED (SELECT b.*, GREATEST(b.ended_at, b.settled_at) AS known
        FROM (${setOf(q, policy, "return", reads, { also: BY, needs: new Set(["interviews"]) })}) b)`,
      cellsOf(
        "rollup_return",
        `count(*), count(*) FILTER (WHERE offered), count(*) FILTER (WHERE accepted),
          count(*) FILTER (WHERE declined), count(completed_at), count(*) FILTER (WHERE in_time),
          count(*) FILTER (WHERE completed_at IS NOT NULL AND NOT in_time), count(*) FILTER (WHERE in_time IS NULL)`,
      ),
      `days AS (SELECT k, category, timezone(${zone}, ended_at)::date AS day, count(*) AS n
        FROM x WHERE ${waits} GROUP BY 1, 2, 3)`,
      `waiting AS (INSERT INTO rollup_waiting
        SELECT k, false, category, timezone(${zone}, day::timestamp), timezone(${zone}, day + interval '1 day'), n FROM days
        UNION ALL
        SELECT k, true, category, s.from_at, s.to_at, sum(n) FROM days JOIN side s USING (k)
        GROUP BY k, category, s.from_at, s.to_at)`,
    ];
  },
  meetings: (q, policy) => [
    `x AS MATERIALIZED (SELECT b.k, b.meeting_id, b.category, b.placement_type, b.held, GREATEST(b.held_at, b.started_at) AS known
      FROM (${setOf(q, policy, "held", ["k", "category", "started_at", "meeting_id", "held"], {
        also: { placement_type: "e.placement_type", held_at: "t.held_at" },
      })}) b)`,
    `cells AS (INSERT INTO rollup_meeting
      SELECT k, category, true, NULL, count(DISTINCT meeting_id) FILTER (WHERE held),
        count(DISTINCT meeting_id) FILTER (WHERE NOT held)
      FROM x GROUP BY k, category
      UNION ALL
      SELECT k, category, false, placement_type, count(DISTINCT meeting_id), 0 FROM x WHERE held
      GROUP BY k, category, placement_type)`,
  ],
  children: (q, policy) => {
    const own = [
      "k",
      "category",
      "child_id",
      "gender",
      "risk",
      ...Object.keys(BY).filter((name) => name !== "gender"),
    ];
    return [
      `x AS MATERIALIZED (SELECT b.*, g.risk, GREATEST(b.started_at, g.graded_at) AS known
        FROM (${setOf(q, policy, "start", ["k", "id", "category", "child_id", "started_at"], { also: BY })}) b
        CROSS JOIN LATERAL (SELECT ${HIGHEST_RISK} AS risk, max(g.graded_at) AS graded_at
          FROM episode_risk g WHERE g.episode_id = b.id) g)`,
      `own AS MATERIALIZED (SELECT ${own.join(", ")}, count(*)::int AS episodes FROM x GROUP BY ${own.join(", ")})`,
      `cells AS (INSERT INTO rollup_child SELECT ${own.join(", ")}, episodes FROM own ORDER BY ${BY_INDEX})`,
      ...COMBINED,
      ...RANKING,
      `spread AS (INSERT INTO rollup_spread
        SELECT k, category, true, NULL, n, count(*) FROM ranked GROUP BY k, category, n
        UNION ALL
        SELECT k, category, false, placement_type, n, count(*)
        FROM (SELECT k, category, placement_type, count(*)::int AS n FROM x GROUP BY k, category, placement_type, child_id) t
        GROUP BY k, category, placement_type, n)`,
    ];
  },
  recent: (q, policy) => [
    `x AS MATERIALIZED (SELECT b.*, b.started_at AS known
      FROM (${setOf(q, policy, "start", ["k", "category", "child_id", "started_at"])}) b)`,
    ...RANKING,
  ],
};
