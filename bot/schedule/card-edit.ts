import { childFaces, episodeFaces } from "../../data/faces.ts";
import { getPostedCard, updatePostedCard } from "../../data/posted-cards.ts";
import { settledRevision } from "../../data/revision.ts";
import { receiptOf } from "../casework/receipt.ts";
import { formFor } from "../casework/return-open.ts";
import { parseReading } from "../language/reading.ts";
import type { Presence } from "../presence.ts";
import { type Response, respond } from "../respond.ts";
import type { Followed } from "../turn.ts";
import type { Dispatcher } from "./dispatcher.ts";
import { presenceForJob } from "./room.ts";

/** Queued by every write for each card that shows one of its episodes; many writes become one edit. */
export interface CardEditJob {
  cardId: number;
}

/** Makes the card anew, as at now, for the person and the room it stands in, and edits the message. */
export async function editCard(dispatcher: Dispatcher, { cardId }: CardEditJob): Promise<void> {
  const { house } = dispatcher;
  const { db } = house.store;
  const card = await getPostedCard(db, cardId);
  if (!card || card.goneAt) return;
  // writes that are just being committed may count on this job
  const shown = await settledRevision(db);
  const room = await presenceForJob(house, card);
  if (!room) return;
  const response = await again(room.presence, card.reading as unknown as Followed["reading"]);
  if (!response || !(await dispatcher.edit(room, card, response))) return;
  await updatePostedCard(db, cardId, { episodeIds: response.follow?.episodeIds ?? [], revision: shown });
}

async function again(presence: Presence, reading: Followed["reading"]): Promise<Response | null> {
  if (reading.kind === "return_form") {
    const { db } = presence.house.store;
    const [episode] = await episodeFaces(db, [reading.episodeId]);
    const [child] = episode ? await childFaces(db, [episode.childId]) : [];
    if (episode?.endedAt && child) return receiptOf(presence, child, episode, { again: false });
    return episode?.voided || !child ? null : formFor(presence, reading.episodeId);
  }
  const question = parseReading(reading);
  if (question?.kind !== "question") return null;
  const [response] = await respond(presence, { ...question, also: undefined });
  return response ?? null;
}
