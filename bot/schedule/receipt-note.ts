import { isFormCard } from "../../data/posted-cards.ts";
import { QUEUES, sendJob } from "../../data/store/jobs.ts";
import type { Tx } from "../../data/store/store.ts";
import { receiptAnew } from "../casework/form-follow.ts";
import type { FormName } from "../disclosure/roles.ts";
import type { Dispatcher } from "./dispatcher.ts";
import { presenceForJob } from "./room.ts";

export interface ReceiptNoteJob {
  conversationId: string;
  /** where in a channel the card was pressed */
  threadId: string;
  personId: string;
  /** the card that was pressed; a form turns into the receipt itself and needs no note */
  card: string | null;
  form: FormName;
  episodeId: number;
}

/** In the write's transaction: the receipt stands in the conversation when the pressed card has moved on. */
export async function queueReceiptNote(tx: Tx, job: ReceiptNoteJob): Promise<void> {
  await sendJob(tx, QUEUES.receiptNote, job);
}

export async function sendReceiptNote(dispatcher: Dispatcher, job: ReceiptNoteJob): Promise<void> {
  const { db } = dispatcher.house.store;
  const { conversationId, card, form, episodeId } = job;
  if (card && (await isFormCard(db, { conversationId, activityId: card, form, episodeId }))) return;
  const room = await presenceForJob(dispatcher.house, job);
  const receipt = room && (await receiptAnew(room.presence, form, episodeId));
  if (receipt) await dispatcher.post(room, receipt, { inThread: true });
}
