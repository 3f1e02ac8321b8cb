import {
  type EpisodePostJob,
  getEpisodePost,
  type PostState,
  setPostState,
} from "../../data/episode-posts.ts";
import { episodeFaces } from "../../data/faces.ts";
import { episodeCard } from "../casework/episode-card.ts";
import type { Dispatcher } from "./dispatcher.ts";
import { presenceForJob } from "./room.ts";

const HOUR_MS = 3_600_000;
/** Who is in a room may not be found out for a while; after this the room counts as not covered. */
const PATIENCE_MS = HOUR_MS;

/** The room is not covered as far as can be told just now; nothing is sent, and the job tried again. */
export class RoomNotCovered extends Error {}

/**
 * Posts the card of a new episode where it is to stand (new-episodes.ts); every later change is an edit
 * of that card. Where the service's answer was lost it may be posted twice: of a missing child it is
 * better to be told twice than not at all.
 * @throws RoomNotCovered, and as the dispatcher does
 */
export async function postEpisode(dispatcher: Dispatcher, job: EpisodePostJob): Promise<void> {
  const { house } = dispatcher;
  const { db } = house.store;
  const { conversationId, episodeId } = job;
  const post = await getEpisodePost(db, job);
  if (post?.state !== "queued") return;
  const done = (state: PostState) => setPostState(db, job, { state, at: house.clock() });
  const [episode] = await episodeFaces(db, [episodeId]);
  if (!episode || episode.voided) return done("refused");
  const age = post.at.getTime() - episode.startedAt.getTime();
  if (!job.reported && age > house.policy.newEpisodeHours * HOUR_MS) return done("refused");
  const room = await presenceForJob(house, { conversationId, personId: post.personId });
  if (!room) return done("gone");
  if (room.presence.audience === "outside") {
    if (room.presence.now.getTime() - post.at.getTime() <= PATIENCE_MS) throw new RoomNotCovered();
    return done("refused");
  }
  const response = await episodeCard(room.presence, episodeId, {
    viewers: (child) => dispatcher.viewers(room, child),
  });
  if (!response) return done("refused");
  const arrived = await dispatcher.post(room, response);
  try {
    await done(arrived ? "posted" : "gone");
  } catch (error) {
    // it stands in the conversation: a job that failed here would send it twice
    house.log.error("posted episode not kept", error, { conversationId });
  }
}
