import type { TurnContext } from "botbuilder";
import type { Messenger, Outcome } from "../messenger.ts";
import type { ConversationRef } from "../turn.ts";
import type { TeamsAdapter } from "./adapter.ts";
import { ConnectorRefusal } from "./connector-http.ts";
import { referenceTo } from "./conversation-ref.ts";
import { offerActivity } from "./file-consent.ts";
import { cardActivity } from "./to-activity.ts";

/** What Teams asks to send again later. 500 is not among them. */
const LATER = new Set([412, 429, 502, 503, 504]);

/** `appId` is the bot's own, "" in local mode. */
export function createMessenger(adapter: TeamsAdapter, appId: string): Messenger {
  const speak = async (
    ref: ConversationRef,
    conversationId: string,
    send: (context: TurnContext) => Promise<string | undefined>,
  ): Promise<Outcome> => {
    let outcome: Outcome = { state: "Failed", status: null };
    try {
      await adapter.continueConversationAsync(appId, referenceTo(ref, conversationId), async (context) => {
        try {
          outcome = { state: "Succeeded", activityId: (await send(context)) ?? "" };
        } catch (error) {
          outcome = outcomeOf(error);
        }
      });
    } catch {
      // A token could not be had: nothing was sent.
      return { state: "Failed", status: null };
    }
    return outcome;
  };
  return {
    post: (to, card, summary, { inThread = false } = {}) =>
      speak(to, inThread ? to.threadId : to.id, async (context) => {
        const sent = await context.sendActivity(cardActivity(card, summary));
        return sent?.id;
      }),
    offer: (to, offer) =>
      speak(to, to.id, async (context) => (await context.sendActivity(offerActivity(offer)))?.id),
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
function outcomeOf(error: unknown): Outcome {
  if (!(error instanceof ConnectorRefusal)) return { state: "Failed", status: null };
  const { statusCode, retryAfterMs } = error;
  if (statusCode === 403 || statusCode === 404) return { state: "Gone" };
  if (statusCode !== null && LATER.has(statusCode)) return { state: "Throttled", retryAfterMs };
  return { state: "Failed", status: statusCode };
}
