import type { AnswerFrame, Button, Change } from "../../../cards/views.ts";
import type { Answer } from "../../answers/answer.ts";
import { instantText } from "../../answers/sentences.ts";
import { caveatsOf } from "../caveats.ts";
import { driverText } from "../driver-text.ts";
import { titleOfAnswer } from "../headline.ts";
import type { Lens } from "../lens.ts";
import { mayPress } from "../permissions.ts";
import type { Showable } from "../showable.ts";
import { changeOf } from "../wording.ts";
import { askable, askButton, frame } from "./frame.ts";

export type AnswerShowable = Extract<Showable, { kind: "answer" }>;

/** Rows on one card. */
export const PAGE = 10;
const MOST_STEPS = 4;

/** The parts that every answer has, for an audience that is not outside. */
export function answerFrame(
  showable: AnswerShowable,
  lens: Lens,
  more: Button[] = [],
  last: Button[] = [],
): AnswerFrame {
  const { answer, reading } = showable;
  return {
    ...frame(titleOfAnswer(answer), lens.context, [...more, ...stepButtons(showable, lens), ...last]),
    reading: lens.text(reading.english),
    asAt: asAtText(answer, lens),
    definition: answer.definition,
    caveats: caveatsOf(answer, lens),
    unused: lens.audience === "personal" && reading.unused.length > 0 ? reading.unused.join(", ") : null,
  };
}

/** Next steps that this viewer could ask here; those about a child only where the child is shown. */
export function stepButtons({ next }: AnswerShowable, lens: Lens): Button[] {
  return next
    .filter(({ question }) => askable(lens, question) && childrenShown(question.filters, lens))
    .slice(0, MOST_STEPS)
    .map(({ title, question, instead }) => askButton(lens.text(title), question, instead));
}

/** Under an answer with rows, for those whose role may export. The press is checked again. */
export function exportButtons({ answer }: AnswerShowable, { viewer, audience }: Lens): Button[] {
  if (answer.rows.length === 0 || audience === "outside" || !mayPress(viewer, "export", null)) return [];
  return [{ title: "Export as CSV", verb: "export", data: { reading: answer.question } }];
}

function childrenShown(filters: { child?: number[]; not_child?: number[] }, lens: Lens): boolean {
  const ids = [...(filters.child ?? []), ...(filters.not_child ?? [])];
  return ids.every((id) => lens.knows(id) || lens.audience === "operational");
}

export function asAtText({ asOf }: Answer, { context }: Lens): string {
  return `As at ${instantText(asOf, context.policy.timeZone)}`;
}

/** How the figure changed; for whom `lens` is given, with what drove it. */
export function answerChange(answer: Answer, lens?: Lens): Change | null {
  const { metric, unit, compare } = answer;
  const change = changeOf(metric, unit, compare, compare?.period?.label ?? null);
  const why = change && lens ? driverText(answer, lens) : null;
  return change && why ? { ...change, why } : change;
}

/** "1 to 10 of 23" and a button for the next page, where there is more than one. */
export function paging(
  total: number,
  offset: number,
  answer: Answer,
): { page: string | null; more: Button[] } {
  if (total <= PAGE) return { page: null, more: [] };
  const end = Math.min(offset + PAGE, total);
  const more: Button[] =
    end < total ? [{ title: "More", verb: "page", data: { reading: answer.question, offset: end } }] : [];
  return { page: `${offset + 1} to ${end} of ${total}`, more };
}
