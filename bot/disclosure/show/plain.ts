import type { NoticeView } from "../../../cards/views.ts";
import type { Question } from "../../../data/vocabulary.ts";
import { EXAMPLE_READINGS } from "../examples.ts";
import type { Lens } from "../lens.ts";
import { failureWords, NOT_SHOWN, NOTICES, outOfScopeWords, WELCOME } from "../sentences.ts";
import type { NoticeCode, Showable } from "../showable.ts";
import { titleOf } from "../titles.ts";
import { askable, askButton, notice } from "./frame.ts";

/** Notices that are not refusals. */
const PLAIN: readonly NoticeCode[] = [
  "answered_in_own_chat",
  "named_in_channel",
  "ask_me_in_own_chat",
  "file_on_its_way",
  "file_in_own_chat",
  "file_declined",
];
const NEAREST = 3;

export function showNotice({ code }: Extract<Showable, { kind: "notice" }>, lens: Lens): NoticeView {
  if (!Object.hasOwn(NOTICES, code)) return notice(NOT_SHOWN, lens.context, "refusal");
  return notice(NOTICES[code], lens.context, PLAIN.includes(code) ? "plain" : "refusal");
}

export function showWelcome({ scope }: Extract<Showable, { kind: "welcome" }>, lens: Lens): NoticeView {
  return notice(WELCOME[scope], lens.context, "welcome", nearestButtons(FIRST_QUESTIONS, lens));
}

/** What most people come for. */
const FIRST_QUESTIONS = [
  "who is missing now",
  "which return interviews are overdue",
  "who is persistently missing",
].map((text) => EXAMPLE_READINGS[text]!);

export function showFailure({ reference }: Extract<Showable, { kind: "failure" }>, lens: Lens): NoticeView {
  return notice(failureWords(reference), lens.context, "refusal");
}

/** Says what it does not do, with the nearest that it does. */
export function showOutOfScope(
  { why, subject, nearest }: Extract<Showable, { kind: "out_of_scope" }>,
  lens: Lens,
): NoticeView {
  return notice(outOfScopeWords(why, subject), lens.context, "refusal", nearestButtons(nearest, lens));
}

/** The reason is a fixed sentence of the measures. */
export function showAnswerRefused(
  { reason, nearest }: Extract<Showable, { kind: "answer_refused" }>,
  lens: Lens,
): NoticeView {
  if (lens.audience === "outside") return notice(NOTICES.not_here, lens.context, "refusal");
  const words = { title: "That can't be worked out", paragraphs: [reason] };
  return notice(words, lens.context, "refusal", nearestButtons(nearest, lens));
}

function nearestButtons(nearest: readonly Question[], lens: Lens) {
  return nearest
    .filter((question) => askable(lens, question))
    .slice(0, NEAREST)
    .map((question) => askButton(titleOf(question, lens), question));
}
