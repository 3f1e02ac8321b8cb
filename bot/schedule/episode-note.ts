import { getPostedCard, setTold } from "../../data/posted-cards.ts";
import { settledRevision } from "../../data/revision.ts";
import { episodeNote } from "../casework/episode-card.ts";
import type { EpisodeReading } from "../turn.ts";
import { type Dispatcher, NotSent } from "./dispatcher.ts";
import { presenceForJob } from "./room.ts";

/** Queued with the edit of an episode's card; what happened since the last one becomes one note. */
export interface EpisodeNoteJob {
  cardId: number;
}

/**
 * Tells the thread below an episode's card what has become of it. It counts as told before it goes out:
 * a note that may have arrived is not sent again, since the card itself says the same. What is known not
 * to have gone out is told later.
 */
export async function sendEpisodeNote(dispatcher: Dispatcher, { cardId }: EpisodeNoteJob): Promise<void> {
  const { house } = dispatcher;
  const { db } = house.store;
  // writes that are just being committed may count on this job
  await settledRevision(db);
  const card = await getPostedCard(db, cardId);
  if (!card || card.goneAt || card.toldChange === null || card.toldAt === null) return;
  const { conversationId, activityId, personId, toldChange, toldAt } = card;
  const root = await presenceForJob(house, { conversationId, personId });
  if (root?.presence.audience !== "operational") return;
  const { episodeId } = card.reading as unknown as EpisodeReading;
  const note = await episodeNote(root.presence, episodeId, { toldChange, toldAt });
  if (!note) return;
  const channel = root.ref.scope === "channel";
  const threadId = channel ? `${conversationId};messageid=${activityId}` : conversationId;
  await setTold(db, cardId, note.told);
  try {
    await dispatcher.post({ ...root, ref: { ...root.ref, threadId } }, note.response, { inThread: true });
  } catch (error) {
    if (error instanceof NotSent && error.outcome.state === "Failed") return;
    await setTold(db, cardId, { toldChange, toldAt });
    throw error;
  }
}
