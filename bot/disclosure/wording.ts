import { DateTime } from "luxon";
import type { Change } from "../../cards/views.ts";
import { CATALOGUE } from "../../data/measures/catalogue.ts";
import type { Metric } from "../../data/vocabulary.ts";
import type { Answer } from "../answers/answer.ts";
import { comparedText } from "./when.ts";

const DAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");

/**
 * An instant in a row of a list: "Fri 2 Aug 2019, 14:05"; a bare date has no time. Put together by
 * hand: a page of a list has twenty, and formatting by locale takes longer than the whole turn.
 */
export function shortInstantText(at: Date, zone: string, precision: "instant" | "date" = "instant"): string {
  const { weekday, day, month, year, hour, minute } = DateTime.fromJSDate(at, { zone });
  const date = `${DAYS[weekday - 1]} ${day} ${MONTHS[month - 1]} ${year}`;
  return precision === "date" ? date : `${date}, ${pad(hour)}:${pad(minute)}`;
}

const pad = (n: number): string => String(n).padStart(2, "0");

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

type Compared = Pick<NonNullable<Answer["compare"]>, "value" | "change" | "changePercent">;

/** "up 114 (+58 %) from 195 in 2017/18"; a share's change is in percentage points. */
export function changeOf(
  metric: Metric,
  unit: string,
  compare: Compared | null | undefined,
  label: string | null,
): Change | null {
  if (!compare) return null;
  const where = comparedText(label);
  if (compare.value === null || compare.change === null) {
    return { text: `nothing to compare with${where}`, tone: "neutral" };
  }
  const size =
    unit === "share" ? round(compare.change * 100, 1) : round(compare.change, unit === "hours" ? 1 : 2);
  const base = `${figureText(compare.value, unit)}${where}`;
  if (size === 0) return { text: `no change from ${base}`, tone: "neutral" };
  const rise = CATALOGUE[metric].rise;
  const tone = rise === "neutral" ? "neutral" : size > 0 === (rise === "good") ? "good" : "bad";
  const percent =
    compare.changePercent === null
      ? ""
      : ` (${size > 0 ? "+" : "−"}${number(Math.abs(round(compare.changePercent * 100, 0)))} %)`;
  const much =
    unit === "share"
      ? `${Math.abs(size).toFixed(1)} points`
      : `${number(Math.abs(size))}${unit === "hours" ? " hours" : ""}`;
  return {
    text: `${size > 0 ? "up" : "down"} ${much}${percent} from ${base}`,
    tone,
  };
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
