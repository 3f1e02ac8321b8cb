import { beginEdit, endEdit, isLatestEdit } from "../../data/posted-cards.ts";
import { settledRevision } from "../../data/revision.ts";
import { cardAnew } from "../casework/card-anew.ts";
import { filledInUntil } from "../casework/form-follow.ts";
import type { Followed } from "../turn.ts";
import type { Dispatcher } from "./dispatcher.ts";
import { bringUpToDate, editAgain } from "./follow-card.ts";
import { presenceForJob } from "./room.ts";

/** Queued by every write for each card that shows one of its episodes; many writes become one edit. */
export interface CardEditJob {
  cardId: number;
}

/**
 * Makes the card anew, as at now, for the person and the room it stands in, and edits the message; later,
 * where somebody is filling in a form that they have opened on it.
 */
export async function editCard(dispatcher: Dispatcher, { cardId }: CardEditJob): Promise<void> {
  const { house } = dispatcher;
  const { db } = house.store;
  const card = await beginEdit(db, cardId);
  if (!card) return;
  // writes that are just being committed may count on this job
  const shown = await settledRevision(db);
  const room = await presenceForJob(house, card);
  if (!room) return;
  const until = await filledInUntil(room.presence, card.openForms);
  if (until)
    return editAgain(house.store, cardId, { afterMs: until.getTime() - room.presence.now.getTime() });
  const response = await cardAnew(room.presence, card.reading as unknown as Followed["reading"], {
    viewers: (child) => dispatcher.viewers(room, child),
  });
  if (!response) return;
  // somebody has opened a form on the message while the card was made
  if (!(await isLatestEdit(db, card))) return editAgain(house.store, cardId);
  if (!(await dispatcher.edit(room, card, response))) return;
  const shows = response.follow?.episodeIds ?? [];
  const last = await endEdit(db, card, {
    // a form that was made anew is one of another version
    reading: response.follow?.reading ?? card.reading,
    episodeIds: response.showable.kind === "answer" ? withLeft(shows, card.episodeIds) : shows,
    revision: shown,
    turnsAt: response.follow?.turnsAt,
  });
  if (!last) await editAgain(house.store, cardId);
  // a write that fell between reading an episode and now did not know that the card shows it
  else if (shows.some((id) => !card.episodeIds.includes(id))) await bringUpToDate(house.store, cardId, shown);
}

/** A list goes on being told of so many episodes that have left it last: a return can be taken back. */
export const LEFT = 20;

function withLeft(shows: readonly number[], before: readonly number[]): number[] {
  return [...new Set([...shows, ...before])].slice(0, shows.length + LEFT);
}
