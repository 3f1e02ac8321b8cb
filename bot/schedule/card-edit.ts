import { beginEdit, endEdit, isLatestEdit } from "../../data/posted-cards.ts";
import { settledRevision } from "../../data/revision.ts";
import { episodeCard } from "../casework/episode-card.ts";
import { formAnew } from "../casework/form-follow.ts";
import { parseReading } from "../language/reading.ts";
import type { Presence } from "../presence.ts";
import { type Response, respond } from "../respond.ts";
import type { Followed } from "../turn.ts";
import type { Dispatcher } from "./dispatcher.ts";
import { editAgain } from "./follow-card.ts";
import { presenceForJob } from "./room.ts";

/** Queued by every write for each card that shows one of its episodes; many writes become one edit. */
export interface CardEditJob {
  cardId: number;
}

/** Makes the card anew, as at now, for the person and the room it stands in, and edits the message. */
export async function editCard(dispatcher: Dispatcher, { cardId }: CardEditJob): Promise<void> {
  const { house } = dispatcher;
  const { db } = house.store;
  const card = await beginEdit(db, cardId);
  if (!card) return;
  // writes that are just being committed may count on this job
  const shown = await settledRevision(db);
  const room = await presenceForJob(house, card);
  if (!room) return;
  const response = await again(room.presence, card.reading as unknown as Followed["reading"]);
  if (!response) return;
  // somebody has opened a form on the message while the card was made
  if (!(await isLatestEdit(db, card))) return editAgain(house.store, cardId);
  if (!(await dispatcher.edit(room, card, response))) return;
  const last = await endEdit(db, card, {
    // a form that was made anew is one of another version
    reading: response.follow?.reading ?? card.reading,
    episodeIds: response.follow?.episodeIds ?? [],
    revision: shown,
    turnsAt: response.follow?.turnsAt,
  });
  if (!last) await editAgain(house.store, cardId);
}

async function again(presence: Presence, reading: Followed["reading"]): Promise<Response | null> {
  if (reading.kind === "episode_card") return episodeCard(presence, reading.episodeId);
  if (reading.kind === "form") return formAnew(presence, reading);
  const question = parseReading(reading);
  if (question?.kind !== "question") return null;
  const [response] = await respond(presence, { ...question, also: undefined });
  return response ?? null;
}
