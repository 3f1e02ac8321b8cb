import { markConversationGone, markInstalled, upsertConversation } from "../data/conversations.ts";
import { savePostedCard } from "../data/posted-cards.ts";
import { revision } from "../data/revision.ts";
import type { House } from "./house.ts";
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
    aadObjectId: seen.aadObjectId,
  });
  if (seen.kind === "installed") await markInstalled(db, id, seen.at);
}

/** Keeps a card that shows episodes, so that later writes can bring it up to date. */
export async function keepCard(house: House, turn: Turn, reply: Reply, activityId: string): Promise<void> {
  if (reply.kind !== "card" || !reply.follow) return;
  const { db } = house.store;
  await savePostedCard(db, {
    conversationId: turn.conversation.id,
    activityId,
    serviceUrl: turn.conversation.serviceUrl,
    personId: turn.actor.aadObjectId,
    ...reply.follow,
    revision: await revision(db),
    postedAt: turn.at,
  });
}
