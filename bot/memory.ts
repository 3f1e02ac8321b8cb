import { markConversationGone, markInstalled, upsertConversation } from "../data/conversations.ts";
import { finish } from "../data/inbox.ts";
import type { House } from "./house.ts";
import { followCard } from "./schedule/follow-card.ts";
import type { ConversationRef, Reply, Turn } from "./turn.ts";

/** What a turn tells of its conversation; `aadObjectId` only in personal chats. */
export interface Seen {
  kind: "seen" | "installed" | "removed";
  aadObjectId: string | null;
  at: Date;
}

/** Keeps where to send later: every turn refreshes the service's address. */
export async function remember(house: House, conversation: ConversationRef, seen: Seen): Promise<void> {
  const { db } = house.store;
  if (seen.kind === "removed") return markConversationGone(db, conversation.id, seen.at);
  const { id, tenantId, serviceUrl, channelId, botId, scope, teamId, teamAadGroupId } = conversation;
  await upsertConversation(db, {
    id,
    tenantId,
    serviceUrl,
    channelId,
    botId,
    scope,
    teamId,
    teamAadGroupId,
    // Entra writes ids in either case
    aadObjectId: seen.aadObjectId?.toLowerCase() ?? null,
  });
  if (seen.kind === "installed") await markInstalled(db, id, seen.at);
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
