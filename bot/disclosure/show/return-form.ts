import type { NoticeView, ReturnFormView } from "../../../cards/views.ts";
import { clockOf, dayOf } from "../../../data/calendar.ts";
import { instantText } from "../../answers/sentences.ts";
import type { Lens } from "../lens.ts";
import { NOT_SHOWN, NOTICES, problemText } from "../sentences.ts";
import type { Showable } from "../showable.ts";

import { riskText } from "../words.ts";
import { frame, notice } from "./frame.ts";

type ReturnForm = Extract<Showable, { kind: "return_form" }>;

/**
 * The form that logs a return, for a viewer who may press it for this child. The child stands by
 * name only where the viewer may read names.
 */
export function showReturnForm(
  { child, episode, at, now, problem }: ReturnForm,
  lens: Lens,
): ReturnFormView | NoticeView {
  const { context, audience } = lens;
  const zone = context.policy.timeZone;
  if (audience === "outside") return notice(NOTICES.not_here, context, "refusal");
  if (!lens.mayPress("return.open", child.id)) return notice(NOTICES.not_allowed, context, "refusal");
  const open = lens.episode(episode.id);
  if (!open || open.childId !== child.id) return notice(NOT_SHOWN, context, "refusal");
  const facts = [
    { label: "Child", value: lens.child(child.id) },
    { label: "Episode", value: open.reference },
    { label: "Missing since", value: instantText(open.startedAt, zone) },
    { label: "Risk", value: riskText(open.risk) },
  ];
  if (open.placement) facts.push({ label: "Placement", value: open.placement });
  return {
    card: "returnForm",
    ...frame("Log a return", context),
    facts,
    date: dayOf(at, zone),
    time: clockOf(at, zone),
    maxDate: dayOf(now, zone),
    problem: problemText(problem, audience === "personal"),
    submit: {
      title: "Log the return",
      verb: "return.log",
      data: { id: open.id, version: open.version },
      style: "positive",
    },
  };
}
