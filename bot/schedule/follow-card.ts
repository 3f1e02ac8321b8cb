import { type CardToPost, savePostedCard } from "../../data/posted-cards.ts";
import { settledRevision } from "../../data/revision.ts";
import { QUEUES, sendJob } from "../../data/store/jobs.ts";
import type { Store } from "../../data/store/store.ts";

/**
 * Keeps a card that was just sent, so that later writes edit it. A write that fell between reading
 * the card's rows and this moment did not know of the card: it is then brought up to date at once.
 */
export async function followCard(store: Store, card: CardToPost): Promise<void> {
  const cardId = await savePostedCard(store.db, card);
  if ((await settledRevision(store.db)) <= card.revision) return;
  await store.db.$transaction((tx) =>
    sendJob(tx, QUEUES.cardEdit, { cardId }, { singletonKey: String(cardId) }),
  );
}
