import { type CardToPost, saveOpenedForm, savePostedCard } from "../../data/posted-cards.ts";
import { settledRevision } from "../../data/revision.ts";
import { QUEUES, sendJob } from "../../data/store/jobs.ts";
import type { Store } from "../../data/store/store.ts";

/**
 * Keeps a card that was just sent, so that later writes edit it. A write that fell between reading
 * the card's rows and this moment did not know of the card: it is then brought up to date at once.
 */
export async function followCard(store: Store, card: CardToPost): Promise<void> {
  await bringUpToDate(store, await savePostedCard(store.db, card), card.revision);
}

/**
 * Keeps a form that was opened on "whose return?" or "which of them?": that message turns into the
 * receipt. A list on which it was opened stays a list, and is not edited while the form is filled in.
 * @returns whether the form lies over such a card
 */
export async function followOpenedForm(store: Store, card: CardToPost): Promise<boolean> {
  const { id, over } = await saveOpenedForm(store.db, card);
  if (!over) await bringUpToDate(store, id, card.revision);
  return over;
}

/** Has a card edited that shows less than what has been written. */
export async function bringUpToDate(store: Store, cardId: number, shown: bigint): Promise<void> {
  if ((await settledRevision(store.db)) > shown) await editAgain(store, cardId);
}

/** Held back for a time it is a job of its own: what is written meanwhile is not held back with it. */
export async function editAgain(store: Store, cardId: number, { afterMs = 0 } = {}): Promise<void> {
  const options =
    afterMs > 0
      ? { singletonKey: `held ${cardId}`, startAfter: Math.ceil(afterMs / 1_000) }
      : { singletonKey: String(cardId) };
  await store.db.$transaction((tx) => sendJob(tx, QUEUES.cardEdit, { cardId }, options));
}
