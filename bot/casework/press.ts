import type { Answered } from "../answer-turn.ts";
import type { Presence } from "../presence.ts";
import { refusal } from "../respond.ts";
import { followOpenedForm } from "../schedule/follow-card.ts";
import type { Turn } from "../turn.ts";
import { VERBS } from "./verbs.ts";

/** A press, once its verb and its data are known to be sound; anything else is an old or foreign card. */
export async function press(presence: Presence, turn: Extract<Turn, { kind: "press" }>): Promise<Answered> {
  const verb = VERBS.get(turn.verb);
  const data = verb?.schema.safeParse(turn.data);
  if (!verb || !data?.success) return { request: null, responses: [refusal("old_card", { kind: "press" })] };
  if (!presence.person && presence.conversation.scope === "personal")
    return { request: null, responses: [refusal("not_known", { kind: "press" })] };
  const { cardActivityId, actor } = turn;
  const answered = await verb.handle(presence, data.data, { cardActivityId, teamsId: actor.mri });
  return keepOpenedForm(presence, turn, answered);
}

/** The pressed message shows the form from now on or, where it is another card, has it open over that. */
async function keepOpenedForm(
  { house, conversation, person, now }: Presence,
  { cardActivityId }: Extract<Turn, { kind: "press" }>,
  answered: Answered,
): Promise<Answered> {
  const [response] = answered.responses;
  if (!cardActivityId || response?.showable.kind !== "form" || !response.follow) return answered;
  const over = await followOpenedForm(house.store, {
    conversationId: conversation.id,
    activityId: cardActivityId,
    serviceUrl: conversation.serviceUrl,
    personId: person?.aadObjectId ?? null,
    ...response.follow,
    postedAt: now,
  });
  return { ...answered, responses: [{ ...response, showable: { ...response.showable, over } }] };
}
