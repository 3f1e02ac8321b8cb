import { dayOfMonth, namedMonthDay, shortDay, weekday, writtenDay } from "./days.ts";
import { bankHoliday, holiday, unknownTime } from "./holidays.ts";
import { loosePart, month, partOfMonth } from "./months.ts";
import type { Clock, Production, Reading } from "./period.ts";
import { half, partOfYear, quarter } from "./quarters.ts";
import {
  atEnd,
  longest,
  monthsOfAYear,
  onwards,
  openEnded,
  range,
  since,
  weekCommencing,
  weekEnding,
} from "./ranges.ts";
import { ago, beforeLast, namedDay, rolling, thisOrLast, weekend } from "./relative.ts";
import { calendarYear, financialYear, monthsTo, relativeCalendarYear, toDate, yearEnding } from "./years.ts";

/** Every form of a period, one production each. The longest reading wins; then the first. */
export const PRODUCTIONS: readonly Production[] = [
  monthsOfAYear,
  range,
  atEnd,
  since,
  onwards,
  openEnded,
  weekCommencing,
  weekEnding,
  yearEnding,
  monthsTo,
  toDate,
  rolling,
  beforeLast,
  thisOrLast,
  relativeCalendarYear,
  quarter,
  half,
  partOfYear,
  unknownTime,
  holiday,
  bankHoliday,
  partOfMonth,
  loosePart,
  financialYear,
  writtenDay,
  namedMonthDay,
  month,
  weekend,
  namedDay,
  weekday,
  dayOfMonth,
  ago,
  calendarYear,
];

/** The period that begins at word i, or null. */
export function periodAt(words: readonly string[], i: number, clock: Clock): Reading | null {
  const found = longest(PRODUCTIONS, words, i, clock);
  if (found) return found;
  // "on 1/6": a fraction is a date only behind a word that leads to one
  return ["on", "since", "from", "to", "until", "by"].includes(words[i - 1] ?? "")
    ? shortDay(words, i, clock)
    : null;
}
