import { addDays, addMonths, addYears } from "../../../data/calendar.ts";
import { MONTHS } from "./calendar-words.ts";
import { dayOfMonth, namedMonthDay, shortDay, weekday, writtenDay } from "./days.ts";
import { holiday } from "./holidays.ts";
import { month } from "./months.ts";
import type { Clock, Found, Production, Reading } from "./period.ts";
import { calendarUnit, fullYear, isTrouble, span } from "./period.ts";
import { half, quarter } from "./quarters.ts";
import { beforeLast, GRAINS, namedDay, thisOrLast, weekend } from "./relative.ts";
import { calendarYear, financialYear } from "./years.ts";

const POINTS: Production[] = [
  financialYear,
  writtenDay,
  shortDay,
  namedMonthDay,
  dayOfMonth,
  holiday,
  quarter,
  half,
  month,
  calendarYear,
  thisOrLast,
  beforeLast,
  namedDay,
  weekday,
  weekend,
];

/** The longest of several readings at a word. */
export function longest(
  productions: readonly Production[],
  words: readonly string[],
  i: number,
  clock: Clock,
): Reading | null {
  let best: Reading | null = null;
  for (const production of productions) {
    const reading = production(words, i, clock);
    if (reading && reading.end > (best?.end ?? 0)) best = reading;
  }
  return best;
}

/** A day, month, quarter or year as an end of a range, articles and prepositions skipped. */
function point(words: readonly string[], i: number, clock: Clock): Reading | null {
  let at = i;
  while (["the", "on", "in", "of", "about"].includes(words[at] ?? "")) at++;
  const edge = /^(start|beginning|end)$/.exec(words[at] ?? "");
  if (edge && words[at + 1] === "of") {
    let inner = at + 2;
    if (words[inner] === "the") inner++;
    const unit = GRAINS.get(words[inner] ?? "");
    const whole: Reading | null = unit
      ? { ...calendarUnit(unit, clock.today), end: inner + 1, unit }
      : longest(POINTS, words, inner, clock);
    if (!whole || isTrouble(whole)) return whole;
    const day = edge[1] === "end" ? addDays(whole.to, -1) : whole.from;
    return { ...whole, from: day, to: addDays(day, 1) };
  }
  if (words[at] === "now" || words[at] === "date" || words[at] === "present") {
    return span(at + 1, clock.today, addDays(clock.today, 1), "day", { relative: true });
  }
  return longest(POINTS, words, at, clock);
}

/** `at the end of June`, `at the end of 2018/19`, `at end of last month`; nobody knows of one to come. */
export const atEnd: Production = (words, i, clock) => {
  if (words[i] !== "at") return null;
  const at = words[i + 1] === "the" ? i + 2 : i + 1;
  if (words[at] !== "end") return null;
  const reading = point(words, at, clock);
  if (!reading || isTrouble(reading)) return reading;
  if (reading.from > clock.today) return { end: reading.end, problem: "not_known" };
  return span(reading.end, reading.from, reading.to, "day", { atEnd: true });
};

const TO = new Set(["to", "-", "until", "till", "through", "up"]);

/** `from A to B`, `between A and B`, `A - B`: both ends included. */
export const range: Production = (words, i, clock) => {
  const between = words[i] === "between";
  const led = between || words[i] === "from";
  const first = led ? i + 1 : i;
  // most lines have no word that joins: their ends are not looked for
  if (!between && !words.some((word, at) => at > i && TO.has(word))) return null;
  const a = bareDay(words, first, clock) ?? point(words, first, clock);
  if (!a) return null;
  let at = a.end;
  if (words[at] === ",") at++;
  const joins = TO.has(words[at] ?? "") || (between && (words[at] === "and" || words[at] === "&"));
  if (!joins) return null;
  at++;
  if (words[at - 1] === "up" || words[at] === "and") at++;
  const b = point(words, at, clock);
  if (!b) return null;
  if (isTrouble(a)) return { ...a, end: b.end };
  if (isTrouble(b)) return b;
  if (!led && a.unit === "day" && b.unit === "day" && a.relative && b.relative && a.end === b.end)
    return null;
  return joined(a, b, clock);
};

function joined(a: Found, b: Found, clock: Clock): Reading {
  let from = a.from;
  // "14 December to 3 January": the year behind belongs to both, or the first is of the year before
  if (a.yearless && !b.yearless && !b.relative && (b.unit === "day" || b.unit === "month")) {
    from = onOrBefore(from, b.from);
    if (addMonths(from, LONGEST_ACROSS_YEARS) < b.from) return { end: b.end, problem: "reversed" };
  } else if (a.yearless && b.yearless && from > b.from) {
    const week = a.weekday === true && isWeekdayStep(a, b);
    if (!week && from.slice(0, 7) === b.from.slice(0, 7) && a.unit === "day")
      return { end: b.end, problem: "reversed" };
    from = week ? addDays(from, -7) : addYears(from, -1);
  } else if (a.yearless && b.relative) {
    from = onOrBefore(from, clock.today);
  }
  if (from >= b.to) return { end: b.end, problem: "reversed" };
  return span(b.end, from, b.to, "range");
}

/** Months: "1 December to 1 November 2020" is rather a slip than eleven months from the year before. */
const LONGEST_ACROSS_YEARS = 7;

/** Two weekdays stand less than a week apart; two dates that crossed a year stand further apart. */
function isWeekdayStep(a: Found, b: Found): boolean {
  return addDays(b.from, 7) > a.from;
}

function onOrBefore(day: string, limit: string): string {
  let moved = addYears(day, Number(limit.slice(0, 4)) - Number(day.slice(0, 4)));
  if (moved > limit) moved = addYears(moved, -1);
  return moved;
}

/** `3 to 9 June`, `3rd and 9th of June`: the first day takes the month of the second. */
function bareDay(words: readonly string[], i: number, clock: Clock): Reading | null {
  let at = i;
  if (words[at] === "the") at++;
  if (!/^\d{1,2}(st|nd|rd|th)?$/.test(words[at] ?? "")) return null;
  let second = at + 1;
  if (words[second] === "of") return null;
  if (!TO.has(words[second] ?? "") && words[second] !== "and" && words[second] !== "&") return null;
  second++;
  if (words[second] === "the") second++;
  const b = namedMonthDay(words, second, clock);
  if (!b) return null;
  if (isTrouble(b)) return { end: at + 1, problem: "impossible" };
  const day = b.from.slice(0, 8) + words[at]!.replace(/\D/g, "").padStart(2, "0");
  return span(at + 1, day, addDays(day, 1), "day", b.yearless ? { yearless: true } : {});
}

/** `sept 24 to may 25`: months, each with its year. */
function ofTwoYears(words: readonly string[], i: number, clock: Clock): Reading | null {
  if (!MONTHS.has(words[i] ?? "") || /^\d/.test(words[i - 1] ?? "")) return null;
  const first = month(words, i, clock);
  if (!first || isTrouble(first) || first.yearless || !TO.has(words[first.end] ?? "")) return null;
  const at = first.end + 1;
  const number = MONTHS.get(words[at] ?? "");
  const year = fullYear(words[at + 1]);
  if (number === undefined || year === null) return null;
  const from = `${year}-${String(number).padStart(2, "0")}-01`;
  const last = { end: at + 2, to: addMonths(from, 1) };
  return first.from < last.to
    ? span(last.end, first.from, last.to, "range")
    : { end: last.end, problem: "reversed" };
}

/** `april to june 2019`, `apr-jun 19`: the months take the year behind. */
export const monthsOfAYear: Production = (words, i, clock) => {
  const at = words[i] === "from" || words[i] === "between" ? i + 1 : i;
  const named = ofTwoYears(words, at, clock);
  if (named) return named;
  const first = MONTHS.get(words[at] ?? "");
  if (first === undefined || !(TO.has(words[at + 1] ?? "") || words[at + 1] === "and")) return null;
  if (words[at + 1] === "and" && words[i] !== "between") return null;
  const last = month(words, at + 2, clock);
  if (!last || isTrouble(last) || !MONTHS.has(words[at + 2] ?? "") || last.unit !== "month") return null;
  const year = Number(last.from.slice(0, 4));
  const own = `${year}-${String(first).padStart(2, "0")}-01`;
  return span(last.end, own <= last.from ? own : addMonths(own, -12), last.to, "range");
};

/** `since X`, `from X onwards`, `from X`: to the end of today. */
export const since: Production = (words, i, clock) => {
  const word = words[i];
  if (word !== "since" && word !== "from" && word !== "after") return null;
  if (word === "after" && words[i - 1] === "looked") return null;
  const start = point(words, i + 1, { ...clock, forward: false });
  if (!start || isTrouble(start)) return start ? { ...start } : null;
  let from = word === "after" ? start.to : start.from;
  if (from > clock.today && start.yearless) from = addYears(from, -1);
  const to = addDays(clock.today, 1);
  if (from >= to) return { end: start.end, problem: "reversed" };
  let end = start.end;
  if (["onwards", "onward", "on"].includes(words[end] ?? "")) end++;
  // "from last month" names the month; "from 1 April" has no end but today
  const named = start.relative || ["year", "quarter", "month"].includes(start.unit);
  if (word === "from" && end === start.end && named) return { ...start };
  return span(end, from, to, "range");
};

/** `1 January onwards`: to the end of today. */
export const onwards: Production = (words, i, clock) => {
  if (!words.includes("onwards") && !words.includes("onward")) return null;
  const start = point(words, i, { ...clock, forward: false });
  if (!start || isTrouble(start) || !/^onwards?$/.test(words[start.end] ?? "")) return null;
  return start.from > clock.today
    ? { end: start.end + 1, problem: "reversed" }
    : span(start.end + 1, start.from, addDays(clock.today, 1), "range");
};

/** `before March`, `up to 5 May`: no beginning was said. */
export const openEnded: Production = (words, i, clock) => {
  const two = words[i] === "up" && (words[i + 1] === "to" || words[i + 1] === "until");
  if (!two && !["before", "until", "till", "prior"].includes(words[i] ?? "")) return null;
  const at = two || words[i + 1] === "to" ? i + 2 : i + 1;
  const end = point(words, at, clock);
  return end ? { end: end.end, problem: "not_known" } : null;
};

/** `w/c 13 May`, `week commencing 13/5/19`, `week of 13 May`: that Monday's week. */
export const weekCommencing: Production = (words, i, clock) => {
  let at = i;
  if (["w/c", "wc", "w/b"].includes(words[at] ?? "")) at++;
  else if (
    words[at] === "week" &&
    ["commencing", "beginning", "starting", "of", "from", "comm"].includes(words[at + 1] ?? "")
  )
    at += 2;
  else return null;
  const day = point(words, at, clock);
  if (!day || isTrouble(day) || day.unit !== "day") return day && isTrouble(day) ? day : null;
  const { from, to } = calendarUnit("week", day.from);
  return span(day.end, from, to, "week");
};

/** `week ending 19 May`, `w/e 19/5/19`: the seven days that end on it. */
export const weekEnding: Production = (words, i, clock) => {
  let at = i;
  if (words[at] === "w/e") at++;
  else if (words[at] === "week" && ["ending", "ended"].includes(words[at + 1] ?? "")) at += 2;
  else return null;
  const day = point(words, at, clock);
  if (!day || isTrouble(day) || day.unit !== "day") return day && isTrouble(day) ? day : null;
  return span(day.end, addDays(day.from, -6), day.to, "week");
};
