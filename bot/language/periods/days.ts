import { addDays, addMonths, isDay, weekdayOf } from "../../../data/calendar.ts";
import { DOUBTFUL, MONTHS, ordinalOf, WEEKDAYS } from "./calendar-words.ts";
import type { Clock, Production, Reading } from "./period.ts";
import { dayFrom, fullYear, span } from "./period.ts";

const impossible = (end: number): Reading => ({ end, problem: "impossible" });

function oneDay(end: number, day: string | null, yearless = false): Reading {
  return day ? span(end, day, addDays(day, 1), "day", { yearless }) : impossible(end);
}

/** The latest such day that has begun; looking forward, the next one. */
function nearest(month: number, day: number, clock: Clock): string | null {
  const year = Number(clock.today.slice(0, 4));
  const order = clock.forward
    ? [year, year + 1, year + 2, year + 3, year + 4]
    : [year, year - 1, year - 2, year - 3, year - 4];
  for (const candidate of order) {
    const found = dayFrom(candidate, month, day);
    if (found && (clock.forward ? found >= clock.today : found <= clock.today)) return found;
  }
  return null;
}

/** `2019-06-01`, `1/6/2019`, `1.6.19`, `1-6-19`: day, month, year. */
export const writtenDay: Production = (words, i) => {
  const token = words[i] ?? "";
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(token);
  if (iso) {
    const day = dayFrom(Number(iso[1]), Number(iso[2]), Number(iso[3]));
    return oneDay(i + 1, day && isDay(day) ? day : null);
  }
  const slashed = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})$/.exec(token);
  if (!slashed) return null;
  const year = fullYear(slashed[3]);
  return oneDay(i + 1, year ? dayFrom(year, Number(slashed[2]), Number(slashed[1])) : null);
};

/** `1/6`: a day and a month where a date is expected (behind a preposition or beside another one). */
export const shortDay: Production = (words, i, clock) => {
  const match = /^(\d{1,2})\/(\d{1,2})$/.exec(words[i] ?? "");
  if (!match) return null;
  const [day, month] = [Number(match[1]), Number(match[2])];
  if (month < 1 || month > 12 || day < 1 || day > 31)
    return day <= 31 && month <= 31 ? impossible(i + 1) : null;
  return oneDay(i + 1, nearest(month, day, clock), true);
};

function dayNumber(word: string | undefined): number | null {
  if (word !== undefined && /^\d{1,2}$/.test(word)) return Number(word);
  return ordinalOf(word);
}

/** `1 april`, `1st of April 2019`, `april 1st 2019`, `monday 3 june`. */
export const namedMonthDay: Production = (words, i, clock) => {
  let at = i;
  if (WEEKDAYS.has(words[at] ?? "")) at++;
  if (at > i && words[at] === "the") at++;
  let month: number | undefined;
  let day = dayNumber(words[at]);
  let typed: string | undefined;
  if (day !== null) {
    typed = words[at];
    at += words[at + 1] === "of" ? 2 : 1;
    month = MONTHS.get(words[at] ?? "");
    if (month === undefined) return null;
    at++;
  } else {
    month = MONTHS.get(words[at] ?? "");
    if (month === undefined) return null;
    at += words[at + 1] === "the" ? 2 : 1;
    typed = words[at];
    day = dayNumber(typed);
    if (day === null || (ordinalOf(typed) !== null && !/\d/.test(typed!))) return null;
    at++;
    // "March 19" may be a month of 2019: see months.ts
    const year = fullYear(words[at]);
    if (!/[a-z]/.test(typed!) && !(year && words[at]!.length === 4) && mayBeYear(typed!, clock)) return null;
  }
  if (/\d/.test(typed ?? "") === false && !ordinalOf(typed)) return null;
  if (words[at] === "," && /^\d{4}$/.test(words[at + 1] ?? "")) at++;
  const year = /^\d{4}$/.test(words[at] ?? "") ? fullYear(words[at]) : shortYear(words[at]);
  if (year !== null) return oneDay(at + 1, dayFrom(year, month, day));
  if (words[at] === "last" && words[at + 1] === "year") {
    return oneDay(at + 2, dayFrom(Number(clock.today.slice(0, 4)) - 1, month, day));
  }
  if (words[at] === "this" && words[at + 1] === "year") {
    return oneDay(at + 2, dayFrom(Number(clock.today.slice(0, 4)), month, day));
  }
  return oneDay(at, nearest(month, day, clock), true);
};

function shortYear(word: string | undefined): number | null {
  return word !== undefined && /^[12]\d$/.test(word) ? 2000 + Number(word) : null;
}

/** "19" behind a month: a year within three years of today rather than a day. */
export function mayBeYear(word: string, clock: Clock): boolean {
  const year = shortYear(word);
  return year !== null && Math.abs(year - Number(clock.today.slice(0, 4))) <= 8;
}

/** `monday`, `last friday`, `this tuesday`, `friday just gone`, `monday last week`. */
export const weekday: Production = (words, i, clock) => {
  const led = ["last", "this", "next", "past", "previous", "coming"].includes(words[i] ?? "");
  const at = led ? i + 1 : i;
  const day = WEEKDAYS.get(words[at] ?? "");
  if (day === undefined) return null;
  if (!led && DOUBTFUL.has(words[at]!) && !standsAsDay(words, at)) return null;
  const { today } = clock;
  const back = (weekdayOf(today) - day + 7) % 7;
  let end = words[at + 1] === "just" && words[at + 2] === "gone" ? at + 3 : at + 1;
  if (["morning", "afternoon", "evening"].includes(words[end] ?? "")) end++;
  const night = words[end] === "night";
  if (night) end++;
  const behind = words[end] === "of" ? end + 1 : end;
  if (!led && words[behind + 1] === "week" && ["last", "this", "next"].includes(words[behind] ?? "")) {
    const week = { last: -7, this: 0, next: 7 }[words[behind] as "last" | "this" | "next"];
    return oneDay(behind + 2, addDays(today, week + day - weekdayOf(today)));
  }
  let date: string;
  if (words[i] === "next" || words[i] === "coming") date = addDays(today, 7 - back === 7 ? 7 : 7 - back);
  else if (words[i] === "last" || words[i] === "past" || words[i] === "previous")
    date = addDays(today, back === 0 ? -7 : -back);
  else if (words[i] === "this") date = addDays(today, day - weekdayOf(today));
  else date = addDays(today, clock.forward ? (7 - back) % 7 : -back);
  return span(end, date, addDays(date, night ? 2 : 1), "day", { yearless: true, weekday: true });
};

const AT_A_TIME = /^(morning|afternoon|evening|night|at|noon|\d{1,2}([:.]\d\d)?([ap]m)?)$/;

/** "Sat", "wed", "mon": behind a preposition, beside a part of the day, at the start or at the end. */
function standsAsDay(words: readonly string[], at: number): boolean {
  const [before, after] = [words[at - 1], words[at + 1]];
  if (before === undefined || after === undefined || /^[?,]$/.test(after)) return true;
  return (
    BEFORE_DAY.has(before) ||
    AT_A_TIME.test(after) ||
    WEEKDAYS.has(before) ||
    (/^(and|or|&|-)$/.test(after) && WEEKDAYS.has(words[at + 2] ?? ""))
  );
}

const BEFORE_DAY = new Set([
  "on",
  "since",
  "from",
  "to",
  "until",
  "till",
  "by",
  "between",
  "and",
  "every",
  "-",
  "last",
]);

/** `the 14th`, `14th`: the latest such day of a month. */
export const dayOfMonth: Production = (words, i, clock) => {
  const match = /^(\d{1,2})(?:st|nd|rd|th)$/.exec(words[i] ?? "");
  if (!match || words[i + 1] === "of" || MONTHS.has(words[i + 1] ?? "")) return null;
  if (!["the", "on", "since", "from", "to", "and", "between", "-", "until"].includes(words[i - 1] ?? ""))
    return null;
  const day = Number(match[1]);
  if (day < 1 || day > 31) return impossible(i + 1);
  for (const months of clock.forward ? [0, 1, 2] : [0, -1, -2]) {
    const first = addMonths(`${clock.today.slice(0, 7)}-01`, months);
    const date = dayFrom(Number(first.slice(0, 4)), Number(first.slice(5, 7)), day);
    if (date && (clock.forward ? date >= clock.today : date <= clock.today)) return oneDay(i + 1, date, true);
  }
  return null;
};
