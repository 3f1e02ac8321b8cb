import { DateTime } from "luxon";
import {
  addDays,
  addMonths,
  addYears,
  daysBetween,
  financialYearStart,
  mondayOf,
  monthStart,
  quarterStart,
} from "../../data/calendar.ts";
import type { Comparison, Period } from "../../data/vocabulary.ts";

/** The calendar of comparisons: London days only, no clock. `today` is the day of the instant asked at. */
export type Unit = "day" | "week" | "month" | "quarter" | "financial_year" | "calendar_year";

interface UnitCalendar {
  start: (day: string) => string;
  shift: (start: string, units: number) => string;
}

const UNITS: Readonly<Record<Unit, UnitCalendar>> = {
  day: { start: (day) => day, shift: addDays },
  week: { start: mondayOf, shift: (start, n) => addDays(start, 7 * n) },
  month: { start: monthStart, shift: addMonths },
  quarter: { start: quarterStart, shift: (start, n) => addMonths(start, 3 * n) },
  financial_year: { start: financialYearStart, shift: addYears },
  calendar_year: { start: (day) => `${day.slice(0, 4)}-01-01`, shift: addYears },
};

/** The calendar unit that a period is the whole of; null: none. */
export function wholeUnit(period: Period): Unit | null {
  const units = Object.keys(UNITS) as Unit[];
  return units.find((unit) => isWhole(period, unit)) ?? null;
}

/**
 * The unit that a period is, or has begun to be: `to` is the unit's end, or tomorrow ("so far").
 * Where the same first day begins several units, the smallest that still holds today; from 1 April,
 * the financial year, which is what "to date" means in this trade.
 */
export function runningUnit(period: Period, today: string): Unit | null {
  const tomorrow = addDays(today, 1);
  if (period.from > today || period.to < tomorrow) return null;
  const whole = wholeUnit(period);
  if (whole) return period.to > tomorrow ? whole : null;
  if (period.to !== tomorrow) return null;
  const order: Unit[] = ["week", "month", "quarter", "calendar_year"];
  if (period.from.endsWith("-04-01")) order.unshift("financial_year");
  return (
    order.find((unit) => {
      const { start, shift } = UNITS[unit];
      return start(period.from) === period.from && shift(period.from, 1) >= tomorrow;
    }) ?? null
  );
}

/** A period that has begun and not ended, cut at the end of today. */
export function cutAtToday(period: Period, today: string): Period {
  const tomorrow = addDays(today, 1);
  return period.from <= today && period.to > tomorrow ? { from: period.from, to: tomorrow } : period;
}

export interface Compared {
  period: Period;
  /** days begun of a running unit, which are compared with as many of the unit before */
  likeForLike: number | null;
}

/** The period that a period is compared with. `period` as it was asked, before any cut. */
export function comparisonPeriod(period: Period, compare: Comparison, today: string): Compared {
  const cut = cutAtToday(period, today);
  const days = daysBetween(cut.from, cut.to);
  const unit = runningUnit(period, today);
  const likeForLike = unit || cut.to < period.to ? days : null;
  if (compare === "previous_year") {
    const last = addYears(addDays(cut.to, -1), -1);
    return { period: { from: addYears(cut.from, -1), to: addDays(last, 1) }, likeForLike };
  }
  if (unit) {
    const from = UNITS[unit].shift(period.from, -1);
    const [to] = [addDays(from, days), period.from].sort();
    return { period: { from, to: to! }, likeForLike };
  }
  const whole = wholeUnit(cut);
  const from = whole ? UNITS[whole].shift(cut.from, -1) : addDays(cut.from, -days);
  return { period: { from, to: cut.from }, likeForLike };
}

/**
 * The instant that a figure "as at now" is compared with: the same London wall clock one unit
 * earlier. The unit is the period's where one was named, else a month; `previous_year` a year.
 */
export function instantEarlier(asOf: Date, compare: Comparison, period: Period | null, zone: string): Date {
  const at = DateTime.fromJSDate(asOf, { zone });
  if (compare === "previous_year") return at.minus({ years: 1 }).toJSDate();
  if (!period) return at.minus({ months: 1 }).toJSDate();
  const unit = wholeUnit(period) ?? runningUnit(period, at.toFormat("yyyy-MM-dd"));
  const steps = {
    day: { days: 1 },
    week: { weeks: 1 },
    month: { months: 1 },
    quarter: { months: 3 },
    financial_year: { years: 1 },
    calendar_year: { years: 1 },
  };
  return at.minus(unit ? steps[unit] : { days: daysBetween(period.from, period.to) }).toJSDate();
}

/** The wall clock of `asOf` on another day. */
export function sameClockOn(day: string, asOf: Date, zone: string): Date {
  const at = DateTime.fromJSDate(asOf, { zone });
  const { hour, minute, second, millisecond } = at;
  return DateTime.fromISO(day, { zone }).set({ hour, minute, second, millisecond }).toJSDate();
}

function isWhole({ from, to }: Period, unit: Unit): boolean {
  return UNITS[unit].start(from) === from && UNITS[unit].shift(from, 1) === to;
}
