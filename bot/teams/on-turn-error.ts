import { randomBytes } from "node:crypto";
import type { TurnContext } from "botbuilder";
import type { Log } from "../log.ts";
import { idsOf, SendFailed } from "./bot.ts";
import { invokeResponse, messageBody } from "./invoke-response.ts";
import { sentenceActivity } from "./to-activity.ts";

/**
 * What a person sees when something broke: one fixed sentence and a reference that the log holds
 * too. Nothing of the error reaches the conversation.
 */
export function createOnTurnError(log: Log): (context: TurnContext, error: unknown) => Promise<void> {
  return async (context, error) => {
    const reference = randomBytes(5)
      .toString("hex")
      .toUpperCase()
      .replace(/^(.{5})/, "$1-");
    log.error("turn failed", error, { ...idsOf(context), reference });
    const sentence = failureSentence(reference);
    if (context.activity.type === "invoke") {
      await context.sendActivity(invokeResponse(messageBody(sentence)));
      return;
    }
    if (error instanceof SendFailed || context.activity.type !== "message") return;
    try {
      await context.sendActivity(sentenceActivity(sentence));
    } catch (second) {
      log.error("failure not told", second, { ...idsOf(context), reference });
    }
  };
}

export function failureSentence(reference: string): string {
  return `Something went wrong on our side. Please try again; if it happens again, tell your administrator the reference ${reference}.`;
}
