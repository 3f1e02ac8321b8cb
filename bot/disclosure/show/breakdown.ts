import type { Bar, BreakdownView } from "../../../cards/views.ts";
import type { Answer, AnswerRow } from "../../answers/answer.ts";
import { headlineOf } from "../headline.ts";
import type { Lens } from "../lens.ts";
import { figureText, number } from "../wording.ts";
import { GROUPING_WORDS } from "../words.ts";
import { type AnswerShowable, answerChange, answerFrame, exportButtons } from "./answer-frame.ts";
import { bucketLabel } from "./rows.ts";

/** A measure by something other than time. */
export function showBreakdown(showable: AnswerShowable, lens: Lens): BreakdownView {
  const { answer } = showable;
  return {
    card: "breakdown",
    ...answerFrame(showable, lens, [], exportButtons(showable, lens)),
    headline: headlineOf(answer),
    change: answerChange(answer),
    dimension: answer.question.groupBy ? GROUPING_WORDS[answer.question.groupBy] : "",
    unit: answer.unit === "share" ? "share" : answer.unit,
    bars: answer.rows.map((row) => bar(row, answer)),
    previousLegend: answer.compare?.period?.label ?? null,
  };
}

function bar(row: AnswerRow, answer: Answer): Bar {
  const { unit } = answer;
  const shares = unit === "episodes" || unit === "meetings";
  const before = row.compare;
  return {
    label: bucketLabel(row.subject),
    value: row.value ?? 0,
    shown: rowFigure(row),
    share:
      shares && row.value !== null && answer.value ? figureText(row.value / answer.value, "share") : null,
    ...(before ? { previous: { value: before.value ?? 0, shown: figureText(before.value, row.unit) } } : {}),
  };
}

/** "345", "62 % (31 of 50)" */
export function rowFigure({ value, unit, numerator, denominator }: AnswerRow): string {
  const figure = figureText(value, unit);
  if (unit !== "share" || value === null || numerator === undefined || !denominator) return figure;
  return `${figure} (${number(numerator)} of ${number(denominator)})`;
}
