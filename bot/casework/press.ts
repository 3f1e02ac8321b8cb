import type { Presence } from "../presence.ts";
import { refusal } from "../respond.ts";
import { followOpenedForm } from "../schedule/follow-card.ts";
import type { Turn } from "../turn.ts";
import type { Answered } from "../walk.ts";
import { VERBS } from "./verbs.ts";

/** A press, once its verb and its data are known to be sound; anything else is an old or foreign card. */
export async function press(presence: Presence, turn: Extract<Turn, { kind: "press" }>): Promise<Answered> {
  const verb = VERBS.get(turn.verb);
  const data = verb?.schema.safeParse(turn.data);
  if (!verb || !data?.success) return { request: null, responses: [refusal("old_card", { kind: "press" })] };
  if (!presence.person && presence.conversation.scope === "personal")
    return { request: null, responses: [refusal("not_known", { kind: "press" })] };
  const answered = await verb.handle(presence, data.data, { cardActivityId: turn.cardActivityId });
  await keepOpenedForm(presence, turn, answered);
  return answered;
}

/** The pressed message shows the form from now on, where it showed no episodes before. */
async function keepOpenedForm(
  { house, conversation, person, now }: Presence,
  { cardActivityId }: Extract<Turn, { kind: "press" }>,
  { responses: [response] }: Answered,
): Promise<void> {
  if (!cardActivityId || response?.follow?.reading.kind !== "form") return;
  await followOpenedForm(house.store, {
    conversationId: conversation.id,
    activityId: cardActivityId,
    serviceUrl: conversation.serviceUrl,
    personId: person?.aadObjectId ?? null,
    ...response.follow,
    postedAt: now,
  });
}
