import type { Db } from "./store/store.ts";

/** `new` also for a turn that was killed half-way and is taken over. */
export type Received = "new" | "running" | "finished";

/**
 * Takes in an activity, once: of two that come in at the same time one is `new`. A turn that was begun
 * `takeOverAfterMs` ago or longer and never finished may be taken over, by one of its repeats.
 */
export async function receive(
  db: Db,
  conversationId: string,
  activityId: string,
  at: Date,
  { takeOverAfterMs }: { takeOverAfterMs: number },
): Promise<Received> {
  const [row] = await db.$queryRawUnsafe<{ taken: boolean; finished: boolean | null }[]>(
    `WITH taken AS (
       INSERT INTO inbox (conversation_id, activity_id, received_at) VALUES ($1, $2, $3::timestamptz)
       ON CONFLICT (conversation_id, activity_id) DO UPDATE SET received_at = EXCLUDED.received_at
       WHERE inbox.finished_at IS NULL AND inbox.received_at <= $4::timestamptz
       RETURNING 1
     )
     SELECT EXISTS (SELECT 1 FROM taken) AS taken,
       (SELECT finished_at IS NOT NULL FROM inbox WHERE conversation_id = $1 AND activity_id = $2) AS finished`,
    conversationId,
    activityId,
    at.toISOString(),
    new Date(at.getTime() - takeOverAfterMs).toISOString(),
  );
  if (row!.taken) return "new";
  return row!.finished ? "finished" : "running";
}

/** The turn is over: its repeats get nothing. */
export async function finish(db: Db, conversationId: string, activityId: string, at: Date): Promise<void> {
  await db.$executeRawUnsafe(
    `UPDATE inbox SET finished_at = $3::timestamptz
     WHERE conversation_id = $1 AND activity_id = $2 AND finished_at IS NULL`,
    conversationId,
    activityId,
    at.toISOString(),
  );
}
