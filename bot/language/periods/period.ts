import {
  addDays,
  addMonths,
  financialYearStart,
  mondayOf,
  monthStart,
  quarterStart,
} from "../../../data/calendar.ts";

/** What a period is made of: it decides what "the one before" means. */
export type Unit = "day" | "week" | "month" | "quarter" | "half" | "year" | "range" | "rolling";

/** A period that was read from words [i, end). */
export interface Found {
  end: number;
  from: string;
  /** exclusive */
  to: string;
  unit: Unit;
  /** "this month", "last year": said from today */
  relative?: boolean;
  /** "last year": behind another period, that period a year before */
  lastYear?: boolean;
  /** no year was said: the latest one was taken */
  yearless?: boolean;
  /** a weekday, which comes again in seven days */
  weekday?: boolean;
  /** "at the end of June": its last day, at which a stock is counted; too loose for what happens in a period */
  atEnd?: boolean;
}

/** Words that mean a period which cannot be had: an impossible date, a school holiday. */
export interface Trouble {
  end: number;
  problem: "impossible" | "reversed" | "not_known";
}

export type Reading = Found | Trouble;

export interface Clock {
  /** the London day of asking */
  today: string;
  /** bare weekdays and days mean the next one (deadlines, meetings), not the latest */
  forward: boolean;
}

/** Reads a period at word i, or not. One form of words each. */
export type Production = (words: readonly string[], i: number, clock: Clock) => Reading | null;

export const isTrouble = (reading: Reading): reading is Trouble => "problem" in reading;

export function span(end: number, from: string, to: string, unit: Unit, more: Partial<Found> = {}): Found {
  return { end, from, to, unit, ...more };
}

/** The unit of the calendar that holds a day, moved on by `steps` units. Years are financial. */
export function calendarUnit(unit: Unit, day: string, steps = 0): { from: string; to: string } {
  switch (unit) {
    case "day":
      return { from: addDays(day, steps), to: addDays(day, steps + 1) };
    case "week":
      return { from: addDays(mondayOf(day), 7 * steps), to: addDays(mondayOf(day), 7 * (steps + 1)) };
    case "month":
      return months(monthStart(day), 1, steps);
    case "quarter":
      return months(quarterStart(day), 3, steps);
    case "half": {
      const month = Number(day.slice(5, 7));
      const first =
        month >= 4 && month <= 9 ? `${day.slice(0, 4)}-04-01` : addMonths(financialYearStart(day), 6);
      return months(first, 6, steps);
    }
    default:
      return months(financialYearStart(day), 12, steps);
  }
}

function months(first: string, length: number, steps: number): { from: string; to: string } {
  return { from: addMonths(first, length * steps), to: addMonths(first, length * (steps + 1)) };
}

/** Two figures are this century's. */
export function fullYear(text: string | undefined): number | null {
  if (text === undefined || !/^(\d{2}|\d{4})$/.test(text)) return null;
  const year = text.length === 2 ? 2000 + Number(text) : Number(text);
  return year >= 1950 && year <= 2100 ? year : null;
}

/** `yyyy-mm-dd`, or null for a day that the calendar has not. */
export function dayFrom(year: number, month: number, day: number): string | null {
  if (month < 1 || month > 12 || day < 1 || day > lastDay(year, month)) return null;
  return `${year}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
}

/** The last day of a month. */
export function lastDay(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}
