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
