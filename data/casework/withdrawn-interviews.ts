import { storeInterviews } from "./interviews.ts";
import { INTERVIEW } from "./tables.ts";
import { voidRows } from "./void-rows.ts";
import type { Writing } from "./write.ts";

/**
 * What staff recorded of return interviews, short of a completion, rests on a return: once that is taken
 * back an offer or a decline must not stand for the return that is still to come, or nobody would be told
 * to offer an interview then. An attempt that serves another return as well goes on for that one alone.
 * What a file says is the file's to change. The episodes are locked already.
 */
export async function withdrawInterviews(w: Writing, episodeIds: readonly number[]): Promise<void> {
  if (episodeIds.length === 0) return;
  const resting = await w.tx.$queryRawUnsafe<{ id: number; others: number[] }[]>(
    `SELECT i.id, array_remove(array_agg(
       CASE WHEN l.episode_id <> ALL($1::int[]) THEN l.episode_id END ORDER BY l.episode_id), NULL) AS others
     FROM interview i JOIN interview_episode l ON l.interview_id = i.id
     WHERE i.voided_at IS NULL AND i.completed_at IS NULL AND i.external_id IS NULL
       AND EXISTS (SELECT 1 FROM interview_episode m WHERE m.interview_id = i.id AND m.episode_id = ANY($1::int[]))
     GROUP BY i.id ORDER BY i.id`,
    [...episodeIds],
  );
  const shared = resting.filter(({ others }) => others.length > 0);
  await storeInterviews(
    w,
    shared.map(({ id, others }) => ({ id, episodeIds: others })),
  );
  const alone = resting.filter(({ others }) => others.length === 0);
  await voidRows(
    w,
    INTERVIEW,
    alone.map(({ id }) => id),
  );
}
