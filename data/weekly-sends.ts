import type { Db } from "./store/store.ts";

/**
 * One conversation's summary of one week; `week` is its Monday, `yyyy-mm-dd`. Its state: queued, sent,
 * missed, refused, gone, failed.
 */
export interface WeeklyKey {
  conversationId: string;
  week: string;
}

/**
 * Claims a week for a conversation, as `queued`. Of several simultaneous claims exactly one gets true.
 */
export async function claimWeekly(
  db: Db,
  { conversationId, week, subscriptionId, at }: WeeklyKey & { subscriptionId: number; at: Date },
): Promise<boolean> {
  const claimed = await db.$executeRawUnsafe(
    `INSERT INTO weekly_send (conversation_id, week, subscription_id, state, at)
     VALUES ($1, $2::text::date, $3, 'queued', $4::timestamptz) ON CONFLICT DO NOTHING`,
    conversationId,
    week,
    subscriptionId,
    at.toISOString(),
  );
  return claimed === 1;
}

export async function getWeeklySend(
  db: Db,
  { conversationId, week }: WeeklyKey,
): Promise<{ state: string; at: Date; subscriptionId: number } | null> {
  const [row] = await db.$queryRawUnsafe<{ state: string; at: Date; subscriptionId: number }[]>(
    `SELECT state, at, subscription_id AS "subscriptionId" FROM weekly_send
     WHERE conversation_id = $1 AND week = $2::text::date`,
    conversationId,
    week,
  );
  return row ?? null;
}

export async function setWeeklyState(
  db: Db,
  { conversationId, week, state, at }: WeeklyKey & { state: string; at: Date },
): Promise<void> {
  await db.$executeRawUnsafe(
    `UPDATE weekly_send SET state = $3, at = $4::timestamptz
     WHERE conversation_id = $1 AND week = $2::text::date`,
    conversationId,
    week,
    state,
    at.toISOString(),
  );
}

/** What was claimed for the weeks from a Monday on. */
export function weeklySendsSince(db: Db, from: string): Promise<(WeeklyKey & { state: string })[]> {
  return db.$queryRawUnsafe(
    `SELECT conversation_id AS "conversationId", to_char(week, 'YYYY-MM-DD') AS week, state
     FROM weekly_send WHERE week >= $1::text::date ORDER BY 2, 1`,
    from,
  );
}
