import { axisEnd, axisLabels, drawn, drawnUnit, type GapsData, gapsData } from "./drawing.ts";
import { type FiguresData, figuresData } from "./figures.ts";
import { type OpeningData, openingData } from "./frame.ts";
import type { Kind } from "./kind.ts";
import { compile } from "./template.ts";
import { md, plain } from "./text.ts";
import template from "./trend.json" with { type: "json" };
import type { TrendView } from "./views.ts";

export interface TrendData extends OpeningData, FiguresData, GapsData {
  hasNote: boolean;
  note: string;
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
  const places = axisLabels(points.map((point) => plain(point.label, 40)));
  const at = (point: Drawn, i: number) => ({ ...point, x: places[i] ?? "" });
  const before = points.map(({ previous }) => previous ?? { value: null });
  const lines = [
    ...linesOf(points.map(at), view.unit, view.legend, "categoricalBlue"),
    ...(compared ? linesOf(before.map(at), view.unit, view.previousLegend ?? "", "neutral") : []),
  ];
  const gaps = points.filter((point) => point.value === null).map((point) => point.label);
  return {
    ...openingData(view, view.points.length, points.length),
    ...figuresData(
      points.map((point) => ({
        label: point.part ? `${point.label} (part)` : point.label,
        now: shownOf(point),
        before: point.previous ? shownOf(point.previous) : null,
      })),
      { label: "Period", now: view.legend, before: view.previousLegend },
      false,
    ),
    ...gapsData(gaps, lines.length > 0),
    hasNote: view.note !== null,
    note: md(view.note ?? ""),
    hasLines: lines.length > 0,
    chartTitle: unit,
    unit,
    yMax: axisEnd(lines.flatMap(({ values }) => values.map(({ y }) => y))),
    lines,
  };
}

interface Drawn {
  value: number | null;
  newSeries?: boolean;
}

/**
 * The line of a period, cut where recording changed: joined, both sides would look like one series. The
 * legend's names are short, since a phone has room for two. A point without a value, a share of
 * nothing, is a gap in the line and not a nought.
 */
function linesOf(
  points: readonly (Drawn & { x: string })[],
  unit: string,
  legend: string,
  color: string,
): Line[] {
  const cut = points.findLastIndex(({ newSeries }) => newSeries === true);
  const pieces =
    cut > 0
      ? [
          { said: `${legend}, old recording`, of: points.slice(0, cut) },
          { said: legend, of: points.slice(cut) },
        ]
      : [{ said: legend, of: points }];
  return pieces.flatMap(({ said, of }) => {
    const values = of.flatMap(({ value, x }) => (value === null ? [] : [{ x, y: drawn(value, unit) }]));
    return values.length > 0 ? [{ legend: plain(said, 60), color, values }] : [];
  });
}

/** "71", "55 (recording changed)" */
function shownOf({ shown, newSeries }: { shown: string; newSeries?: boolean }): string {
  return newSeries ? `${shown} (recording changed)` : shown;
}

/** A measure over time. */
export const trend: Kind<TrendView> = {
  length: (view) => view.points.length,
  card: (view, shown) => fill(trendData(view, shown)),
};
