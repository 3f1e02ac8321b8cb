import { addDays, addYears, daysBetween } from "../../data/calendar.ts";
import type { Period } from "../../data/vocabulary.ts";

/** The period of the same length before, or the same a year before; whole months stay whole. */
export function shifted(period: Period, compare: "previous_period" | "previous_year"): Period {
  if (compare === "previous_year") return { from: addYears(period.from, -1), to: addYears(period.to, -1) };
  const days = daysBetween(period.from, period.to);
  if (period.from.endsWith("-01") && period.to.endsWith("-01")) {
    const months =
      (Number(period.to.slice(0, 4)) - Number(period.from.slice(0, 4))) * 12 +
      Number(period.to.slice(5, 7)) -
      Number(period.from.slice(5, 7));
    const start = new Date(
      Date.UTC(Number(period.from.slice(0, 4)), Number(period.from.slice(5, 7)) - 1 - months, 1),
    );
    return { from: start.toISOString().slice(0, 10), to: period.from };
  }
  return { from: addDays(period.from, -days), to: period.from };
}

/** What the last question's period is compared with, where a line names only that; null where neither fits. */
export function comparedWith(period: Period, against: Period): "previous_period" | "previous_year" | null {
  const year = shifted(period, "previous_year");
  if (against.from === year.from && against.to === year.to) return "previous_year";
  return against.to === period.from ? "previous_period" : null;
}
