import { CALENDAR_WORDS, NUMBER_WORDS } from "./calendar-words.ts";
import { dayOfMonth, namedMonthDay, shortDay, weekday, writtenDay } from "./days.ts";
import { bankHoliday, HOLIDAY_WORDS, holiday, unknownTime } from "./holidays.ts";
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

/** Whoever adds a production adds its first words. */
const BEGINNINGS: ReadonlySet<string> = new Set([
  ...CALENDAR_WORDS,
  ...NUMBER_WORDS,
  ...HOLIDAY_WORDS,
  ...(
    "at between from since after up before until till prior in within on of the about a now date present " +
    "start beginning middle end mid early late first last final this current previous past next coming latest " +
    "recent preceding rolling so bank weekend day week month quarter half year q h calendar financial fiscal fy " +
    "municipal reporting council ytd mtd qtd wtd w/c wc w/b w/e today yesterday tomorrow tonight overnight"
  ).split(" "),
]);

/** Whether a period may begin with a word: with most of a question's words none does, and no production is tried there. */
export function mayBegin(word: string): boolean {
  return BEGINNINGS.has(word) || /\d/.test(word);
}

/** The period that begins at word i, or null. */
export function periodAt(words: readonly string[], i: number, clock: Clock): Reading | null {
  if (!mayBegin(words[i]!)) return null;
  const found = longest(PRODUCTIONS, words, i, clock);
  if (found) return found;
  // "on 1/6": a fraction is a date only behind a word that leads to one
  return ["on", "since", "from", "to", "until", "by"].includes(words[i - 1] ?? "")
    ? shortDay(words, i, clock)
    : null;
}
