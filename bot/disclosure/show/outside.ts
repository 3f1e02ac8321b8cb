import type { Change, FigureView, NoticeView } from "../../../cards/views.ts";
import { dayOf } from "../../../data/calendar.ts";
import type { Answer } from "../../answers/answer.ts";
import { outsideCaveats } from "../caveats.ts";
import { figureLabel } from "../headline.ts";
import type { Lens } from "../lens.ts";
import { isWholeUnit } from "../questions.ts";
import { NOTICES } from "../sentences.ts";
import { isSmall } from "../small.ts";
import { duringText } from "../when.ts";
import { figureText, number } from "../wording.ts";
import { METRIC_TITLES, nounFor } from "../words.ts";
import { type AnswerShowable, answerChange, asAtText, stepButtons } from "./answer-frame.ts";
import { frame, notice } from "./frame.ts";

const FEWER = "fewer than 6";
const HIDDEN = "not shown";

/**
 * What everybody may read: one figure of the whole council for one whole month, quarter or year that
 * has ended. A figure from 1 to 5 is "fewer than 6"; a share is not shown where it, its remainder or
 * its whole would give such a figure away, and a change not where either side is hidden. Nothing
 * else of the answer is used: no rows, no figures beside, no outlier.
 *
 * A period that is still running is refused, since two askings a day apart would give the episode
 * between them.
 */
export function showOutside(showable: AnswerShowable, lens: Lens): FigureView | NoticeView {
  const { answer, reading } = showable;
  const { period, compare } = answer;
  if (showable.weekly || !period || !ended(answer) || !isWholeUnit(period)) {
    return notice(NOTICES.not_here, lens.context, "refusal");
  }
  const hidden = isSmall(answer);
  const known = !hidden && !(compare && isSmall({ ...compare, unit: answer.unit }));
  const change: Change | null = known
    ? answerChange(answer)
    : compare && { text: "the change is not shown: one of the figures is too small", tone: "neutral" };
  return {
    card: "figure",
    ...frame(METRIC_TITLES[answer.metric], lens.context, stepButtons(showable, lens)),
    reading: lens.text(reading.english),
    asAt: asAtText(answer, lens),
    definition: answer.definition,
    caveats: outsideCaveats(answer, lens),
    unused: null,
    figure: hidden ? (answer.unit === "share" ? HIDDEN : FEWER) : figureText(answer.value, answer.unit),
    label: hidden ? `${nounFor(answer.metric, null)}${duringText(period.label)}` : figureLabel(answer),
    of: ofText(answer, hidden),
    change,
    beside: [],
  };
}

function ended({ period, question, asOf }: Answer): boolean {
  // both the period that was asked for and the one that was answered, which may have been cut
  const day = dayOf(asOf);
  return [period, question.period].every((one) => one != null && one.to <= day);
}

function ofText({ unit, numerator, denominator }: Answer, hidden: boolean): string | null {
  if (unit !== "share" || numerator === null || !denominator) return null;
  return hidden ? "too few to show" : `${number(numerator)} of ${number(denominator)}`;
}
