import { z } from "zod";
import { closeOpenForm } from "../../data/posted-cards.ts";
import type { Presence } from "../presence.ts";
import { type Response, refusal } from "../respond.ts";
import { bringUpToDate } from "../schedule/follow-card.ts";
import type { Followed } from "../turn.ts";
import { cardAnew } from "./card-anew.ts";
import { type CardFor, episodeCard } from "./episode-card.ts";
import { forPresser } from "./episode-refresh.ts";
import { verb } from "./verb.ts";

/** "Cancel" on a form that was opened on a card: nothing is written, and the card is there again. */
export const cancelVerb = verb({
  schema: z.object({}),
  async handle(presence, _, { cardActivityId, teamsId }) {
    const below = cardActivityId
      ? await cardBelow(presence, cardActivityId, forPresser(presence, teamsId))
      : null;
    return { request: null, responses: [below ?? refusal("old_card", { kind: "press" })] };
  },
});

async function cardBelow(presence: Presence, activityId: string, whom: CardFor): Promise<Response | null> {
  const { house, conversation, person } = presence;
  const card = await closeOpenForm(house.store.db, {
    conversationId: conversation.id,
    activityId,
    personId: person?.aadObjectId ?? null,
  });
  if (!card) return null;
  // the edits that have waited for this form
  await bringUpToDate(house.store, card.id, card.revision);
  const reading = card.reading as unknown as Followed["reading"];
  const shown = await cardAnew(presence, reading, whom);
  if (shown || reading.kind !== "form" || reading.episodeId === null) return shown;
  // a colleague's form, which they are filling in
  return episodeCard(presence, reading.episodeId, whom);
}
