import type { Button, NoticeView } from "../../../cards/views.ts";
import type { Question, RecordQuestion } from "../../../data/vocabulary.ts";
import type { DiscloseContext } from "../context.ts";
import type { Lens } from "../lens.ts";
import { allowed } from "../permissions.ts";
import type { Words } from "../sentences.ts";

/** The parts that every card has. */
export function frame(title: string, { demonstration }: DiscloseContext, buttons: Button[] = []) {
  return { title, buttons, demonstration };
}

/** A fixed sentence as a card. */
export function notice(
  { title, paragraphs }: Words,
  context: DiscloseContext,
  tone: NoticeView["tone"] = "plain",
  buttons: Button[] = [],
): NoticeView {
  return { card: "notice", ...frame(title, context, buttons), tone, paragraphs: [...paragraphs] };
}

/** Asks this question when pressed: as whoever presses, in that conversation, at that time. */
export function askButton(title: string, question: Question | RecordQuestion, instead?: Question): Button {
  return { title, verb: "ask", data: { reading: question, ...(instead && { instead }) } };
}

/** Whether the question could be answered for this viewer, here; a button that is refused is no help. */
export function askable(lens: Lens, question: Question): boolean {
  return allowed(question, lens.audience, lens.viewer) === "yes";
}
