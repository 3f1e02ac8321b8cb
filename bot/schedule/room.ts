import { conversationOf } from "../../data/conversations.ts";
import type { House } from "../house.ts";
import { type Presence, presenceOf } from "../presence.ts";
import type { ConversationRef } from "../turn.ts";

export interface JobPlace {
  conversationId: string;
  /** a channel's thread */
  threadId?: string;
  /** null: it is the room's, and nobody's in particular */
  personId: string | null;
}

/**
 * The person could not be looked up just now, or is no longer known. Nothing is sent: a card that
 * said so would take the place of one that stands well. The job is tried again for a while.
 */
export class PersonNotFound extends Error {}

/**
 * Where and for whom a job sends: the stored conversation, the person looked up again, uncached; nobody,
 * where it is the room's. Null where the conversation is gone.
 * @throws PersonNotFound
 */
export async function presenceForJob(
  house: House,
  { conversationId, threadId = conversationId, personId }: JobPlace,
): Promise<{ ref: ConversationRef; presence: Presence } | null> {
  const stored = await conversationOf(house.store.db, conversationId);
  if (!stored || stored.goneAt) return null;
  const ref: ConversationRef = {
    id: stored.id,
    threadId,
    scope: stored.scope as ConversationRef["scope"],
    tenantId: stored.tenantId,
    serviceUrl: stored.serviceUrl,
    channelId: stored.channelId,
    botId: stored.botId,
    teamId: stored.teamId,
    teamAadGroupId: stored.teamAadGroupId,
  };
  const turn = {
    actor: { aadObjectId: personId ?? "", tenantId: stored.tenantId },
    conversation: ref,
    activityId: "",
    at: house.clock(),
  };
  const presence = await presenceOf(house, turn, { fresh: true });
  if (!presence.person && personId !== null) throw new PersonNotFound();
  return { ref, presence };
}
