import type { TurnContext } from "botbuilder";
import type { Messenger, Outcome } from "../messenger.ts";
import type { ConversationRef } from "../turn.ts";
import type { TeamsAdapter } from "./adapter.ts";
import { ConnectorRefusal } from "./connector-http.ts";
import { referenceTo } from "./conversation-ref.ts";
import { offerActivity } from "./file-consent.ts";
import { conversationMembers } from "./members.ts";
import { cardActivity } from "./to-activity.ts";

/** What Teams asks to send again later. 500 is not among them. */
const LATER = new Set([412, 429, 502, 503, 504]);

/** `appId` is the bot's own, "" in local mode. */
export function createMessenger(adapter: TeamsAdapter, appId: string): Messenger {
  const within = async <T>(
    ref: ConversationRef,
    conversationId: string,
    work: (context: TurnContext) => Promise<T>,
  ): Promise<{ done: T } | Exclude<Outcome, { state: "Succeeded" }>> => {
    let result: Awaited<ReturnType<typeof within<T>>> = { state: "Failed", status: null };
    try {
      await adapter.continueConversationAsync(appId, referenceTo(ref, conversationId), async (context) => {
        try {
          result = { done: await work(context) };
        } catch (error) {
          result = outcomeOf(error);
        }
      });
    } catch {
      // A token could not be had: nothing was sent.
      return { state: "Failed", status: null };
    }
    return result;
  };
  const speak = async (
    ref: ConversationRef,
    conversationId: string,
    send: (context: TurnContext) => Promise<string | undefined>,
  ): Promise<Outcome> => {
    const result = await within(ref, conversationId, send);
    return "done" in result ? { state: "Succeeded", activityId: result.done ?? "" } : result;
  };
  return {
    post: (to, card, summary, { inThread = false } = {}) =>
      speak(to, inThread ? to.threadId : to.id, async (context) => {
        const sent = await context.sendActivity(cardActivity(card, summary));
        return sent?.id;
      }),
    members: async (of) => {
      const result = await within(of, of.id, conversationMembers);
      if ("done" in result) return result.done;
      return result.state === "Gone" ? [] : null;
    },
    offer: (to, offer) =>
      speak(to, to.id, async (context) => {
        const sent = await context.sendActivity(await offerActivity(offer));
        return sent?.id;
      }),
    edit: ({ conversation, activityId }, card, summary) =>
      speak(conversation, conversation.threadId, async (context) => {
        await context.updateActivity({ ...cardActivity(card, summary), id: activityId });
        return activityId;
      }),
  };
}

/**
 * What a refusal means to a sender: 403 (not in the roster, blocked, not allowed) and 404 say that
 * the place is gone; 412, 429, 502, 503 and 504 may be sent again; the rest is a failure.
 */
function outcomeOf(error: unknown): Exclude<Outcome, { state: "Succeeded" }> {
  if (!(error instanceof ConnectorRefusal)) return { state: "Failed", status: null };
  const { statusCode, retryAfterMs } = error;
  if (statusCode === 403 || statusCode === 404) return { state: "Gone" };
  if (statusCode !== null && LATER.has(statusCode)) return { state: "Throttled", retryAfterMs };
  return { state: "Failed", status: statusCode };
}
