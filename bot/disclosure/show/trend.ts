import type { TrendPoint, TrendView } from "../../../cards/views.ts";
import { isTimeGrouping, timeBuckets } from "../../../data/measures/buckets.ts";
import type { Period } from "../../../data/vocabulary.ts";
import type { Answer, AnswerRow } from "../../answers/answer.ts";
import { extremesText } from "../extremes.ts";
import { headlineOf } from "../headline.ts";
import type { Lens } from "../lens.ts";
import { figureText } from "../wording.ts";
import { type AnswerShowable, answerChange, answerFrame, exportButtons } from "./answer-frame.ts";
import { rowFigure } from "./breakdown.ts";
import { bucketLabel } from "./rows.ts";

type Previous = NonNullable<TrendPoint["previous"]>;

/** A measure over time, beside the period that it is compared with or else beside the year before. */
export function showTrend(showable: AnswerShowable, lens: Lens): TrendView {
  const { answer } = showable;
  const { rows, compare, yearBeside } = answer;
  const other = compare?.period ?? yearBeside?.period ?? null;
  const breaks = breaksIn(answer, answer.period);
  const breaksBefore = breaksIn(answer, other);
  return {
    card: "trend",
    ...answerFrame(showable, lens, [], exportButtons(showable, lens)),
    headline: headlineOf(answer),
    change: answerChange(answer, lens),
    note: extremesText(rows),
    unit: answer.unit,
    legend: answer.period?.label ?? "Now",
    previousLegend: other?.label ?? null,
    points: rows.map((row, i): TrendPoint => {
      const before = comparedPoint(row, other?.label ?? "") ?? besidePoint(answer, i);
      return {
        label: bucketLabel(row.subject),
        value: row.value,
        shown: rowFigure(row),
        part: isPart(row),
        ...(breaks.has(i) ? { newSeries: true } : {}),
        previous: before && { ...before, ...(breaksBefore.has(i) ? { newSeries: true } : {}) },
      };
    }),
  };
}

function comparedPoint(row: AnswerRow, otherwise: string): Previous | null {
  if (!row.compare) return null;
  const { value } = row.compare;
  return { label: previousLabel(row) ?? otherwise, value, shown: figureText(value, row.unit) };
}

function besidePoint({ yearBeside, unit }: Answer, i: number): Previous | null {
  const point = yearBeside?.points[i];
  if (!point) return null;
  const { value, numerator, denominator } = point.figure;
  const row = { value, unit, ...(denominator === null ? {} : { numerator: numerator ?? 0, denominator }) };
  return { label: bucketLabel(point.subject), value, shown: rowFigure(row) };
}

/** The points, but for the first, from which on recording is another: the first that hold such days. */
function breaksIn({ caveats, question }: Answer, period: Period | null): Set<number> {
  const { groupBy } = question;
  if (!period || !isTimeGrouping(groupBy)) return new Set();
  const days = caveats.flatMap((caveat) => (caveat.kind === "series_break" ? [caveat.day] : []));
  const ends = timeBuckets(groupBy, period).map((_, i, all) => all[i + 1]?.raw ?? period.to);
  const first = days.filter((day) => day > period.from).map((day) => ends.findIndex((end) => day < end));
  return new Set(first.filter((i) => i > 0));
}

function isPart({ subject }: AnswerRow): boolean {
  return subject.kind === "bucket" && subject.part === true;
}

/** The bucket of the other period that stands beside this one. */
function previousLabel({ detail }: AnswerRow): string | null {
  if (typeof detail?.previousLabel !== "string") return null;
  return detail.previousPart === true ? `${detail.previousLabel} (part)` : detail.previousLabel;
}
