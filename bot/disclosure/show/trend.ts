import type { TrendView } from "../../../cards/views.ts";
import type { AnswerRow } from "../../answers/answer.ts";
import { headlineOf } from "../headline.ts";
import type { Lens } from "../lens.ts";
import { figureText } from "../wording.ts";
import { type AnswerShowable, answerChange, answerFrame, exportButtons } from "./answer-frame.ts";
import { rowFigure } from "./breakdown.ts";
import { bucketLabel } from "./rows.ts";

/** A measure over time. */
export function showTrend(showable: AnswerShowable, lens: Lens): TrendView {
  const { answer } = showable;
  const previous = answer.compare?.period?.label ?? null;
  return {
    card: "trend",
    ...answerFrame(showable, lens, [], exportButtons(showable, lens)),
    headline: headlineOf(answer),
    change: answerChange(answer),
    unit: answer.unit,
    legend: answer.period?.label ?? "Now",
    previousLegend: previous,
    points: answer.rows.map((row) => ({
      label: bucketLabel(row.subject),
      value: row.value,
      shown: rowFigure(row),
      part: row.subject.kind === "bucket" && row.subject.part === true,
      previous: row.compare
        ? {
            label: previousLabel(row) ?? previous ?? "",
            value: row.compare.value,
            shown: figureText(row.compare.value, row.unit),
          }
        : null,
    })),
  };
}

/** The bucket of the other period that stands beside this one. */
function previousLabel({ detail }: AnswerRow): string | null {
  if (typeof detail?.previousLabel !== "string") return null;
  return detail.previousPart === true ? `${detail.previousLabel} (part)` : detail.previousLabel;
}
