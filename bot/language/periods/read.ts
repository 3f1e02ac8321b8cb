import { hasFigure, MONTHS, NUMBER_WORDS, WEEKDAYS } from "./calendar-words.ts";
import { dayOfMonth, namedMonthDay, shortDay, weekday, writtenDay } from "./days.ts";
import { bankHoliday, HOLIDAY_WORDS, holiday, UNKNOWN_WORDS, unknownTime } from "./holidays.ts";
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

/** Stands for all words with a figure in them. */
const FIGURE = "#";
/** An end of a range may begin with any of these, and with what leads to it. */
const LEADING =
  "the on in of about now date present start beginning end from between " +
  "# calendar council current day final financial fiscal fy h half last month municipal next overnight past previous " +
  "prior coming q quarter reporting this today tomorrow tonight week weekend year yesterday";
const ENDS = [LEADING, ...MONTHS.keys(), ...WEEKDAYS.keys(), ...NUMBER_WORDS, ...HOLIDAY_WORDS];

/**
 * Every form of a period, one production each, with the words that it may begin with. The longest reading wins;
 * then the first.
 */
const FORMS: readonly [Production, ...words: string[]][] = [
  [monthsOfAYear, "from between", ...MONTHS.keys()],
  [range, ...ENDS],
  [atEnd, "at"],
  [since, "since from after"],
  [onwards, ...ENDS],
  [openEnded, "up before until till prior"],
  [weekCommencing, "w/c wc w/b week"],
  [weekEnding, "w/e week"],
  [yearEnding, "# year"],
  [monthsTo, "#", ...NUMBER_WORDS],
  [toDate, "ytd mtd qtd wtd this so financial year month quarter week"],
  [rolling, "next in within this last past previous latest recent preceding rolling"],
  [beforeLast, "week month quarter year"],
  [thisOrLast, "this current last previous prior next coming"],
  [relativeCalendarYear, "this current last previous"],
  [quarter, "# q quarter last this final", ...NUMBER_WORDS],
  [half, "# h half last this final", ...NUMBER_WORDS],
  [partOfYear, "first last final"],
  [unknownTime, ...UNKNOWN_WORDS],
  [holiday, "last this past", ...HOLIDAY_WORDS],
  [bankHoliday, "bank last this past"],
  [partOfMonth, "first last"],
  [loosePart, "start beginning middle end mid early late"],
  [financialYear, "# financial fiscal fy municipal reporting council year"],
  [writtenDay, "#"],
  [namedMonthDay, "#", ...MONTHS.keys(), ...WEEKDAYS.keys(), ...NUMBER_WORDS],
  [month, "last this previous past next", ...MONTHS.keys()],
  [weekend, "weekend last this next past"],
  [namedDay, "day last overnight this tonight today yesterday tomorrow"],
  [weekday, "last this next past previous coming", ...WEEKDAYS.keys()],
  [dayOfMonth, "#"],
  [ago, "# a", ...NUMBER_WORDS],
  [calendarYear, "# calendar year"],
];

export const PRODUCTIONS: readonly Production[] = FORMS.map(([production]) => production);

/** By first word, in their order: with most of a question's words no period begins, with the others a few do. */
const BY_FIRST_WORD = new Map<string, Production[]>();
for (const [production, ...words] of FORMS) {
  for (const word of new Set(words.join(" ").split(" "))) {
    const others = BY_FIRST_WORD.get(word);
    if (others) others.push(production);
    else BY_FIRST_WORD.set(word, [production]);
  }
}

/** The forms of a period that may begin with a word; null: none does. */
export function beginningWith(word: string): readonly Production[] | null {
  return BY_FIRST_WORD.get(hasFigure(word) ? FIGURE : word) ?? null;
}

/** The period that begins at word i, or null. */
export function periodAt(words: readonly string[], i: number, clock: Clock): Reading | null {
  const forms = beginningWith(words[i]!);
  if (!forms) return null;
  const found = longest(forms, words, i, clock);
  if (found) return found;
  // "on 1/6": a fraction is a date only behind a word that leads to one
  return ["on", "since", "from", "to", "until", "by"].includes(words[i - 1] ?? "")
    ? shortDay(words, i, clock)
    : null;
}
