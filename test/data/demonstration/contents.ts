import type { Db } from "../../../data/store/store.ts";

const TABLES = [
  "agency",
  "team",
  "worker",
  "provider",
  "placement",
  "child",
  "episode",
  "episode_risk",
  "interview",
  "interview_episode",
  "strategy_meeting",
  "strategy_meeting_episode",
] as const;

/**
 * Every row of the domain's tables as JSON text, its number included. Not how often it was written
 * (`version`), nor the number of a grade, which nobody sees.
 */
export async function contents(db: Db): Promise<Record<(typeof TABLES)[number], string[]>> {
  const found: Partial<Record<(typeof TABLES)[number], string[]>> = {};
  for (const table of TABLES) {
    const drop = table === "episode_risk" ? "ARRAY['version', 'id']" : "ARRAY['version']";
    const rows = await db.$queryRawUnsafe<{ row: string }[]>(
      `SELECT (to_jsonb(t) - ${drop})::text AS row FROM ${table} t`,
    );
    found[table] = rows.map(({ row }) => row).sort();
  }
  return found as Record<(typeof TABLES)[number], string[]>;
}
