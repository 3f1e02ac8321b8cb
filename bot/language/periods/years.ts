import { addDays, addMonths } from "../../../data/calendar.ts";
import { MONTHS, numberOf } from "./calendar-words.ts";
import { namedMonthDay } from "./days.ts";
import { month } from "./months.ts";
import type { Production, Unit } from "./period.ts";
import { calendarUnit, fullYear, isTrouble, span } from "./period.ts";

const FY_WORDS = new Set(["financial", "fiscal", "fy", "municipal", "reporting", "council"]);

/** `2018/19`, `18/19`, `2018-19`, `2018 to 2019`, `fy 2018/19`, `financial year 2018/19`. */
export const financialYear: Production = (words, i) => {
  let at = i;
  if (FY_WORDS.has(words[at] ?? "")) at++;
  if (at > i && words[at] === "year") at++;
  else if (at === i && words[at] === "year") at++;
  const token = words[at] ?? "";
  const pair = /^(\d{4}|\d{2})[/-](\d{4}|\d{2})$/.exec(token);
  if (pair) {
    const first = fullYear(pair[1]);
    const second = fullYear(pair[2]);
    if (first && second === first + 1 && (pair[1]!.length === 4 || first >= 2009)) return year(at + 1, first);
    return null;
  }
  const first = fullYear(token);
  const joined = words[at + 1] === "to" || words[at + 1] === "-" || words[at + 1] === "/";
  if (
    first &&
    joined &&
    fullYear(words[at + 2]) === first + 1 &&
    (token.length === 4 || FY_WORDS.has(words[i]!) || isShortPair(words, at))
  )
    return year(at + 3, first);
  const short = /^fy(\d{2}|\d{4})$/.exec(token);
  if (short) {
    const parted = words[at + 1] === "/" || words[at + 1] === "-" ? 2 : 1;
    const next = fullYear(words[at + parted]);
    const given = fullYear(short[1])!;
    return next === given + 1 ? year(at + parted + 1, given) : year(at + 1, given - 1);
  }
  if (at > i && FY_WORDS.has(words[i]!) && first) return year(at + 1, first);
  return null;
};

const NO_YEARS = new Set("year years yr yrs yo s olds hours days weeks months times episodes".split(" "));
const AGED = new Set("aged age ages girls boys children individuals".split(" "));

/** `23-24` by itself: two years, not ages, days or a count. */
function isShortPair(words: readonly string[], at: number): boolean {
  const [first, second] = [words[at]!, words[at + 2] ?? ""];
  const digits = /^\d\d$/.test(first) && /^\d\d$/.test(second) && words[at + 1] === "-";
  const behind = words[at + 3] ?? "";
  return (
    digits &&
    Number(first) >= 16 &&
    !NO_YEARS.has(behind) &&
    !MONTHS.has(behind) &&
    !AGED.has(words[at - 1] ?? "")
  );
}

function year(end: number, first: number) {
  return span(end, `${first}-04-01`, `${first + 1}-04-01`, "year");
}

/** `2018`, `calendar year 2018`, `the year 2018`: January to December. */
export const calendarYear: Production = (words, i) => {
  let at = i;
  if (words[at] === "calendar") at++;
  if (words[at] === "year") at++;
  if (!/^(19|20)\d\d$/.test(words[at] ?? "")) return null;
  // "at 1930 hours" is a time of day
  if (words[i - 1] === "at" || words[at + 1] === "hours") return null;
  const first = Number(words[at]);
  return span(at + 1, `${first}-01-01`, `${first + 1}-01-01`, "year");
};

const STEPS = new Map(Object.entries({ this: 0, current: 0, last: -1, previous: -1 }));

/** `this calendar year`, `last calendar year`. */
export const relativeCalendarYear: Production = (words, i, { today }) => {
  const step = STEPS.get(words[i] ?? "");
  if (step === undefined || words[i + 1] !== "calendar" || words[i + 2] !== "year") return null;
  const first = Number(today.slice(0, 4)) + step;
  return span(i + 3, `${first}-01-01`, `${first + 1}-01-01`, "year", { relative: true });
};

/** `year ending 31 March 2019`, `year to March 2019`, `12 months to March 2019`: a financial year. */
export const yearEnding: Production = (words, i) => {
  let at = i;
  if (words[at] === "12" && words[at + 1] === "months") at += 2;
  else if (words[at] === "year") at++;
  else return null;
  if (!["ending", "ended", "to", "end"].includes(words[at] ?? "")) return null;
  at++;
  if (words[at] === "31" || words[at] === "31st") at++;
  if (words[at] === "march" || words[at] === "mar") at++;
  else return null;
  const end = fullYear(words[at]);
  return end ? year(at + 1, end - 1) : null;
};

/** `six months to the end of March 2024`, `3 years to March 2025`: whole months, that one the last. */
export const monthsTo: Production = (words, i, clock) => {
  const count = numberOf(words[i]);
  const grain = /^(month|year)s?$/.exec(words[i + 1] ?? "");
  if (count === null || count < 1 || count > 60 || !grain) return null;
  let at = i + 2;
  if (words[at] === "up") at++;
  if (!["to", "ending", "ended", "until"].includes(words[at] ?? "")) return null;
  at++;
  if (words[at] === "the") at++;
  if (words[at] === "end") at += words[at + 1] === "of" ? 2 : 1;
  const last = month(words, at, clock) ?? namedMonthDay(words, at, clock);
  if (!last || isTrouble(last)) return last;
  const next = addDays(last.from, 1);
  const to = last.unit === "month" ? last.to : next.endsWith("-01") ? next : null;
  if (to === null) return { end: last.end, problem: "not_known" };
  return span(last.end, addMonths(to, grain[1] === "year" ? -12 * count : -count), to, "range");
};

const TO_DATE = toDateForms();

function toDateForms(): { parts: string[]; grain: Unit }[] {
  const forms: [string, Unit][] = [
    ["ytd", "year"],
    ["mtd", "month"],
    ["qtd", "quarter"],
    ["wtd", "week"],
  ];
  for (const grain of ["year", "month", "quarter", "week"] as const) {
    for (const text of [
      `${grain} to date`,
      `${grain} so far`,
      `this ${grain} so far`,
      `this ${grain} to date`,
      `so far this ${grain}`,
      `so far in this ${grain}`,
      `so far ${grain}`,
      `this financial ${grain} so far`,
      `financial ${grain} to date`,
      `so far this financial ${grain}`,
    ]) {
      forms.push([text, grain]);
    }
  }
  return forms.map(([text, grain]) => ({ parts: text.split(" "), grain }));
}
const TO_DATE_FIRST = new Set(TO_DATE.map(({ parts }) => parts[0]));

/** `ytd`, `year to date`, `this year so far`, `so far this month`, `month to date`. */
export const toDate: Production = (words, i, { today }) => {
  if (!TO_DATE_FIRST.has(words[i]!)) return null;
  let best: (typeof TO_DATE)[number] | null = null;
  for (const form of TO_DATE) {
    if (form.parts.length <= (best?.parts.length ?? 0)) continue;
    if (form.parts.every((part, k) => words[i + k] === part)) best = form;
  }
  if (!best) return null;
  const { from } = calendarUnit(best.grain, today);
  return span(i + best.parts.length, from, calendarUnit("day", today).to, best.grain, { relative: true });
};
