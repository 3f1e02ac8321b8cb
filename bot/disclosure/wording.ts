import type { Change } from "../../cards/views.ts";
import { clockOf, dayOf, weekdayOf } from "../../data/calendar.ts";
import { CATALOGUE } from "../../data/measures/catalogue.ts";
import type { Metric } from "../../data/vocabulary.ts";
import type { Answer } from "../answers/answer.ts";
import { comparedText } from "./when.ts";

const DAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");

/** An instant in a row of a list: "Fri 2 Aug 2019, 14:05"; a bare date has no time. */
export function shortInstantText(at: Date, zone: string, precision: "instant" | "date" = "instant"): string {
  const day = dayOf(at, zone);
  const month = MONTHS[Number(day.slice(5, 7)) - 1];
  const date = `${DAYS[weekdayOf(day) - 1]} ${Number(day.slice(8))} ${month} ${day.slice(0, 4)}`;
  return precision === "date" ? date : `${date}, ${clockOf(at, zone)}`;
}

/** "2019-07-29 12:00" on the zone's wall clock, which spreadsheets and our own import read. */
export function wallClockText(at: Date, zone: string, precision: "instant" | "date" = "instant"): string {
  return precision === "date" ? dayOf(at, zone) : `${dayOf(at, zone)} ${clockOf(at, zone)}`;
}

/** A length in hours as people say it: "5 hours 30 minutes", "3 days 4 hours". */
export function durationText(hours: number): string {
  const minutes = Math.floor(Math.abs(hours) * 60 + 1e-6);
  const [days, rest] = [Math.floor(minutes / 1440), minutes % 1440];
  const parts =
    days > 0
      ? [count(days, "day"), count(Math.floor(rest / 60), "hour")]
      : [count(Math.floor(rest / 60), "hour"), count(rest % 60, "minute")];
  return parts.filter((part) => !part.startsWith("0 ")).join(" ") || "0 minutes";
}

/** A figure as it is read: "1,069", "62 %", "5.4 hours", "none due" for a share of nothing. */
export function figureText(value: number | null, unit: string): string {
  if (value === null) return unit === "share" ? "none due" : "–";
  if (unit === "share") return `${number(round(value * 100, 0))} %`;
  if (unit === "hours") return `${number(round(value, 1))} hours`;
  if (unit === "episodes per child") return number(round(value, 1));
  return number(value);
}

/** "62 % (31 of 50)": a share is never said without what it is a share of. */
export function shareText({
  value,
  numerator,
  denominator,
}: {
  value: number | null;
  numerator?: number | null;
  denominator?: number | null;
}): string {
  const figure = figureText(value, "share");
  if (value === null || numerator == null || !denominator) return figure;
  return `${figure} (${number(numerator)} of ${number(denominator)})`;
}

/** Units of what is measured rather than counted: one decimal. */
const MEASURED: ReadonlySet<string> = new Set(["hours", "episodes per child"]);

type Side = NonNullable<Answer["compare"]>;
type Compared = Pick<Side, "value" | "change" | "changePercent"> &
  Partial<Pick<Side, "numerator" | "denominator">>;

/**
 * "up 114 (+58 %) from 195 in 2017/18"; a share's change is in percentage points ("down 2.0 points from
 * 64 % (440 of 687) in 2017/18"), a rate's and a length's has its unit behind it: "down less than 0.1
 * episodes per child" where both are read as 3.5.
 */
export function changeOf(
  metric: Metric,
  unit: string,
  compare: Compared | null | undefined,
  label: string | null,
): Change | null {
  if (!compare) return null;
  const where = comparedText(label);
  const change = changeAlone(metric, unit, compare);
  if (!change) return { text: `nothing to compare with${where}`, tone: "neutral" };
  const base = `${unit === "share" ? shareText(compare) : figureText(compare.value, unit)}${where}`;
  return { ...change, text: `${change.text} from ${base.replace(") (", "; ")}` };
}

/** The same without what it is from: "up 114 (+58 %)"; null where there is nothing to compare with. */
export function changeAlone(metric: Metric, unit: string, compare: Compared): Change | null {
  const { value, change, changePercent } = compare;
  if (value === null || change === null) return null;
  const much = sizeText(unit, value, change);
  if (much === null) return { text: "no change", tone: "neutral" };
  const rise = CATALOGUE[metric].rise;
  const tone = rise === "neutral" ? "neutral" : change > 0 === (rise === "good") ? "good" : "bad";
  return { text: `${change > 0 ? "up" : "down"} ${much}${percentText(changePercent)}`, tone };
}

/** " (+58 %)"; where a whole per cent is too coarse to show the change, that it is smaller. */
function percentText(changePercent: number | null): string {
  if (changePercent === null) return "";
  const percent = Math.abs(round(changePercent * 100, 0));
  return percent === 0 ? " (less than 1 %)" : ` (${changePercent > 0 ? "+" : "−"}${number(percent)} %)`;
}

/** "114", "2.0 points", "1.5 hours"; null where nothing that is shown has changed. */
function sizeText(unit: string, value: number, change: number): string | null {
  if (unit === "share") {
    const points = Math.abs(round(change * 100, 1));
    return points === 0 ? null : `${points.toFixed(1)} points`;
  }
  const size = Math.abs(round(change, MEASURED.has(unit) ? 1 : 2));
  if (!MEASURED.has(unit)) return size === 0 ? null : number(size);
  if (Math.abs(change) < 1e-9) return null;
  const alike = size === 0 || figureText(value + change, unit) === figureText(value, unit);
  return `${alike ? "less than 0.1" : number(size)} ${unit}`;
}

export function count(n: number, word: string, plural = `${word}s`): string {
  return `${number(n)} ${n === 1 ? word : plural}`;
}

const NUMBERS = new Intl.NumberFormat("en-GB", { maximumFractionDigits: 2 });

export function number(value: number): string {
  return NUMBERS.format(value);
}

/** Half away from zero. */
function round(value: number, digits: number): number {
  const scale = 10 ** digits;
  return (Math.sign(value) * Math.round(Math.abs(value) * scale + 1e-9)) / scale;
}
