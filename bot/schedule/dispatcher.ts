import { cardSummary, renderCard } from "../../cards/render.ts";
import { auditRow } from "../../data/audit.ts";
import { markConversationGone } from "../../data/conversations.ts";
import { markCardGone } from "../../data/posted-cards.ts";
import type { ChildFace } from "../disclosure/viewer.ts";
import type { House } from "../house.ts";
import type { Messenger, Outcome } from "../messenger.ts";
import type { Presence } from "../presence.ts";
import type { Response } from "../respond.ts";
import { show } from "../show.ts";
import type { ConversationRef } from "../turn.ts";
import { followCard } from "./follow-card.ts";
import { viewersAmong } from "./viewers.ts";

export interface Room {
  ref: ConversationRef;
  presence: Presence;
}

/** A send that did not go out and may later: the job queue tries again. */
export class NotSent extends Error {
  constructor(readonly outcome: Outcome) {
    super(`not sent: ${outcome.state}`);
  }
}

/** Everything that is sent without being the reply to a turn goes through here. */
export interface Dispatcher {
  house: House;
  /** @returns false where the conversation is gone; throws NotSent where it is to be tried again */
  post(room: Room, response: Response, options?: { inThread?: boolean }): Promise<boolean>;
  edit(room: Room, card: { id: number; activityId: string }, response: Response): Promise<boolean>;
  /** the Teams ids of those in a room who may read a child's name; null where that cannot be told just now */
  viewers(room: Room, child: ChildFace): Promise<string[] | null>;
}

export function createDispatcher(house: House, messenger: Messenger): Dispatcher {
  const { db } = house.store;

  async function audit({ presence, ref }: Room, { audit }: Response): Promise<void> {
    await auditRow(db, {
      at: presence.now,
      kind: "send",
      personId: presence.person?.aadObjectId ?? null,
      role: presence.person?.role ?? null,
      audience: presence.audience,
      conversationId: ref.id,
      activityId: null,
      childIds: audit.childIds,
      detail: audit.detail,
    });
  }

  return {
    house,
    async viewers({ ref }, child) {
      const members = await messenger.members(ref);
      return members && viewersAmong(house, { members, tenantId: ref.tenantId }, child);
    },
    async post(room, response, options) {
      const reply = show(room.presence, response);
      if (reply.kind !== "card" && reply.kind !== "offer") return true;
      const outcome =
        reply.kind === "offer"
          ? await messenger.offer(room.ref, reply.offer)
          : await messenger.post(room.ref, renderCard(reply.view), cardSummary(reply.view), options);
      if (outcome.state === "Gone") {
        // of a thread that is gone nothing follows for the channel
        if (!options?.inThread) await markConversationGone(db, room.ref.id, room.presence.now);
        return false;
      }
      if (outcome.state !== "Succeeded") throw new NotSent(outcome);
      try {
        await audit(room, response);
        if (response.follow)
          await followCard(house.store, {
            conversationId: room.ref.id,
            activityId: outcome.activityId,
            serviceUrl: room.ref.serviceUrl,
            personId: room.presence.person?.aadObjectId ?? null,
            ...response.follow,
            postedAt: room.presence.now,
          });
      } catch (error) {
        // it stands in the conversation: a job that failed here would send it twice
        house.log.error("sent card not kept", error, { conversationId: room.ref.id });
      }
      return true;
    },
    async edit(room, card, response) {
      const reply = show(room.presence, response);
      if (reply.kind !== "card") return true;
      const outcome = await messenger.edit(
        { conversation: room.ref, activityId: card.activityId },
        renderCard(reply.view),
        cardSummary(reply.view),
      );
      if (outcome.state === "Gone") {
        await markCardGone(db, card.id, room.presence.now);
        return false;
      }
      if (outcome.state !== "Succeeded") throw new NotSent(outcome);
      await audit(room, response);
      return true;
    },
  };
}
