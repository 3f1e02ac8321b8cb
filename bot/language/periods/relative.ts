import { addDays, addMonths } from "../../../data/calendar.ts";
import { numberOf } from "./calendar-words.ts";
import type { Production, Unit } from "./period.ts";
import { calendarUnit, span } from "./period.ts";

const STEPS = new Map(
  Object.entries({
    this: 0,
    current: 0,
    last: -1,
    previous: -1,
    prior: -1,
    next: 1,
    coming: 1,
  }),
);
export const GRAINS = new Map(
  (["day", "week", "month", "quarter", "year"] as const).map((unit): [string, Unit] => [unit, unit]),
);

/** `this week`, `last month`, `previous quarter`, `last financial year`; years are financial. */
export const thisOrLast: Production = (words, i, { today }) => {
  const step = STEPS.get(words[i] ?? "");
  if (step === undefined) return null;
  // "in the last week" counts back from today; "last week" is Monday to Sunday. A quarter is one of four
  const counted = words[i] === "last" && words[i - 1] === "the" && ROLLING_BEFORE.has(words[i - 2] ?? "");
  if (counted && words[i + 1] !== "quarter") return null;
  let at = i + 1;
  if (
    ["financial", "fiscal", "calendar", "full", "whole", "complete", "reporting"].includes(words[at] ?? "")
  ) {
    if (words[at] === "calendar" && words[at + 1] === "year") return null;
    at++;
  }
  // "last years episodes": the owner's mark is often left out
  const owned = /^(week|month|quarter|year)s$/.exec(words[at] ?? "") && words[at + 1] !== "ago";
  const unit = GRAINS.get(owned ? words[at]!.slice(0, -1) : (words[at] ?? ""));
  if (!unit || (unit === "day" && words[i] !== "previous")) return null;
  // "last week's": the owner's mark is part of it
  const end = words[at + 1] === "'s" ? at + 2 : at + 1;
  const { from, to } = calendarUnit(unit, today, step);
  const lastYear = unit === "year" && step === -1;
  return span(end, from, to, unit, lastYear ? { relative: true, lastYear } : { relative: true });
};

const ROLLING_BEFORE = new Set(["in", "over", "within", "during", "for"]);

/** `the month before last`, `week before last`, `year before last`. */
export const beforeLast: Production = (words, i, { today }) => {
  const unit = GRAINS.get(words[i] ?? "");
  if (!unit || unit === "day" || words[i + 1] !== "before" || words[i + 2] !== "last") return null;
  const { from, to } = calendarUnit(unit, today, -2);
  return span(i + 3, from, to, unit, { relative: true });
};

/**
 * `last 30 days`, `past fortnight`, `in the last week`, `previous 3 months`, `last 48 hours`: back
 * from today, which counts. Months and years begin on the same day of the month.
 */
export const rolling: Production = (words, i, { today }) => {
  const ahead = words[i] === "next" ? numberOf(words[i + 1]) : null;
  const each = LENGTHS.get(words[i + 2] ?? "");
  if (ahead !== null && ahead > 0 && each && !each.months)
    return span(i + 3, today, addDays(today, Math.max(1, Math.ceil(ahead * each.days))), "rolling");
  const within = (words[i] === "in" || words[i] === "within") && words.some((word) => REPEATED.has(word));
  if (words[i] === "this" && words[i + 1] === "fortnight")
    return span(i + 2, back(today, 1, LENGTHS.get("fortnight")!), addDays(today, 1), "rolling");
  if (
    !within &&
    !["last", "past", "previous", "latest", "recent", "preceding", "rolling"].includes(words[i] ?? "")
  )
    return null;
  let at = i + 1;
  const single = within && words[at] === "a" ? LENGTHS.get(words[at + 1] ?? "") : undefined;
  if (single) {
    return span(at + 2, back(today, 1, single), addDays(today, 1), "rolling");
  }
  if (within && words[at] === "a") at++;
  let count = numberOf(words[at]);
  if (words[at] === "couple" && words[at + 1] === "of") {
    count = 2;
    at += 2;
  } else if (words[at] === "few") {
    return LENGTHS.has(words[at + 1] ?? "") ? { end: at + 2, problem: "not_known" } : null;
  } else if (count !== null) {
    at++;
    if (words[at] === "full" || words[at] === "calendar" || words[at] === "whole") at++;
  } else if (
    words[i] === "past" ||
    (words[i - 1] === "the" && ROLLING_BEFORE.has(words[i - 2] ?? "") && words[at] !== "quarter") ||
    words[at] === "fortnight"
  ) {
    count = 1;
  }
  // "last two financial years": whole ones, this one not among them
  if (
    count !== null &&
    /^(financial|fiscal)$/.test(words[at] ?? "") &&
    /^years?$/.test(words[at + 1] ?? "")
  ) {
    const { from } = calendarUnit("year", today);
    return count < 1 || count > 50 ? null : span(at + 2, addMonths(from, -12 * count), from, "range");
  }
  const length = LENGTHS.get(words[at] ?? "");
  if (count === null || count < 1 || count > 1000 || !length) return null;
  const tomorrow = addDays(today, 1);
  const from = back(today, count, length);
  return span(at + 1, from, tomorrow, "rolling");
};

/** "3 or more in 90 days": the window of a count. */
const REPEATED = new Set(["@count", "persistent", "persistently", "repeat", "repeatedly"]);

function back(today: string, count: number, length: { days: number; months?: number }): string {
  if (length.months) return addMonths(today, -count * length.months);
  return addDays(today, 1 - Math.max(1, Math.ceil(count * length.days)));
}

const LENGTHS = new Map(
  Object.entries<{ days: number; months?: number }>({
    hour: { days: 1 / 24 },
    hours: { days: 1 / 24 },
    day: { days: 1 },
    days: { days: 1 },
    week: { days: 7 },
    weeks: { days: 7 },
    fortnight: { days: 14 },
    fortnights: { days: 14 },
    month: { days: 30, months: 1 },
    months: { days: 30, months: 1 },
    quarter: { days: 91, months: 3 },
    quarters: { days: 91, months: 3 },
    year: { days: 365, months: 12 },
    years: { days: 365, months: 12 },
  }),
);

/** `3 days ago`, `a week ago` (that week), `2 months ago` (that month). */
export const ago: Production = (words, i, { today }) => {
  const count = words[i] === "a" || words[i] === "one" ? 1 : numberOf(words[i]);
  const unit = GRAINS.get((words[i + 1] ?? "").replace(/s$/, ""));
  if (count === null || count < 1 || !unit || words[i + 2] !== "ago") return null;
  if (unit === "day") return span(i + 3, addDays(today, -count), addDays(today, 1 - count), "day");
  const { from, to } = calendarUnit(unit, today, -count);
  return span(i + 3, from, to, unit, { relative: true });
};

/** `today`, `yesterday`, `tomorrow`, `the day before yesterday`, `this morning`, `last night`. */
export const namedDay: Production = (words, i, { today }) => {
  if (!BEGIN_A_DAY.has(words[i] ?? "")) return null;
  const day = (end: number, offset: number, length = 1) =>
    span(end, addDays(today, offset), addDays(today, offset + length), "day", { relative: true });
  const [one, two, three] = [words[i], words[i + 1], words[i + 2]];
  const part = (word: string | undefined) =>
    ["morning", "afternoon", "evening", "night"].includes(word ?? "");
  if (one === "day" && two === "before" && three === "yesterday") return day(i + 3, -2);
  if (one === "last" && two === "night") return day(i + 2, -1, 2);
  if (one === "overnight") return day(i + 1, -1, 2);
  if (one === "last" && two === "evening") return day(i + 2, -1);
  if (one === "this" && part(two)) return day(i + 2, 0);
  if (one === "tonight") return day(i + 1, 0);
  const offset = { today: 0, yesterday: -1, tomorrow: 1 }[one ?? ""];
  if (offset === undefined) return null;
  if (one === "yesterday" && two === "night") return day(i + 2, -1, 2);
  return day(part(two) || two === "'s" ? i + 2 : i + 1, offset);
};

const BEGIN_A_DAY = new Set([
  "day",
  "last",
  "overnight",
  "this",
  "tonight",
  "today",
  "yesterday",
  "tomorrow",
]);

/** `the weekend`, `last weekend`, `over the weekend`: the latest Saturday and Sunday. */
export const weekend: Production = (words, i, { today }) => {
  const ahead = words[i] === "this" || words[i] === "next";
  const at = ahead || words[i] === "last" || words[i] === "past" ? i + 1 : i;
  if (words[at] !== "weekend") return null;
  const saturday = addDays(calendarUnit("week", today).from, 5);
  const weeks =
    words[i] === "next" ? 1 : (words[i] === "this" || today >= saturday) && words[i] !== "last" ? 0 : -1;
  const from = addDays(saturday, 7 * weeks);
  return span(at + 1, from, addDays(from, 2), "range", { relative: true });
};
