import type { z } from "zod";
import type { Actor, Turn } from "../turn.ts";
import { consentSchema, type InboundActivity, pressSchema } from "./activity.ts";
import { conversationOf } from "./conversation-ref.ts";
import { plainText } from "./plain-text.ts";

/** Channel events after which others may be reading, besides members that come and go. */
const ROSTER_EVENTS = new Set([
  "channelShared",
  "channelUnshared",
  "channelMemberAdded",
  "channelMemberRemoved",
  "teamMemberAdded",
  "teamMemberRemoved",
]);

/**
 * An activity that has passed the door → a turn, at the clock's instant. Null for whatever the house
 * does not act on: reactions, edits, other invokes, a press that is not one.
 *
 * A personal install arrives twice, as installationUpdate and as conversationUpdate with the bot among
 * the members; only the first is an installation.
 */
export function toTurn(activity: InboundActivity, at: Date): Turn | null {
  const base = {
    activityId: activity.id ?? `${activity.type}@${at.toISOString()}`,
    at,
    conversation: conversationOf(activity),
    actor: actorOf(activity),
  };
  switch (activity.type) {
    case "message": {
      const attachments = countAttachments(activity);
      const text = plainText(activity);
      return { ...base, kind: "text", text, ...(attachments > 0 ? { attachments } : {}) };
    }
    case "invoke": {
      if (activity.name === "fileConsent/invoke") {
        const consent = consentSchema.safeParse(activity.value);
        return consent.success ? { ...base, kind: "file_consent", ...consentOf(consent.data) } : null;
      }
      if (activity.name !== "adaptiveCard/action") return null;
      const press = pressSchema.safeParse(activity.value);
      if (!press.success) return null;
      const { action, trigger } = press.data;
      return {
        ...base,
        kind: "press",
        verb: action.verb,
        data: action.data ?? {},
        cardActivityId: activity.replyToId ?? null,
        automatic: trigger === "automatic",
      };
    }
    case "installationUpdate":
      if (activity.action === "add" || activity.action === "add-upgrade")
        return { ...base, kind: "installed" };
      if (activity.action === "remove" || activity.action === "remove-upgrade")
        return { ...base, kind: "removed" };
      return null;
    case "conversationUpdate":
      return base.conversation.scope !== "personal" && changesRoster(activity)
        ? { ...base, kind: "roster_changed" }
        : null;
    default:
      return null;
  }
}

function consentOf({ action, context, uploadInfo }: z.infer<typeof consentSchema>) {
  const accepted = action === "accept";
  if (!accepted || !uploadInfo) return { accepted, context, upload: null };
  const { uploadUrl, contentUrl, name, uniqueId, fileType } = uploadInfo;
  return { accepted, context, upload: { uploadUrl, contentUrl, name, uniqueId, fileType } };
}

/** Installs and roster events of a team may come without a person: such an actor is known to nobody. */
function actorOf({ from, conversation, channelData }: InboundActivity): Actor {
  return {
    aadObjectId: from.aadObjectId ?? "",
    mri: from.id,
    tenantId: (channelData?.tenant?.id || conversation.tenantId || "").toLowerCase(),
  };
}

/** The message's own words come along as an HTML attachment; that one is not a file. */
function countAttachments({ attachments }: InboundActivity): number {
  return (attachments ?? []).filter(({ contentType }) => contentType !== "text/html").length;
}

function changesRoster({ membersAdded, membersRemoved, channelData, recipient }: InboundActivity): boolean {
  const members = [...(membersAdded ?? []), ...(membersRemoved ?? [])];
  return members.some(({ id }) => id !== recipient.id) || ROSTER_EVENTS.has(channelData?.eventType ?? "");
}
