import { episodeEvents, WHOLE_LIFE } from "../../data/episode-events.ts";
import { childFaces, episodeFaces, episodeOfReference, latestEpisode } from "../../data/faces.ts";
import { episodeOfCard } from "../../data/posted-cards.ts";
import type { EpisodeHistory } from "../../data/vocabulary.ts";
import { mayName, mayReadHistory } from "../disclosure/permissions.ts";
import type { EpisodeEntry } from "../disclosure/showable.ts";
import type { EpisodeFace } from "../disclosure/viewer.ts";
import type { Presence } from "../presence.ts";
import {
  askBack,
  PAGE,
  type RespondOptions,
  type Response,
  readingOf,
  refusal,
  unknownName,
} from "../respond.ts";
import { staffOf } from "./staff.ts";

/** "History of ME-2034": everything that was recorded of it, one page. */
export async function episodeLife(
  presence: Presence,
  asked: EpisodeHistory,
  { unused = [], named = false, offset = 0 }: RespondOptions,
): Promise<Response> {
  const { house, now, viewer, audience } = presence;
  const { db } = house.store;
  const [typed] = asked.filters.child ?? [];
  const [face] = typed === undefined ? [] : await childFaces(db, [typed]);
  // a name that the asker may not read is answered like one that nobody bears
  if (named && !(face && mayName(viewer, face))) return unknownName();
  const episode = await episodeMeant(presence, asked);
  if (!episode && asked.episode === "this") return askBack("episode");
  const [child] = episode ? await childFaces(db, [episode.childId]) : [];
  // one sentence for an episode that there is not and for somebody else's
  if (!episode || episode.voided || !child || !mayReadHistory(viewer, audience, child)) {
    const refused = refusal("unknown_episode", asked);
    const childIds = child ? [child.id] : [];
    return { ...refused, audit: { ...refused.audit, childIds }, unsaid: true };
  }
  const events = await episodeEvents(db, episode.id, { last: WHOLE_LIFE });
  const page = events.slice(offset, offset + PAGE);
  const staff = await staffOf(
    presence,
    page.map(({ by }) => by),
  );
  return {
    showable: {
      kind: "episode_history",
      asked,
      child,
      episode,
      entries: page.map(
        ({ by, ...event }): EpisodeEntry => ({ ...event, by: by === null ? "file" : staff(by) }),
      ),
      total: events.length,
      offset,
      reading: { ...readingOf(presence, asked, unused), named },
      now,
    },
    audit: {
      kind: "disclosure",
      detail: { what: "episode_history", episodeId: episode.id, value: events.length, offset },
      childIds: [child.id],
    },
  };
}

/** By its reference; else the one whose card the thread hangs on, else the child's latest. */
async function episodeMeant(
  { house, now, conversation }: Presence,
  { episode, filters }: EpisodeHistory,
): Promise<EpisodeFace | null> {
  const { db } = house.store;
  const [childId] = filters.child ?? [];
  if (episode === "this") {
    const id = await episodeOfThread(house.store.db, conversation);
    if (id !== null) return (await episodeFaces(db, [id]))[0] ?? null;
  } else if (episode !== "latest") return episodeOfReference(db, episode);
  return childId === undefined ? null : latestEpisode(db, childId, now);
}

const THREAD = /;messageid=(.+)$/;

async function episodeOfThread(
  db: Presence["house"]["store"]["db"],
  { id: conversationId, threadId }: Presence["conversation"],
): Promise<number | null> {
  const activityId = THREAD.exec(threadId)?.[1];
  return activityId === undefined ? null : episodeOfCard(db, { conversationId, activityId });
}
