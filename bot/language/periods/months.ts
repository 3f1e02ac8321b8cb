import { addMonths, monthStart } from "../../../data/calendar.ts";
import { DOUBTFUL, MONTHS, numberOf, ordinalOf } from "./calendar-words.ts";
import { mayBeYear } from "./days.ts";
import type { Clock, Production } from "./period.ts";
import { dayFrom, fullYear, span } from "./period.ts";

const BEFORE_MONTH = new Set(
  (
    "in during for since from between to until till and by throughout of last this - on over through vs versus " +
    "against with than before after start end beginning early late mid whole"
  ).split(" "),
);

const ASKS = new Set("i we you he she they it there be have not".split(" "));

/** `march`, `march 2019`, `mar 19`, `last march`, `march last year`, `this april`. */
export const month: Production = (words, i, clock) => {
  const led = ["last", "this", "previous", "past", "next"].includes(words[i] ?? "");
  const at = led ? i + 1 : i;
  const number = MONTHS.get(words[at] ?? "");
  if (number === undefined) return null;
  const year = yearBehind(words, at + 1, clock);
  if (!year && !led && DOUBTFUL.has(words[at]!) && !standsAsMonth(words, at)) return null;
  if (year) return whole(year.end, year.year, number);
  const possessive = words[at + 1] === "'s" ? at + 2 : at + 1;
  const now = Number(clock.today.slice(0, 4));
  const begun = monthOf(now, number) <= clock.today;
  if (words[i] === "this") return whole(possessive, now, number);
  const thisMonth = monthOf(now, number) === monthStart(clock.today);
  if (words[i] === "last" && thisMonth) return whole(possessive, now - 1, number);
  return { ...whole(possessive, begun ? now : now - 1, number), yearless: true };
};

function standsAsMonth(words: readonly string[], at: number): boolean {
  const before = words[at - 1];
  // "May episodes" is a month, "may I have…" is not
  if (before === undefined) return !ASKS.has(words[at + 1] ?? "");
  if (/^(and|or|&)$/.test(words[at + 1] ?? "") && MONTHS.has(words[at + 2] ?? "")) return true;
  return (
    BEFORE_MONTH.has(before) || at === words.length - 1 || words[at + 1] === "?" || words[at + 1] === ","
  );
}

function yearBehind(
  words: readonly string[],
  at: number,
  clock: Clock,
): { year: number; end: number } | null {
  const now = Number(clock.today.slice(0, 4));
  const behind = words[at] === "of" || words[at] === "in" ? at + 1 : at;
  const word = words[behind];
  if (word !== undefined && /^(19|20)\d\d$/.test(word)) return { year: Number(word), end: behind + 1 };
  if (
    behind === at &&
    word !== undefined &&
    mayBeYear(word, clock) &&
    !/^(days|hours|weeks|months|episodes|children)$/.test(words[at + 1] ?? "")
  ) {
    return { year: fullYear(word)!, end: at + 1 };
  }
  if (words[behind + 1] === "year" && word === "last") return { year: now - 1, end: behind + 2 };
  if (words[behind + 1] === "year" && word === "this") return { year: now, end: behind + 2 };
  return null;
}

const monthOf = (year: number, number: number) => `${year}-${String(number).padStart(2, "0")}-01`;

function whole(end: number, year: number, number: number) {
  const from = monthOf(year, number);
  return span(end, from, addMonths(from, 1), "month");
}

const DAYS_OF = new Map(Object.entries({ week: 7, weeks: 7, days: 1, fortnight: 14 }));

/** `first week of May`, `last week of march 2019`, `first 10 days of June`: days of a month. */
export const partOfMonth: Production = (words, i, clock) => {
  const first = words[i] === "first";
  if (!first && words[i] !== "last") return null;
  let at = i + 1;
  let count = 1;
  if (words[at] !== "week" && words[at] !== "fortnight") {
    count = numberOf(words[at]) ?? 0;
    at++;
  }
  const length = DAYS_OF.get(words[at] ?? "");
  if (!length || count < 1 || count * length > 28 || (words[at + 1] !== "of" && words[at + 1] !== "in"))
    return null;
  const whole = month(words, at + 2, clock);
  if (!whole || "problem" in whole) return null;
  const days = count * length;
  const year = Number(whole.from.slice(0, 4));
  const number = Number(whole.from.slice(5, 7));
  if (first) return span(whole.end, whole.from, dayFrom(year, number, days + 1) ?? whole.to, "range");
  const last = Number(dayBefore(whole.to).slice(8));
  return span(whole.end, dayFrom(year, number, last - days + 1)!, whole.to, "range");
};

function dayBefore(day: string): string {
  const date = new Date(`${day}T00:00:00Z`);
  return new Date(date.getTime() - 86_400_000).toISOString().slice(0, 10);
}

/** `start of May`, `mid May`, `end of June`: too loose to count by. */
export const loosePart: Production = (words, i, clock) => {
  if (!["start", "beginning", "middle", "end", "mid", "early", "late"].includes(words[i] ?? "")) return null;
  const at = words[i + 1] === "of" ? i + 2 : i + 1;
  const found = MONTHS.has(words[at] ?? "") ? month(words, at, clock) : null;
  if (!found || ordinalOf(words[i]) !== null) return null;
  return { end: found.end, problem: "not_known" };
};
