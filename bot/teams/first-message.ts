import type { Activity, ResourceResponse, TurnContext } from "botbuilder";
import type { Reply } from "../turn.ts";
import { sendAlone } from "./post-message.ts";
import { type CardMaker, toActivity } from "./to-activity.ts";

type Sent = ResourceResponse | undefined;

/**
 * The first card of a turn, made ready while the store is still writing what the turn leaves: a connection, the
 * address, all that will be said. Nothing of it leaves before it is sent.
 */
export class FirstMessage {
  readonly #context: TurnContext;
  readonly #cards: CardMaker;
  #ready: { reply: Reply; go: () => Promise<Sent>; drop: () => void } | null = null;

  constructor(context: TurnContext, cards: CardMaker) {
    this.#context = context;
    this.#cards = cards;
  }

  /** These may be sent; others that were drawn before may not any more. */
  readonly drawn = ([reply]: Reply[]): void => {
    this.drop();
    if (reply?.kind === "card")
      this.#ready = { reply, ...waiting(this.#context, toActivity(reply, this.#cards)) };
  };

  /** Lets it go, where it is this reply; null where it is not. */
  send(reply: Reply): Promise<Sent> | null {
    const ready = this.#ready;
    if (ready?.reply !== reply) return null;
    this.#ready = null;
    return ready.go();
  }

  /** What has not been sent never is. */
  drop(): void {
    this.#ready?.drop();
    this.#ready = null;
  }
}

function waiting(
  context: TurnContext,
  activity: Partial<Activity>,
): { go: () => Promise<Sent>; drop: () => void } {
  let release: () => void = () => {};
  let drop: () => void = () => {};
  const told = new Promise<void>((resolve, reject) => {
    release = resolve;
    drop = () => reject(new Error("another message goes in its place, or none"));
  });
  const sent = sendAlone(context, activity, told);
  // nobody may be waiting yet: a token is still on its way, or was refused
  told.catch(() => {});
  // whoever lets it go hears of it
  sent.catch(() => {});
  return {
    go: () => {
      release();
      return sent;
    },
    drop,
  };
}
