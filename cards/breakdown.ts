import template from "./breakdown.json" with { type: "json" };
import { drawn, drawnUnit, type GapsData, gapsData } from "./drawing.ts";
import { type FiguresData, figuresData } from "./figures.ts";
import { type OpeningData, openingData } from "./frame.ts";
import type { Kind } from "./kind.ts";
import { compile } from "./template.ts";
import { md, plain } from "./text.ts";
import type { Bar, BreakdownView } from "./views.ts";

export interface BreakdownData extends OpeningData, FiguresData, GapsData {
  hasBars: boolean;
  chartTitle: string;
  unit: string;
  dimension: string;
  bars: { label: string; value: number; color: string }[];
  hasPage: boolean;
  page: string;
}

/** With more bars than these the figures before are listed and not drawn. */
const MOST_PAIRS = 10;

const fill = compile<BreakdownData>(template);

export function breakdownData(view: BreakdownView, shown: number): BreakdownData {
  const bars = view.bars.slice(0, shown);
  const compared = bars.some((bar) => bar.previous);
  const drawable = bars.filter(hasFigure);
  const gaps = bars.filter((bar) => !hasFigure(bar)).map(({ label }) => label);
  const before = view.previousLegend ?? "before";
  const paired = compared && bars.length <= MOST_PAIRS;
  const unit = plain(drawnUnit(view.unit), 40);
  const dimension = plain(view.dimension, 40);
  return {
    ...openingData(view, view.bars.length, bars.length),
    ...figuresData(
      bars.map((bar) => ({
        label: bar.label,
        now: shownWithShare(bar),
        before: bar.previous?.shown ?? null,
      })),
      { label: view.dimension, now: unit, before: compared ? before : null },
      compared && !paired,
    ),
    ...gapsData(gaps, drawable.length > 0),
    hasBars: drawable.length > 0,
    chartTitle: `${unit} by ${dimension.toLowerCase()}`,
    unit,
    dimension,
    bars: drawable.flatMap((bar) => barAndBefore(bar, view.unit, paired ? before : null)),
    hasPage: view.page !== null,
    page: md(view.page ?? ""),
  };
}

/** A share of nothing is read as "none due": it has no figure, and a bar of nought would be false. */
function hasFigure({ shown }: { shown: string }): boolean {
  return /\d/.test(shown);
}

/** One bar, and below it in grey what it was before: a phone has no room for two side by side. */
function barAndBefore(bar: Bar, unit: string, before: string | null): BreakdownData["bars"] {
  const label = plain(bar.label, 60);
  const of = partOf(bar);
  const now = {
    label: of ? `${label} · ${of}` : label,
    value: drawn(bar.value, unit),
    color: "categoricalBlue",
  };
  if (before === null || !bar.previous || !hasFigure(bar.previous)) return [now];
  return [
    now,
    { label: `${label}, ${plain(before, 40)}`, value: drawn(bar.previous.value, unit), color: "neutral" },
  ];
}

/** What stands beside the bar's figure: its share of all, or what it is a share of. */
function partOf({ share, shown }: Bar): string | null {
  return share ?? /\((.+)\)$/.exec(shown)?.[1] ?? null;
}

function shownWithShare(bar: Bar): string {
  return bar.share === null ? bar.shown : `${bar.shown} · ${bar.share}`;
}

/** A measure by something other than time. */
export const breakdown: Kind<BreakdownView> = {
  length: (view) => view.bars.length,
  card: (view, shown) => fill(breakdownData(view, shown)),
};
