import { conversationOf } from "../../data/conversations.ts";
import type { House } from "../house.ts";
import { type Presence, presenceOf } from "../presence.ts";
import type { ConversationRef } from "../turn.ts";

/** Where and for whom a job sends: the stored conversation, the person looked up again, uncached. */
export async function presenceForJob(
  house: House,
  conversationId: string,
  aadObjectId: string | null,
): Promise<{ ref: ConversationRef; presence: Presence } | null> {
  const stored = await conversationOf(house.store.db, conversationId);
  if (!stored || stored.goneAt) return null;
  const ref: ConversationRef = {
    id: stored.id,
    threadId: stored.id,
    scope: stored.scope as ConversationRef["scope"],
    tenantId: stored.tenantId,
    serviceUrl: stored.serviceUrl,
    channelId: stored.channelId,
    botId: stored.botId,
    teamId: stored.teamId,
    teamAadGroupId: stored.teamAadGroupId,
  };
  const turn = {
    actor: { aadObjectId: aadObjectId ?? "", tenantId: stored.tenantId },
    conversation: ref,
    activityId: "",
    at: house.clock(),
  };
  return { ref, presence: await presenceOf(house, turn, { fresh: true }) };
}
