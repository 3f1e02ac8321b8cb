import { addMonths } from "../../../data/calendar.ts";
import { numberOf, ordinalOf } from "./calendar-words.ts";
import type { Clock, Production } from "./period.ts";
import { calendarUnit, fullYear, span } from "./period.ts";
import { calendarYear, financialYear } from "./years.ts";

/** `q1`, `q4 2018/19`, `q2 last year`, `first quarter of 2018/19`, `quarter 3`, `last quarter of 2018/19`. */
export const quarter: Production = (words, i, clock) => part(words, i, clock, "quarter");
/** `h1`, `h2 2018/19`, `first half of the year`. */
export const half: Production = (words, i, clock) => part(words, i, clock, "half");

function part(words: readonly string[], i: number, clock: Clock, unit: "quarter" | "half") {
  const months = unit === "quarter" ? 3 : 6;
  const most = 12 / months;
  const led = words[i] === "last" || words[i] === "this";
  let head = number(words, i, unit);
  if (!head && led) head = number(words, i + 1, unit);
  if (!head && (words[i] === "last" || words[i] === "final") && words[i + 1] === unit)
    head = { n: most, end: i + 2, spoken: true };
  if (!head || head.n < 1) return null;
  if (head.n > most) return { end: head.end, problem: "impossible" as const };
  const start = yearBehind(words, head.end, clock);
  if (start) {
    const from = addMonths(start.from, months * (head.n - 1));
    return span(start.end, from, addMonths(from, months), unit);
  }
  if (head.spoken && words[i] === "last") return null;
  // "the first quarter of 2018": no year of ours stands behind, so "of" leaves it unread
  const year = calendarUnit("year", clock.today);
  const thisYear = addMonths(year.from, months * (head.n - 1));
  const from = thisYear <= clock.today ? thisYear : addMonths(thisYear, -12);
  return span(head.end, from, addMonths(from, months), unit, { yearless: true });
}

const MONTHS_OF = new Map(Object.entries({ months: 1, quarters: 3 }));
const STEPS = new Map(Object.entries({ last: -1, this: 0, previous: -1, current: 0 }));

/** `first three quarters of this year`, `last two months of 2018/19`, `first six months of 2024`. */
export const partOfYear: Production = (words, i, clock) => {
  const first = words[i] === "first";
  if (!first && words[i] !== "last" && words[i] !== "final") return null;
  const count = numberOf(words[i + 1]);
  const months = MONTHS_OF.get(words[i + 2] ?? "");
  if (count === null || count < 1 || !months || count * months > 12 || words[i + 3] !== "of") return null;
  const plain = months === 1 ? calendarYear(words, i + 4, clock) : null;
  const year = plain && "from" in plain ? plain : yearBehind(words, i + 3, clock);
  if (!year) return null;
  const from = first ? year.from : addMonths(year.from, 12 - count * months);
  return span(year.end, from, addMonths(from, count * months), "range");
};

const SHORT = { quarter: /^q(\d)$/, half: /^h(\d)$/ };

function number(words: readonly string[], i: number, unit: "quarter" | "half") {
  const letter = unit === "quarter" ? "q" : "h";
  const short = words[i]?.startsWith(letter) ? SHORT[unit].exec(words[i]!) : null;
  if (short) return { n: Number(short[1]), end: i + 1, spoken: false };
  if (words[i] === letter && /^[1-4]$/.test(words[i + 1] ?? ""))
    return { n: Number(words[i + 1]), end: i + 2, spoken: false };
  const said = words[i] === unit ? numberOf(words[i + 1]) : null;
  if (said !== null && said >= 1 && said <= 4) return { n: said, end: i + 2, spoken: false };
  const ordinal = ordinalOf(words[i]);
  if (ordinal && words[i + 1] === unit) return { n: ordinal, end: i + 2, spoken: true };
  return null;
}

/** The financial year that is named behind a quarter: its first day. */
function yearBehind(
  words: readonly string[],
  at: number,
  clock: Clock,
): { from: string; end: number } | null {
  let i = at;
  while (["of", "in", "for", "the", ",", "financial"].includes(words[i] ?? "")) i++;
  const named = financialYear(words, i, clock);
  if (named && "from" in named) return { from: named.from, end: named.end };
  const year = /^20\d\d$/.test(words[i] ?? "") ? fullYear(words[i]) : null;
  if (year) return { from: `${year}-04-01`, end: i + 1 };
  const step = STEPS.get(words[i] ?? "");
  const word = words[i + 1] === "financial" ? i + 2 : i + 1;
  if (step !== undefined && words[word] === "year")
    return { from: calendarUnit("year", clock.today, step).from, end: word + 1 };
  if (words[i] === "year" && i > at) return { from: calendarUnit("year", clock.today).from, end: i + 1 };
  return null;
}
