import { EVERY_TEAM } from "./casework/new-episodes.ts";
import { type Author, write } from "./casework/write.ts";
import { refuseWaiting } from "./episode-posts.ts";
import type { Db, Store } from "./store/store.ts";

export { EVERY_TEAM };

export interface Bound {
  /** the teams whose new episodes are posted there now; `EVERY_TEAM` alone, or none */
  teamIds: number[];
  changed: boolean;
}

/**
 * New episodes of these teams (none given: of every team) are posted in a conversation from now on.
 * "Every team" takes the place of single ones, and a team that is among "every team" changes nothing.
 */
export function bindChannel(
  store: Store,
  author: Author & { by: string },
  { conversationId, teamIds }: { conversationId: string; teamIds: readonly number[] },
): Promise<Bound> {
  return write(store, author, async ({ tx }) => {
    await lockBindings(tx, conversationId);
    const before = await boundTeams(tx, conversationId);
    if (before.includes(EVERY_TEAM)) return { teamIds: before, changed: false };
    const wanted = teamIds.length === 0 ? [EVERY_TEAM] : [...teamIds];
    if (teamIds.length === 0) await tx.channelBinding.deleteMany({ where: { conversationId } });
    await tx.channelBinding.createMany({
      data: wanted.map((teamId) => ({
        conversationId,
        teamId,
        boundBy: author.by,
        boundAt: author.recordedAt,
      })),
      skipDuplicates: true,
    });
    const after = await boundTeams(tx, conversationId);
    return { teamIds: after, changed: after.join() !== before.join() };
  });
}

/**
 * New episodes of these teams (none given: of any) are no longer posted there; where none are any more,
 * nor are those that wait.
 */
export function unbindChannel(
  store: Store,
  author: Author,
  { conversationId, teamIds }: { conversationId: string; teamIds: readonly number[] },
): Promise<Bound> {
  return write(store, author, async ({ tx }) => {
    await lockBindings(tx, conversationId);
    const { count } = await tx.channelBinding.deleteMany({
      where: { conversationId, ...(teamIds.length > 0 ? { teamId: { in: [...teamIds] } } : {}) },
    });
    const left = await boundTeams(tx, conversationId);
    if (left.length === 0) await refuseWaiting(tx, conversationId, author.recordedAt);
    return { teamIds: left, changed: count > 0 };
  });
}

/** In the order of their ids. */
export async function boundTeams(db: Db, conversationId: string): Promise<number[]> {
  const rows = await db.channelBinding.findMany({ where: { conversationId }, orderBy: { teamId: "asc" } });
  return rows.map(({ teamId }) => teamId);
}

/** Two that bind one conversation at once queue here, to the end of the transaction. */
async function lockBindings(db: Db, conversationId: string): Promise<void> {
  await db.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('binding ' || ${conversationId}::text, 0))`;
}
