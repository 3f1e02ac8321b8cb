import type { Db } from "./store/store.ts";

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
