import type { InboundActivity } from "./activity.ts";
import { tenantOf } from "./conversation-ref.ts";

export type DoorVerdict = "open" | "other_channel" | "other_tenant" | "no_identity";

/** Events about a conversation rather than from a person; Teams may send them without an Entra id. */
const WITHOUT_A_PERSON = new Set(["conversationUpdate", "installationUpdate"]);

/**
 * Who may speak to the house at all. The token proves that the Bot Service sent this to this bot, not
 * through which channel or from which tenant; other channels let a client choose its own sender.
 * `tenants` null (local mode) takes any tenant, but not none.
 */
export function door(activity: InboundActivity, tenants: readonly string[] | null): DoorVerdict {
  if (activity.channelId !== "msteams") return "other_channel";
  const host = tenantOf(activity);
  const other = activity.channelData?.tenant?.id;
  if (host === "" || (other && other.toLowerCase() !== host)) return "other_tenant";
  if (tenants && !tenants.some((tenant) => tenant.toLowerCase() === host)) return "other_tenant";
  if (!activity.from.aadObjectId && !WITHOUT_A_PERSON.has(activity.type)) return "no_identity";
  return "open";
}
