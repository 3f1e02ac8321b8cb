import { takeTurningCards } from "../../data/posted-cards.ts";
import { QUEUES, sendJob } from "../../data/store/jobs.ts";
import type { House } from "../house.ts";

/**
 * The knock of every minute: each card that shows something else by now (turns.ts) is edited, and the
 * thread of an episode's card told. Taken and queued in one transaction: of two instances one does it.
 */
export async function queueTurns(house: House): Promise<number> {
  return house.store.db.$transaction(async (tx) => {
    const cards = await takeTurningCards(tx, house.clock());
    for (const { id: cardId, told } of cards) {
      const options = { singletonKey: String(cardId) };
      await sendJob(tx, QUEUES.cardEdit, { cardId }, options);
      if (told) await sendJob(tx, QUEUES.episodeNote, { cardId }, options);
    }
    return cards.length;
  });
}
