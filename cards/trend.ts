import { type FiguresData, figuresData } from "./figures.ts";
import {
  type AnswerData,
  answerData,
  type ChangeData,
  changeData,
  type MoreData,
  moreData,
} from "./frame.ts";
import type { Kind } from "./kind.ts";
import { compile } from "./template.ts";
import { md, plain } from "./text.ts";
import template from "./trend.json" with { type: "json" };
import type { TrendView } from "./views.ts";

export interface TrendData extends AnswerData, ChangeData, FiguresData, MoreData {
  headline: string;
  hasLines: boolean;
  chartTitle: string;
  unit: string;
  yMax: number;
  lines: Line[];
  hasGaps: boolean;
  gaps: string;
}

interface Line {
  legend: string;
  color: string;
  values: { x: string; y: number }[];
}

const fill = compile<TrendData>(template);

/** The newest points are kept where not all can be: `shown` counts from the end. */
export function trendData(view: TrendView, shown: number): TrendData {
  const points = view.points.slice(view.points.length - shown);
  const compared = view.previousLegend !== null;
  const unit = plain(view.unit, 40);
  const lines = [
    line(view.legend, "categoricalBlue", points, (point) => point.value),
    ...(compared
      ? [line(view.previousLegend ?? "", "neutral", points, (point) => point.previous?.value ?? null)]
      : []),
  ].filter(({ values }) => values.length > 0);
  const gaps = points.filter((point) => point.value === null).map((point) => point.label);
  return {
    ...answerData(view),
    ...changeData(view.change),
    ...moreData(view.points.length, points.length),
    ...figuresData(
      points.map((point) => ({
        label: point.part ? `${point.label} (part)` : point.label,
        now: point.shown,
        before: point.previous?.shown ?? null,
      })),
      { label: "Period", now: view.legend, before: view.previousLegend },
      false,
    ),
    headline: md(view.headline),
    hasLines: lines.length > 0,
    chartTitle: unit,
    unit,
    yMax: axisEnd(lines.flatMap(({ values }) => values.map(({ y }) => y))),
    lines,
    hasGaps: lines.length > 0 && gaps.length > 0,
    gaps: md(`Nothing to show for ${gaps.join(", ")}.`, 300),
  };
}

/** A point without a value, a share of nothing, is a gap in the line and not a nought. */
function line(
  legend: string,
  color: string,
  points: TrendView["points"],
  value: (point: TrendView["points"][number]) => number | null,
): Line {
  const places = axisLabels(points.map((point) => point.label));
  const values = points.flatMap((point, i) => {
    const y = value(point);
    return y === null ? [] : [{ x: places[i] ?? "", y }];
  });
  return { legend: plain(legend, 60), color, values };
}

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/**
 * What stands below the axis, where there is little room. The months of a year go without the year;
 * more of them become days (`2018-04-01`), which charts place and thin out as dates. Other labels
 * stay as they are.
 */
export function axisLabels(labels: readonly string[]): string[] {
  const months = labels.map((label) => /^([A-Z][a-z]{2}) (\d{4})$/.exec(label));
  if (!months.every((found) => found && MONTHS.includes(found[1] ?? ""))) {
    return labels.map((label) => plain(label, 40));
  }
  return months.map((found) => {
    const [, month = "", year = ""] = found ?? [];
    if (labels.length <= 12) return month;
    return `${year}-${String(MONTHS.indexOf(month) + 1).padStart(2, "0")}-01`;
  });
}

/** The end of an axis that is drawn in four steps: whole and round steps, above the largest value. */
export function axisEnd(values: readonly number[]): number {
  const step = Math.max(...values, 0) / 4;
  const power = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(step, 1))));
  const round = [1, 1.5, 2, 2.5, 3, 4, 5, 7.5, 10].map((n) => n * power).filter(Number.isInteger);
  return 4 * (round.find((n) => n >= step) ?? 1);
}

/** A measure over time. */
export const trend: Kind<TrendView> = {
  length: (view) => view.points.length,
  card: (view, shown) => fill(trendData(view, shown)),
};
