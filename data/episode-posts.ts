import type { EpisodePost } from "./generated/client.ts";
import type { Db } from "./store/store.ts";

export type { EpisodePostJob } from "./casework/new-episodes.ts";

export interface PostKey {
  conversationId: string;
  episodeId: number;
}

export type PostState = "queued" | "posted" | "refused" | "gone";

/** An episode that is to stand, or stands, in a conversation. */
export function getEpisodePost(
  db: Db,
  { conversationId, episodeId }: PostKey,
): Promise<Pick<EpisodePost, "state" | "personId" | "at"> | null> {
  return db.episodePost.findUnique({
    where: { conversationId_episodeId: { conversationId, episodeId } },
    select: { state: true, personId: true, at: true },
  });
}

/**
 * The card of an episode in a conversation, where it stands or is just being sent there: how often it was
 * edited. Null: it does not stand there. Teams may ask for it before its own message is kept.
 */
export async function standingCard(
  db: Db,
  { conversationId, episodeId }: PostKey,
): Promise<{ version: number } | null> {
  const [row] = await db.$queryRaw<{ version: number }[]>`
    SELECT coalesce(c.edits, 0) AS version
    FROM episode_post p LEFT JOIN LATERAL (
      SELECT edits, gone_at FROM posted_card
      WHERE conversation_id = p.conversation_id AND episode_ids @> ARRAY[p.episode_id]
        AND reading->>'kind' = 'episode_card'
      ORDER BY id DESC LIMIT 1
    ) c ON true
    WHERE p.conversation_id = ${conversationId} AND p.episode_id = ${episodeId}
      AND p.state IN ('queued', 'posted') AND c.gone_at IS NULL`;
  return row ?? null;
}

export async function setPostState(
  db: Db,
  { conversationId, episodeId }: PostKey,
  { state, at }: { state: PostState; at: Date },
): Promise<void> {
  await db.episodePost.updateMany({ where: { conversationId, episodeId }, data: { state, at } });
}

/** A conversation that is no longer bound gets none of those that still wait for it. */
export async function refuseWaiting(db: Db, conversationId: string, at: Date): Promise<void> {
  await db.episodePost.updateMany({
    where: { conversationId, state: "queued" },
    data: { state: "refused", at },
  });
}
