import type { SummaryLine, SummaryView } from "../../../cards/views.ts";
import { dayOf } from "../../../data/calendar.ts";
import { SUMMARY_STOCKS } from "../../../data/measures/catalogue.ts";
import type { Answer, AnswerRow } from "../../answers/answer.ts";
import { instantText } from "../../answers/sentences.ts";
import type { Lens } from "../lens.ts";
import { changeOf } from "../wording.ts";
import { METRIC_TITLES } from "../words.ts";
import { type AnswerShowable, answerFrame } from "./answer-frame.ts";
import { rowFigure } from "./breakdown.ts";

/** The summary asked in chat, and the weekly card: figures only, so the same for everybody in a room. */
export function showSummary(showable: AnswerShowable, lens: Lens): SummaryView {
  const { answer, weekly } = showable;
  const groups = weekly
    ? [
        { heading: headingOf(weekly.week, "Last week"), lines: lines(weekly.week, isFlow) },
        { heading: "Now", lines: lines(weekly.now, isStock, "a week earlier") },
        { heading: headingOf(weekly.year, "Financial year to date"), lines: lines(weekly.year, isFlow) },
      ]
    : [
        { heading: headingOf(answer, "The period"), lines: lines(answer, isFlow) },
        { heading: hasEnded(answer) ? "At its end" : "Now", lines: lines(answer, isStock) },
      ];
  return {
    card: "summary",
    ...answerFrame(showable, lens),
    title: weekly ? "Weekly summary" : METRIC_TITLES.summary,
    groups: groups.filter((group) => group.lines.length > 0),
    dataFrom: dataFromText(answer, lens),
  };
}

/** "Data from LCS, last updated Thursday 19 November 2026, 06:10": when the last import's files were made. */
export function dataFromText({ imported }: Pick<Answer, "imported">, { context }: Lens): string | null {
  if (!imported) return null;
  return `Data from ${imported.source}, last updated ${instantText(imported.madeAt, context.policy.timeZone)}`;
}

/** What is as at an instant rather than of a period. */
const isStock = ({ subject }: AnswerRow): boolean =>
  subject.kind === "measure" && SUMMARY_STOCKS.some((metric) => metric === subject.metric);
const isFlow = (row: AnswerRow): boolean => !isStock(row);

function headingOf({ period }: Answer, otherwise: string): string {
  const label = period?.label ?? otherwise;
  return label.charAt(0).toUpperCase() + label.slice(1);
}

/** `earlier`: when the figures of a stock were what they are compared with. */
function lines(
  { rows, compare }: Answer,
  keep: (row: AnswerRow) => boolean,
  earlier: string | null = null,
): SummaryLine[] {
  return rows.filter(keep).flatMap((row): SummaryLine[] => {
    if (row.subject.kind !== "measure") return [];
    const { metric } = row.subject;
    const where = isStock(row) ? null : (compare?.period?.label ?? null);
    const change = changeOf(metric, row.unit, row.compare, where);
    if (change && earlier) change.text += ` ${earlier}`;
    return [{ label: METRIC_TITLES[metric], figure: rowFigure(row), change }];
  });
}

/** The stocks of a period that has passed are as at its end. */
function hasEnded({ period, asOf }: Answer): boolean {
  return period !== null && period.to <= dayOf(asOf);
}
