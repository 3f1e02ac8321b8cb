import type { Activity } from "botbuilder";
import type { Reply } from "../turn.ts";
import { CARD_TYPE, type CardMaker, cardOf } from "./to-activity.ts";

/** The body that answers a press: the status of the act stands in it, not in the HTTP status. */
export interface InvokeBody {
  statusCode: number;
  type: string;
  value: unknown;
}

const MESSAGE = "application/vnd.microsoft.activity.message";
const ERROR = "application/vnd.microsoft.error";

/** A press gets a card in place of its own, or a sentence on it. */
export function pressBody(reply: Reply | undefined, cards: CardMaker): InvokeBody {
  if (!reply) return messageBody("Thank you. That has been received.");
  if (reply.kind === "sentence") return messageBody(reply.text);
  if (reply.kind === "file") return messageBody(reply.otherwise);
  if (reply.kind === "offer") return messageBody("Thank you. That has been received.");
  return { statusCode: 200, type: CARD_TYPE, value: cardOf(reply, cards) };
}

export function messageBody(text: string): InvokeBody {
  return { statusCode: 200, type: MESSAGE, value: text };
}

/** For a press that cannot be read or may not come in: the same words whatever was wrong. */
export function unreadableBody(): InvokeBody {
  return {
    statusCode: 400,
    type: ERROR,
    value: { code: "BadRequest", message: "This button cannot be used here." },
  };
}

/** What an invoke without an answer of its own gets. */
export function doneResponse(): Partial<Activity> {
  return { type: "invokeResponse", value: { status: 200 } };
}

/**
 * HTTP 200 whenever the house's own code ran (Universal Actions, "Response format"); botbuilder's
 * ActivityHandler would repeat `statusCode` as the HTTP status, which Teams takes for a failed bot.
 */
export function invokeResponse(body: InvokeBody): Partial<Activity> {
  return { type: "invokeResponse", value: { status: 200, body } };
}
