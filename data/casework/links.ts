import type { Tx } from "../store/store.ts";
import { CaseworkError } from "./errors.ts";
import { type Fields, inParts, type Stored } from "./rows.ts";
import type { Outcome } from "./upsert.ts";

/** What links rows to episodes, as the virtual field `episodeIds` (sorted). */
export interface LinkTable {
  name: "interview_episode" | "strategy_meeting_episode";
  column: "interview_id" | "meeting_id";
}

export const INTERVIEW_LINKS: LinkTable = { name: "interview_episode", column: "interview_id" };
export const MEETING_LINKS: LinkTable = { name: "strategy_meeting_episode", column: "meeting_id" };

/** What the rows of a call must know of the episodes they serve. */
export interface LinkedEpisode {
  id: number;
  childId: number;
  /** ISO text; null: not returned */
  endedAt: string | null;
}

export async function linksOf(
  tx: Tx,
  links: LinkTable,
  known: readonly Stored[],
): Promise<Map<number, Fields>> {
  if (known.length === 0) return new Map();
  const rows = await tx.$queryRawUnsafe<{ id: number; episodeIds: number[] }[]>(
    `SELECT ${links.column} AS id, array_agg(episode_id ORDER BY episode_id) AS "episodeIds"
     FROM ${links.name} WHERE ${links.column} = ANY($1::int[]) GROUP BY 1`,
    known.map((row) => row.id),
  );
  return new Map(rows.map((row) => [row.id, { episodeIds: row.episodeIds }]));
}

/**
 * The episodes that rows name; throws `unknown_episode` with the positions of those that name others. Their
 * returns stay as they are until the write is over: nobody takes one back while an interview comes to rest on it.
 */
export async function linkedEpisodes(
  tx: Tx,
  rows: readonly { episodeIds: readonly number[] }[],
): Promise<Map<number, LinkedEpisode>> {
  const found = await tx.$queryRawUnsafe<(Omit<LinkedEpisode, "endedAt"> & { endedAt: Date | null })[]>(
    `SELECT id, child_id AS "childId", ended_at AS "endedAt" FROM episode
     WHERE id = ANY($1::int[]) ORDER BY id FOR SHARE`,
    [...new Set(rows.flatMap((row) => row.episodeIds))],
  );
  const episodes = new Map(
    found.map((row) => [row.id, { ...row, endedAt: row.endedAt?.toISOString() ?? null }]),
  );
  const lost = rows.flatMap((row, i) =>
    row.episodeIds.length === 0 || row.episodeIds.some((id) => !episodes.has(id)) ? [i] : [],
  );
  if (lost.length > 0) throw new CaseworkError("unknown_episode", "the episode is not stored", lost);
  return episodes;
}

/**
 * Takes away the links that are about to change: a row and its links change together, and the schema
 * would compare the new row with the old links.
 */
export async function dropLinks(tx: Tx, links: LinkTable, changed: Outcome["changed"]): Promise<void> {
  const moved = changed.filter((row) => "episodeIds" in row.delta);
  if (moved.length === 0) return;
  await tx.$executeRawUnsafe(
    `DELETE FROM ${links.name} WHERE ${links.column} = ANY($1::int[])`,
    moved.map((row) => row.id),
  );
}

/** Writes the links of new and changed rows; all of one row in one statement, as the schema asks. */
export async function saveLinks(tx: Tx, links: LinkTable, { fresh, changed }: Outcome): Promise<void> {
  const rows = [
    ...fresh,
    ...changed.filter((row) => "episodeIds" in row.delta).map((row) => ({ id: row.id, fields: row.after })),
  ];
  await inParts(rows, (part) => {
    const pairs = part.flatMap(({ id, fields }) =>
      (fields.episodeIds as number[]).map((episodeId) => [id, episodeId] as const),
    );
    return tx.$executeRawUnsafe(
      `INSERT INTO ${links.name} (${links.column}, episode_id) SELECT * FROM unnest($1::int[], $2::int[])`,
      pairs.map(([id]) => id),
      pairs.map(([, episodeId]) => episodeId),
    );
  });
}

/** The episodes of everything that a call wrote, before and after. */
export function episodesOf({ fresh, changed }: Outcome): number[] {
  return [...fresh.map((row) => row.fields), ...changed.flatMap((row) => [row.before, row.after])].flatMap(
    (fields) => (fields.episodeIds as number[] | undefined) ?? [],
  );
}

/** Sorted and each once, so that equal sets are equal. */
export function idSet(ids: readonly number[]): number[] {
  return [...new Set(ids)].sort((a, b) => a - b);
}
