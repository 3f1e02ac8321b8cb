import { childFaces, episodeFaces } from "../../data/faces.ts";
import { isFormCard } from "../../data/posted-cards.ts";
import { QUEUES, sendJob } from "../../data/store/jobs.ts";
import type { Tx } from "../../data/store/store.ts";
import { receiptOf } from "../casework/receipt.ts";
import type { Dispatcher } from "./dispatcher.ts";
import { presenceForJob } from "./room.ts";

export interface ReceiptNoteJob {
  conversationId: string;
  /** where in a channel the card was pressed */
  threadId: string;
  personId: string;
  /** the card that was pressed; a form turns into the receipt itself and needs no note */
  card: string | null;
  episodeId: number;
}

/** In the write's transaction: the receipt stands in the conversation when the pressed card has moved on. */
export async function queueReceiptNote(tx: Tx, job: ReceiptNoteJob): Promise<void> {
  await sendJob(tx, QUEUES.receiptNote, job);
}

export async function sendReceiptNote(dispatcher: Dispatcher, job: ReceiptNoteJob): Promise<void> {
  const { db } = dispatcher.house.store;
  if (job.card && (await isFormCard(db, job.conversationId, job.card, job.episodeId))) return;
  const room = await presenceForJob(dispatcher.house, job);
  const [episode] = await episodeFaces(db, [job.episodeId]);
  const [child] = episode ? await childFaces(db, [episode.childId]) : [];
  if (!room || !episode?.endedAt || episode.voided || !child) return;
  await dispatcher.post(room, await receiptOf(room.presence, child, episode, { again: false }), {
    inThread: true,
  });
}
