import type pg from "pg";
import { DEFAULT_POLICY } from "../../data/policy.ts";
import { refreshRollups } from "../../data/rollups/refresh.ts";
import { setMark } from "../../data/store/mark.ts";
import { poolOf } from "../../data/store/pool.ts";
import type { Store } from "../../data/store/store.ts";
import { BENCH_NOW, planSql, type Sizes, sizesOf } from "./council-plan.ts";
import {
  caseworkSql,
  childrenSql,
  episodesSql,
  FIRST_NAMES,
  LAST_NAMES,
  organisationSql,
} from "./council-rows.ts";
import { word } from "./many-names.ts";

/** Rows of a part are written by one statement a table, and its triggers look at them together. */
const EPISODES_A_PART = 100_000;
const NUMBERED = "agency team worker provider placement child episode interview strategy_meeting".split(" ");

/** Everything that is written, as text: another text makes another store. */
export function statementsOf(episodes: number): string[] {
  const sizes = sizesOf(episodes);
  return [...planned(sizes), ...ofAPart(sizes)];
}

const planned = (sizes: Sizes) => [...planSql(sizes), ...organisationSql(sizes), childrenSql(sizes)];
const ofAPart = (sizes: Sizes) => [...episodesSql(sizes), ...caseworkSql(sizes)];

/**
 * Fills an empty, migrated store with so many made-up episodes and all that belongs to them, in one
 * transaction, and marks it as a demonstration. Not by the one way to write: there are no change rows.
 * The schema's constraints and triggers hold as for every other row.
 */
export async function fillCouncil(
  store: Store,
  episodes: number,
  said: (progress: string) => void = () => {},
): Promise<void> {
  const sizes = sizesOf(episodes);
  const pool = poolOf(store.connection, { max: 1 });
  try {
    const client = await pool.connect();
    try {
      await client.query("BEGIN");
      await client.query("SET LOCAL work_mem = '128MB'");
      await rows(client, sizes, said);
      await client.query("COMMIT");
      // as a server does by itself after such growth, and the embedded store after a large write
      await client.query("VACUUM (ANALYZE)");
      await refreshRollups(store, DEFAULT_POLICY, BENCH_NOW);
      await client.query("VACUUM (ANALYZE)");
    } finally {
      client.release(true);
    }
  } finally {
    await pool.end();
  }
  await setMark(store.db, { kind: "demonstration" });
}

async function rows(client: pg.PoolClient, sizes: Sizes, said: (progress: string) => void): Promise<void> {
  await client.query(
    "CREATE TEMP TABLE bench_name ON COMMIT DROP AS SELECT n - 1 AS n, word FROM unnest($1::text[]) WITH ORDINALITY w(word, n)",
    [Array.from({ length: FIRST_NAMES + LAST_NAMES }, (_, n) => word(n))],
  );
  for (const text of planned(sizes)) await client.query(text);
  const plan = await client.query("SELECT count(*)::int AS n FROM bench_plan");
  if (plan.rows[0].n !== sizes.episodes)
    throw new Error(`the plan has ${plan.rows[0].n} episodes: plan more children`);
  for (let from = 0; from < sizes.episodes; from += EPISODES_A_PART) {
    const to = Math.min(sizes.episodes, from + EPISODES_A_PART);
    for (const text of ofAPart(sizes)) await client.query(text, [from, to]);
    said(`${to.toLocaleString("en-GB")} episodes`);
  }
  for (const table of NUMBERED)
    await client.query(`SELECT setval(pg_get_serial_sequence('${table}', 'id'), max(id)) FROM ${table}`);
  for (const table of ["child", "episode"])
    await client.query(`SELECT setval('${table}_number_seq', max(number)) FROM ${table}`);
  await client.query("UPDATE store_revision SET revision = revision + 1, names = names + 1");
}
