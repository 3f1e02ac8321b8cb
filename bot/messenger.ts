import type { FileOffer } from "../cards/files.ts";
import type { ConversationRef } from "./turn.ts";

/** What became of a send. Callers decide what follows; nothing is thrown for a refusal. */
export type Outcome =
  | { state: "Succeeded"; activityId: string }
  /** try again, not before `retryAfterMs`; null where no time was named */
  | { state: "Throttled"; retryAfterMs: number | null }
  /** the conversation or the message is no longer there for the bot: stop until it is installed again */
  | { state: "Gone" }
  /** `status` is null where no answer came */
  | { state: "Failed"; status: number | null };

/** Somebody in a conversation, by the ids that Teams and Entra know them by. */
export interface Member {
  teamsId: string;
  aadObjectId: string;
}

/** A message that stands in a conversation. */
export interface SentCard {
  conversation: ConversationRef;
  activityId: string;
}

/**
 * Sends that are not the reply to a turn: weekly cards, notes, edits of cards that show something
 * old. `card` is Adaptive Card JSON, `summary` is the notification's text, which lock screens show.
 */
export interface Messenger {
  /** A new message; in a channel a new post, or with `inThread` an answer in the thread of `to`. */
  post(
    to: ConversationRef,
    card: object,
    summary: string,
    options?: { inThread?: boolean },
  ): Promise<Outcome>;
  /** Asks, in a 1:1 chat, whether the person wants a file; the answer comes as a turn. */
  offer(to: ConversationRef, offer: FileOffer): Promise<Outcome>;
  /** Who is in a conversation; nobody where it may not be read, null where it cannot be read just now. */
  members(of: ConversationRef): Promise<Member[] | null>;
  /** Replaces the card of a message that was sent before. */
  edit(sent: SentCard, card: object, summary: string): Promise<Outcome>;
}
