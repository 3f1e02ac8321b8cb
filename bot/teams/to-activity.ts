import type { Activity } from "botbuilder";
import type { Disclosed } from "../../cards/disclosed.ts";
import type { CardView } from "../../cards/views.ts";
import type { CardReply, Reply } from "../turn.ts";

export const CARD_TYPE = "application/vnd.microsoft.card.adaptive";

/** How a view becomes a card; `summary` is what a lock screen shows and names nobody. */
export interface CardMaker {
  render(view: Disclosed<CardView>): object;
  summary(view: Disclosed<CardView>): string;
}

/** One message. A card goes alone: Teams splits a message of text and card and returns no id for it. */
export function toActivity(reply: Exclude<Reply, { kind: "offer" }>, cards: CardMaker): Partial<Activity> {
  if (reply.kind === "sentence") return sentenceActivity(reply.text);
  // without a place to put it
  if (reply.kind === "file") return sentenceActivity(reply.otherwise);
  return cardActivity(cardOf(reply, cards), cards.summary(reply.view));
}

/** A reply's card, drawn where it has not been yet. */
export const cardOf = ({ drawn, view }: CardReply, cards: CardMaker): object => drawn ?? cards.render(view);

export function cardActivity(card: object, summary: string): Partial<Activity> {
  return { type: "message", summary, attachments: [{ contentType: CARD_TYPE, content: card }] };
}

/** Plain, so that nothing in it is taken for formatting. */
export function sentenceActivity(text: string): Partial<Activity> {
  return { type: "message", text, textFormat: "plain" };
}
