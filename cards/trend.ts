import { axisEnd, axisLabels, drawn, drawnUnit, type GapsData, gapsData } from "./drawing.ts";
import { type FiguresData, figuresData } from "./figures.ts";
import { type OpeningData, openingData } from "./frame.ts";
import type { Kind } from "./kind.ts";
import { compile } from "./template.ts";
import { plain } from "./text.ts";
import template from "./trend.json" with { type: "json" };
import type { TrendView } from "./views.ts";

export interface TrendData extends OpeningData, FiguresData, GapsData {
  hasLines: boolean;
  chartTitle: string;
  unit: string;
  yMax: number;
  lines: Line[];
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
  const unit = plain(drawnUnit(view.unit), 40);
  const lines = [
    line(view, view.legend, "categoricalBlue", points, (point) => point.value),
    ...(compared
      ? [line(view, view.previousLegend ?? "", "neutral", points, (point) => point.previous?.value ?? null)]
      : []),
  ].filter(({ values }) => values.length > 0);
  const gaps = points.filter((point) => point.value === null).map((point) => point.label);
  return {
    ...openingData(view, view.points.length, points.length),
    ...figuresData(
      points.map((point) => ({
        label: point.part ? `${point.label} (part)` : point.label,
        now: point.shown,
        before: point.previous?.shown ?? null,
      })),
      { label: "Period", now: view.legend, before: view.previousLegend },
      false,
    ),
    ...gapsData(gaps, lines.length > 0),
    hasLines: lines.length > 0,
    chartTitle: unit,
    unit,
    yMax: axisEnd(lines.flatMap(({ values }) => values.map(({ y }) => y))),
    lines,
  };
}

/** A point without a value, a share of nothing, is a gap in the line and not a nought. */
function line(
  { unit }: TrendView,
  legend: string,
  color: string,
  points: TrendView["points"],
  value: (point: TrendView["points"][number]) => number | null,
): Line {
  const places = axisLabels(points.map((point) => plain(point.label, 40)));
  const values = points.flatMap((point, i) => {
    const y = value(point);
    return y === null ? [] : [{ x: places[i] ?? "", y: drawn(y, unit) }];
  });
  return { legend: plain(legend, 60), color, values };
}

/** A measure over time. */
export const trend: Kind<TrendView> = {
  length: (view) => view.points.length,
  card: (view, shown) => fill(trendData(view, shown)),
};
