import { type Author, write } from "./casework/write.ts";
import type { Subscription } from "./generated/client.ts";
import type { Db, Store } from "./store/store.ts";

export * from "./weekly-sends.ts";

export interface SubscriptionToSave {
  conversationId: string;
  personId: string;
  reading: object;
  /** 1 (Monday) to 7 */
  weekday: number;
  /** London wall clock */
  minuteOfDay: number;
}

/**
 * Subscribes a conversation. One subscription a conversation: another takes its place; the same one
 * again is `already` there and stays as it is.
 */
export function saveSubscription(
  store: Store,
  author: Author,
  wanted: SubscriptionToSave,
): Promise<{ id: number; already: boolean }> {
  return write(store, author, async (w) => {
    await lockSubscriptions(w.tx, wanted.conversationId);
    const [present] = await w.tx.$queryRawUnsafe<{ id: number; same: boolean }[]>(
      `SELECT id, weekday = $2 AND minute_of_day = $3 AND reading = $4::jsonb AS same
       FROM subscription WHERE conversation_id = $1 AND ended_at IS NULL ORDER BY id DESC LIMIT 1`,
      wanted.conversationId,
      wanted.weekday,
      wanted.minuteOfDay,
      JSON.stringify(wanted.reading),
    );
    if (present?.same) return { id: present.id, already: true };
    await end(w.tx, wanted.conversationId, author.recordedAt);
    const { id } = await w.tx.subscription.create({
      data: { ...wanted, reading: wanted.reading, createdAt: author.recordedAt },
      select: { id: true },
    });
    return { id, already: false };
  });
}

/** @returns whether the conversation had a subscription */
export function endSubscription(store: Store, author: Author, conversationId: string): Promise<boolean> {
  return write(store, author, async (w) => {
    await lockSubscriptions(w.tx, conversationId);
    return (await end(w.tx, conversationId, author.recordedAt)) > 0;
  });
}

export function activeSubscriptions(db: Db): Promise<Subscription[]> {
  return db.subscription.findMany({ where: { endedAt: null }, orderBy: { id: "asc" } });
}

export function getSubscription(db: Db, id: number): Promise<Subscription | null> {
  return db.subscription.findUnique({ where: { id } });
}

/** Two that subscribe one conversation at once queue here, to the end of the transaction. */
async function lockSubscriptions(db: Db, conversationId: string): Promise<void> {
  await db.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('subscription ' || ${conversationId}::text, 0))`;
}

async function end(db: Db, conversationId: string, at: Date): Promise<number> {
  const { count } = await db.subscription.updateMany({
    where: { conversationId, endedAt: null },
    data: { endedAt: at },
  });
  return count;
}
