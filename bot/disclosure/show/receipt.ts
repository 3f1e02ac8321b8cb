import type { NoticeView, ReceiptView } from "../../../cards/views.ts";
import { instantText } from "../../answers/sentences.ts";
import type { Lens } from "../lens.ts";
import { NOT_SHOWN, NOTICES } from "../sentences.ts";
import type { Showable } from "../showable.ts";
import { durationText } from "../wording.ts";
import { frame, notice } from "./frame.ts";

type Receipt = Extract<Showable, { kind: "receipt" }>;

/** What was logged, and what is due next. A repeat and a colleague's earlier press say so. */
export function showReceipt(receipt: Receipt, lens: Lens): ReceiptView | NoticeView {
  const { child, episode, returnedAt, interviewDueBy, again, by } = receipt;
  const { context, audience } = lens;
  const zone = context.policy.timeZone;
  if (audience === "outside") return notice(NOTICES.not_here, context, "refusal");
  if (!lens.mayPress("return.log", child.id)) return notice(NOTICES.not_allowed, context, "refusal");
  const logged = lens.episode(episode.id);
  if (!logged || logged.childId !== child.id) return notice(NOT_SHOWN, context, "refusal");
  const hours = (returnedAt.getTime() - logged.startedAt.getTime()) / 3_600_000;
  return {
    card: "receipt",
    ...frame("Return logged", context),
    headline: `${lens.child(child.id)} is back`,
    facts: [
      { label: "Episode", value: logged.reference },
      { label: "Missing since", value: instantText(logged.startedAt, zone) },
      { label: "Returned", value: instantText(returnedAt, zone) },
      { label: "Length", value: durationText(hours) },
    ],
    next: `Return interview to be done by ${instantText(interviewDueBy, zone)} (${context.policy.interviewWindowHours} hours).`,
    note: noteText(again, by, zone),
  };
}

function noteText(again: boolean, by: Receipt["by"], zone: string): string | null {
  if (by)
    return `Already logged by ${by.name ?? "a colleague"}, ${instantText(by.at, zone)}. Nothing has changed.`;
  return again ? "Already logged. Nothing has changed." : null;
}
