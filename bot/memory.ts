import type { SeenConversation } from "../data/conversations.ts";
import { finish } from "../data/inbox.ts";
import type { House } from "./house.ts";
import { followCard } from "./schedule/follow-card.ts";
import type { Reply, Turn } from "./turn.ts";

/** Where to send later: service addresses change, so every turn refreshes them. */
export function seenIn({ conversation, actor }: Turn): SeenConversation {
  const { id, tenantId, serviceUrl, channelId, botId, scope, teamId, teamAadGroupId } = conversation;
  // Entra writes ids in either case
  const own = scope === "personal" ? actor.aadObjectId.toLowerCase() || null : null;
  return { id, tenantId, serviceUrl, channelId, botId, scope, teamId, teamAadGroupId, aadObjectId: own };
}

/** Keeps a card that shows episodes, so that later writes can bring it up to date. */
export async function keepCard(house: House, turn: Turn, reply: Reply, activityId: string): Promise<void> {
  if (reply.kind !== "card" || !reply.follow) return;
  await followCard(house.store, {
    conversationId: turn.conversation.id,
    activityId,
    serviceUrl: turn.conversation.serviceUrl,
    personId: turn.actor.aadObjectId,
    ...reply.follow,
    postedAt: turn.at,
  });
}

/** The reply is out: only now do repeats of its activity get nothing. */
export async function delivered(house: House, turn: Turn): Promise<void> {
  await finish(house.store.db, turn.conversation.id, turn.activityId, turn.at);
}
