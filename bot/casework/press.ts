import type { Presence } from "../presence.ts";
import { refusal } from "../respond.ts";
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
  return verb.handle(presence, data.data, { cardActivityId: turn.cardActivityId });
}
