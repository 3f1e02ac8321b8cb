import { md } from "./text.ts";

/** What charts are drawn from: numbers and labels that fit beside a line or a bar. */

/** "share" is drawn in per cent; every other unit as it is called. */
export function drawnUnit(unit: string): string {
  return unit === "share" ? "%" : unit;
}

/** A value as a chart writes it: shares (0 to 1) in whole per cent, rates with two decimals, others with one. */
export function drawn(value: number, unit: string): number {
  if (unit === "share") return round(100 * value, 0);
  return round(value, unit === "episodes per child" ? 2 : 1);
}

/** Half away from zero, as the figures in text are; a hair more, since 1.45 is held as 1.4499…. */
function round(value: number, decimals: number): number {
  const scale = 10 ** decimals;
  return (Math.sign(value) * Math.round(Math.abs(value) * scale + 1e-9)) / scale;
}

/** The end of an axis that is drawn in four steps: whole and round steps, above the largest value. */
export function axisEnd(values: readonly number[]): number {
  const step = Math.max(...values, 0) / 4;
  const power = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(step, 1))));
  const steps = [1, 1.5, 2, 2.5, 3, 4, 5, 6, 7.5, 8, 10].map((n) => n * power).filter(Number.isInteger);
  return 4 * (steps.find((n) => n >= step) ?? 1);
}

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const MOST_LABELS = 12;

/**
 * What stands below a time axis, where there is little room. The months, weeks and days of a year
 * go without the year; more of them than a card is wide become days (`2018-04-01`), which charts
 * place and thin out as dates. Other labels stay as they are.
 */
export function axisLabels(labels: readonly string[]): string[] {
  const times = labels.map((label) => /^(?:w\/c )?(?:(\d{1,2}) )?([A-Z][a-z]{2}) (\d{4})$/.exec(label));
  const shortened = times.map((found) => {
    const [, day, month = "", year = ""] = found ?? [];
    if (!MONTHS.includes(month)) return null;
    if (labels.length <= MOST_LABELS) return day ? `${day} ${month}` : month;
    return [year, two(MONTHS.indexOf(month) + 1), two(Number(day ?? 1))].join("-");
  });
  const usable = shortened.every((label) => label !== null) && new Set(shortened).size === labels.length;
  return usable ? (shortened as string[]) : [...labels];
}

function two(part: number): string {
  return String(part).padStart(2, "0");
}

/** "Nothing to show for North, East." : what a chart leaves out because there is nothing to divide by. */
export interface GapsData {
  hasGaps: boolean;
  gaps: string;
}

/** `drawing`: whether there is a chart at all; without one its gaps need no word. */
export function gapsData(labels: readonly string[], drawing: boolean): GapsData {
  return {
    hasGaps: drawing && labels.length > 0,
    gaps: md(`Nothing to show for ${labels.join(", ")}.`, 300),
  };
}
