import type { ChartView, TableView } from "../../cards/document-view.ts";
import type { Answer } from "../answers/answer.ts";
import { MOST_PACK_ROWS } from "../answers/pack-plans.ts";
import { emptyText } from "./headline.ts";
import type { Lens } from "./lens.ts";
import type { AnswerShowable } from "./show/answer-frame.ts";
import { showBreakdown } from "./show/breakdown.ts";
import { rowSeen } from "./show/list.ts";
import { columnsOf, strategyMeeting } from "./show/list-columns.ts";
import { showTrend } from "./show/trend.ts";
import { number } from "./wording.ts";

/** A course over time, or parts beside each other; none where there is nothing to draw. */
export function chart(
  caption: string,
  shown: AnswerShowable,
  lens: Lens,
  as: "trend" | "breakdown",
): ChartView[] {
  const share = shown.answer.unit === "share";
  if (as === "trend") {
    const { points, legend, previousLegend } = showTrend(shown, lens);
    const before = {
      name: previousLegend ?? "",
      values: points.map(({ previous }) => previous?.value ?? null),
    };
    return [
      {
        caption,
        shape: "time",
        categories: points.map(({ label, part }) => (part ? `${label} (part)` : label)),
        series: [
          { name: legend, values: points.map(({ value }) => value) },
          ...(previousLegend ? [before] : []),
        ],
        share,
      },
    ];
  }
  const { bars, previousLegend } = showBreakdown(shown, lens);
  if (bars.length === 0) return [];
  return [
    {
      caption,
      shape: "parts",
      categories: bars.map(({ label }) => label),
      series: [
        { name: shown.answer.period?.label ?? "Now", values: bars.map(({ value }) => value) },
        ...(previousLegend
          ? [{ name: previousLegend, values: bars.map(({ previous }) => previous?.value ?? 0) }]
          : []),
      ],
      share,
    },
  ];
}

/** What the card of a breakdown shows, as rows. */
export function breakdownTable(caption: string, shown: AnswerShowable, lens: Lens): TableView {
  const { bars, dimension, previousLegend } = showBreakdown(shown, lens);
  if (bars.length === 0) return nothing(caption, shown.answer);
  return {
    caption,
    columns: [dimension, shown.answer.period?.label ?? "Now", ...(previousLegend ? [previousLegend] : [])],
    rows: bars.map(({ label, shown, previous }) => [
      label,
      shown,
      ...(previousLegend ? [previous?.shown ?? ""] : []),
    ]),
    note: null,
  };
}

/** What the card of a list shows, on all its pages up to the most that a page holds. */
export function listTable(caption: string, answer: Answer, lens: Lens): TableView {
  if (answer.rows.length === 0) return nothing(caption, answer);
  // a page is wider than a card
  const wider = answer.metric === "longest_episodes" ? [strategyMeeting] : [];
  const columns = [...columnsOf(answer), ...wider];
  const rows = answer.rows.slice(0, MOST_PACK_ROWS).map((row) => ({ row, ...rowSeen(row, lens) }));
  const ofEpisodes = rows.some(({ episode }) => episode !== null);
  return {
    caption,
    columns: ["Child", ...(ofEpisodes ? ["Episode"] : []), ...columns.map(({ title }) => title)],
    rows: rows.map(({ row, label, episode, shown }) => [
      label,
      ...(ofEpisodes ? [episode?.reference ?? ""] : []),
      ...columns.map(({ cell }) => (shown ? cell(row, episode, lens) : "")),
    ]),
    note:
      answer.rows.length > rows.length ? `The first ${rows.length} of ${number(answer.rows.length)}.` : null,
  };
}

const nothing = (caption: string, answer: Answer): TableView => ({
  caption,
  columns: [],
  rows: [],
  note: emptyText(answer),
});
