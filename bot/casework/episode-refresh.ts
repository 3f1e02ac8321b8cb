import { z } from "zod";
import { standingCard } from "../../data/episode-posts.ts";
import { mayName } from "../disclosure/permissions.ts";
import type { Presence } from "../presence.ts";
import { type Response, refusal } from "../respond.ts";
import { type CardFor, episodeCard } from "./episode-card.ts";
import { rowNumber, type Verb, verb } from "./verb.ts";

/**
 * What Teams asks for by itself, for somebody who looks at an episode's card in a room: the card for them
 * alone, by name where they may read it just now, else as it stands there for everybody. A refresh is no
 * question of theirs, so it is refused to nobody who can see the card.
 */
export const refreshVerb: Verb<unknown> = verb({
  refreshes: true,
  schema: z.object({ id: rowNumber }),
  async handle(presence, { id }, { teamsId }) {
    const response = await ownCard(presence, id, teamsId);
    return { request: null, responses: [response ?? refusal("old_card", { kind: "episode.refresh" })] };
  },
});

async function ownCard(presence: Presence, episodeId: number, teamsId: string): Promise<Response | null> {
  const { house, conversation } = presence;
  const standing = await standingCard(house.store.db, { conversationId: conversation.id, episodeId });
  if (!standing) return null;
  const response = await episodeCard(presence, episodeId, {
    ...forPresser(presence, teamsId),
    alone: true,
  });
  if (!response) return null;
  const { showable, audit } = response;
  const named = showable.kind === "episode_card" && showable.history != null;
  // Teams asks again whenever the card is looked at: the audit has it once a person, card and version
  const detail = { what: named ? "episode_view" : "episode_card", episodeId, cardVersion: standing.version };
  return { showable, audit: { ...audit, detail } };
}

/** What the answer to a press shows: the card as it stands for everybody; Teams then asks for the presser's own. */
export function forPresser({ viewer }: Presence, teamsId: string): CardFor {
  return { viewers: async (child) => (mayName(viewer, child) ? [teamsId] : []) };
}
