import type { Conversation } from "./generated/client.ts";
import type { Db } from "./store/store.ts";

/** What a turn tells of the conversation that it came from. */
export interface SeenConversation {
  id: string;
  tenantId: string;
  serviceUrl: string;
  channelId: string;
  botId: string;
  scope: string;
  teamId: string | null;
  teamAadGroupId: string | null;
  /** personal chats only: whose */
  aadObjectId: string | null;
}

/**
 * Keeps a conversation as it was last seen; one that was gone is back. A conversation that is known so
 * already costs a look and no write. What a turn does not tell (a team's group id) is kept.
 */
export async function upsertConversation(db: Db, seen: SeenConversation): Promise<void> {
  await db.$executeRawUnsafe(KEEP_CONVERSATION, JSON.stringify(seen));
}

/** The same as a part of a longer statement; `$1` is the conversation as JSON. */
export const KEEP_CONVERSATION = `
     INSERT INTO conversation (id, tenant_id, service_url, channel_id, bot_id, scope, team_id,
                               team_aad_group_id, aad_object_id)
     SELECT s.* FROM jsonb_to_record($1::jsonb) AS s("id" text, "tenantId" text, "serviceUrl" text,
       "channelId" text, "botId" text, scope text, "teamId" text, "teamAadGroupId" text, "aadObjectId" text)
     WHERE NOT EXISTS (
       SELECT 1 FROM conversation c WHERE c.id = s."id" AND c.gone_at IS NULL
         AND (c.tenant_id, c.service_url, c.channel_id, c.bot_id, c.scope)
           = (s."tenantId", s."serviceUrl", s."channelId", s."botId", s.scope)
         AND (s."teamId" IS NULL OR c.team_id = s."teamId") IS TRUE
         AND (s."teamAadGroupId" IS NULL OR c.team_aad_group_id = s."teamAadGroupId") IS TRUE
         AND (s."aadObjectId" IS NULL OR c.aad_object_id = s."aadObjectId") IS TRUE
     )
     ON CONFLICT (id) DO UPDATE SET tenant_id = EXCLUDED.tenant_id, service_url = EXCLUDED.service_url,
       channel_id = EXCLUDED.channel_id, bot_id = EXCLUDED.bot_id, scope = EXCLUDED.scope,
       team_id = coalesce(EXCLUDED.team_id, conversation.team_id),
       team_aad_group_id = coalesce(EXCLUDED.team_aad_group_id, conversation.team_aad_group_id),
       aad_object_id = coalesce(EXCLUDED.aad_object_id, conversation.aad_object_id),
       gone_at = NULL`;

export function conversationOf(db: Db, id: string): Promise<Conversation | null> {
  return db.conversation.findUnique({ where: { id } });
}

/** The 1:1 chat with a person that is not gone; the latest installed where there are several. */
export function findPersonal(db: Db, aadObjectId: string): Promise<Conversation | null> {
  return db.conversation.findFirst({
    where: { aadObjectId, scope: "personal", goneAt: null },
    orderBy: [{ installedAt: { sort: "desc", nulls: "last" } }, { id: "asc" }],
  });
}

/** The bot was added: the first instant stands. */
export async function markInstalled(db: Db, id: string, at: Date): Promise<void> {
  await db.conversation.updateMany({ where: { id, installedAt: null }, data: { installedAt: at } });
}

/** @returns true for the one caller that may say welcome: a conversation is welcomed once. */
export async function claimWelcome(db: Db, id: string, at: Date): Promise<boolean> {
  const { count } = await db.conversation.updateMany({
    where: { id, welcomedAt: null },
    data: { welcomedAt: at },
  });
  return count === 1;
}

/** Nothing can be sent there any more: the bot was removed, or the service says so. */
export async function markConversationGone(db: Db, id: string, at: Date): Promise<void> {
  await db.conversation.updateMany({ where: { id, goneAt: null }, data: { goneAt: at } });
}
