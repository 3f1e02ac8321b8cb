import type { Store } from "../store/store.ts";

/** From so many new rows of a table on, what the planner believes of it is wrong enough to matter. */
const ROWS = 1_000;
/** Tables that are written beside another one. */
const BESIDE: Readonly<Record<string, readonly string[]>> = {
  episode: ["episode_risk"],
  interview: ["interview_episode", "episode_interview"],
  strategy_meeting: ["strategy_meeting_episode"],
};

/**
 * After a large write: a PostgreSQL server gathers its planner's statistics by itself, and notes
 * which pages everybody may see, so that counts are read from an index alone; the embedded store has
 * nobody who does.
 */
export async function gatherStatistics(
  store: Store,
  written: Readonly<Record<string, { inserted: number }>>,
): Promise<void> {
  if (store.engine !== "embedded") return;
  const grown = Object.keys(written).filter((table) => written[table]!.inserted >= ROWS);
  if (grown.length === 0) return;
  const tables = [...grown.flatMap((table) => [table, ...(BESIDE[table] ?? [])]), "change"];
  await store.db.$executeRawUnsafe(`VACUUM (ANALYZE) ${tables.join(", ")}`);
}
