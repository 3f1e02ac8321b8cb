import type { ConversationReference } from "botbuilder";
import type { ConversationRef, Scope } from "../turn.ts";
import type { InboundActivity } from "./activity.ts";

const THREAD = /;messageid=.*$/;

/** Where an activity came from: root and thread told apart, so that both can be sent to later. */
export function conversationOf(activity: InboundActivity): ConversationRef {
  const { conversation, channelData } = activity;
  return {
    id: conversation.id.replace(THREAD, ""),
    threadId: conversation.id,
    scope: scopeOf(activity),
    tenantId: tenantOf(activity),
    serviceUrl: activity.serviceUrl,
    channelId: activity.channelId,
    botId: activity.recipient.id,
    teamId: channelData?.team?.id || null,
    teamAadGroupId: channelData?.team?.aadGroupId || null,
  };
}

/** Only what Teams calls personal is taken for one: anything unclear is a room with others in it. */
function scopeOf({ conversation, channelData }: InboundActivity): Scope {
  if (conversation.conversationType === "personal") return "personal";
  if (conversation.conversationType === "channel" || channelData?.team || channelData?.channel)
    return "channel";
  return "groupChat";
}

/** The tenant that the conversation is held in, lower case; "" where the activity names none. */
export function tenantOf({ conversation, channelData }: InboundActivity): string {
  return (conversation.tenantId || channelData?.tenant?.id || "").toLowerCase();
}

/** What botbuilder needs to send to a conversation that is not speaking just now. */
export function referenceTo(ref: ConversationRef, conversationId: string): Partial<ConversationReference> {
  return {
    channelId: ref.channelId,
    serviceUrl: ref.serviceUrl,
    bot: { id: ref.botId, name: "" },
    conversation: {
      id: conversationId,
      conversationType: ref.scope,
      tenantId: ref.tenantId,
      isGroup: ref.scope !== "personal",
      name: "",
    },
  };
}
