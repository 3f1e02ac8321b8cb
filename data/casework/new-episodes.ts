import { QUEUES } from "../store/jobs.ts";
import type { SendJob } from "../store/store.ts";
import type { Author } from "./write.ts";

/** In a channel binding, in the place of a team: the episodes of every team, also of children without one. */
export const EVERY_TEAM = 0;

/** Job data: one episode in one conversation. */
export interface EpisodePostJob {
  conversationId: string;
  episodeId: number;
  /** by a person; otherwise a file or the demonstration brought it */
  reported: boolean;
}

/**
 * The conversations in which new episodes are to stand, in the transaction of the write that made them:
 * each channel that is bound to the child's team or to every team, and the one in which the episode was
 * reported. One row each for an episode and a conversation, so that whatever is repeated posts once.
 */
export async function postNewEpisodes(
  tx: Parameters<SendJob>[0],
  author: Author,
  episodeIds: readonly number[],
  send: SendJob,
): Promise<void> {
  const posts = await tx.$queryRawUnsafe<Omit<EpisodePostJob, "reported">[]>(
    `INSERT INTO episode_post (conversation_id, episode_id, person_id, state, at)
     SELECT v.id, e.id, CASE WHEN v.scope = 'personal' THEN $3::text END, 'queued', $4::timestamptz
     FROM episode e JOIN child c ON c.id = e.child_id
     JOIN conversation v ON v.gone_at IS NULL AND (
       (v.id = $2::text AND $3::text IS NOT NULL)
       OR EXISTS (SELECT 1 FROM channel_binding b
                  WHERE b.conversation_id = v.id AND b.team_id IN (${EVERY_TEAM}, coalesce(c.team_id, ${EVERY_TEAM}))))
     WHERE e.id = ANY($1::int[]) AND e.ended_at IS NULL AND e.voided_at IS NULL
     ORDER BY e.id, v.id
     ON CONFLICT DO NOTHING RETURNING conversation_id AS "conversationId", episode_id AS "episodeId"`,
    [...episodeIds],
    author.conversationId ?? null,
    author.by,
    author.recordedAt.toISOString(),
  );
  const reported = author.by !== null && author.importRun == null;
  for (const post of posts) await send(tx, QUEUES.episodePost, { ...post, reported });
}
