import { DateTime } from "luxon";
import type { Change } from "../../cards/views.ts";
import { CATALOGUE } from "../../data/measures/catalogue.ts";
import type { Metric } from "../../data/vocabulary.ts";
import type { Answer } from "../answers/answer.ts";

/** An instant in a row of a list: "Fri 2 Aug 2019, 14:05"; a bare date has no time. */
export function shortInstantText(at: Date, zone: string, precision: "instant" | "date" = "instant"): string {
  const pattern = precision === "date" ? "ccc d LLL yyyy" : "ccc d LLL yyyy, HH:mm";
  return DateTime.fromJSDate(at, { zone }).setLocale("en-GB").toFormat(pattern);
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

type Compared = Pick<NonNullable<Answer["compare"]>, "value" | "change" | "changePercent">;

/** "up 114 (+58 %) from 195 in 2017/18"; a share's change is in percentage points. */
export function changeOf(
  metric: Metric,
  unit: string,
  compare: Compared | null | undefined,
  label: string | null,
): Change | null {
  if (!compare) return null;
  const where = label ? ` in ${label}` : "";
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
  const points =
    unit === "share" ? ` point${Math.abs(size) === 1 ? "" : "s"}` : unit === "hours" ? " hours" : "";
  return {
    text: `${size > 0 ? "up" : "down"} ${number(Math.abs(size))}${points}${percent} from ${base}`,
    tone,
  };
}

export function count(n: number, word: string, plural = `${word}s`): string {
  return `${number(n)} ${n === 1 ? word : plural}`;
}

export function number(value: number): string {
  return value.toLocaleString("en-GB", { maximumFractionDigits: 2 });
}

/** Half away from zero. */
function round(value: number, digits: number): number {
  const scale = 10 ** digits;
  return (Math.sign(value) * Math.round(Math.abs(value) * scale + 1e-9)) / scale;
}
