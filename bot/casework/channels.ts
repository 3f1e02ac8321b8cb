import { bindChannel, unbindChannel } from "../../data/channel-bindings.ts";
import { conversationOf } from "../../data/conversations.ts";
import type { Action } from "../../data/vocabulary.ts";
import type { Presence } from "../presence.ts";
import { type Response, refusal } from "../respond.ts";

/**
 * "Post episodes here (for North)" and "stop posting episodes here", in a channel or a group chat. Who
 * may, and whether everybody there is covered by the agreement, has been asked (`allowed`).
 */
export async function bindHere(presence: Presence, request: Action): Promise<Response> {
  const { house, person, viewer, conversation, now, activityId } = presence;
  if (!person) return refusal("not_allowed", request);
  // a terminal is no place to send to
  if (!(await conversationOf(house.store.db, conversation.id))) return refusal("not_here", request);
  const teamIds: number[] = [];
  for (const team of request.filters.team ?? []) {
    const id = team === "@my_team" ? viewer?.teamId : team;
    if (id == null) return refusal("no_team_of_yours", request);
    teamIds.push(id);
  }
  const author = { by: person.aadObjectId, recordedAt: now, activityId };
  const binds = request.action === "bind_channel";
  const { teamIds: bound, changed } = await (binds ? bindChannel : unbindChannel)(house.store, author, {
    conversationId: conversation.id,
    teamIds,
  });
  return {
    showable: { kind: "channel_bound", binds, changed, teamIds: bound },
    audit: { kind: "write", detail: { verb: request.action, teamIds: bound, changed }, childIds: [] },
  };
}
