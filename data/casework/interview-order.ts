import type { Tx } from "../store/store.ts";

/**
 * Of episodes whose return is about to move (null: is taken back), those of an interview that would then
 * have been completed before every return that it serves.
 */
export async function returnsBehindInterviews(
  tx: Tx,
  moved: readonly { id: number; endedAt: unknown }[],
): Promise<Set<number>> {
  const late = await tx.$queryRawUnsafe<{ id: number }[]>(
    `WITH moved AS (
       SELECT * FROM jsonb_to_recordset($1::jsonb) AS t(id int, ended_at timestamptz)
     )
     SELECT DISTINCT m.id FROM moved m
     JOIN interview_episode l ON l.episode_id = m.id
     JOIN interview i ON i.id = l.interview_id AND i.completed_at IS NOT NULL AND i.voided_at IS NULL
     WHERE NOT EXISTS (
       SELECT 1 FROM interview_episode o JOIN episode e ON e.id = o.episode_id LEFT JOIN moved n ON n.id = e.id
       WHERE o.interview_id = i.id
         AND CASE WHEN n.id IS NULL THEN e.ended_at ELSE n.ended_at END <= i.completed_at)`,
    JSON.stringify(moved.map(({ id, endedAt }) => ({ id, ended_at: endedAt }))),
  );
  return new Set(late.map((row) => row.id));
}
