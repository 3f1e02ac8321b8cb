import { addDays, weekdayOf } from "../../../data/calendar.ts";
import { namedMonthDay } from "./days.ts";
import type { Clock, Production } from "./period.ts";
import { fullYear, isTrouble, span } from "./period.ts";

/** Easter Sunday by the Gregorian computus (Meeus, Jones and Butcher). */
export function easterSunday(year: number): string {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const d = Math.floor(b / 4);
  const e = b % 4;
  const f = Math.floor((b + 8) / 25);
  const g = Math.floor((b - f + 1) / 3);
  const h = (19 * a + b - d - g + 15) % 30;
  const i = Math.floor(c / 4);
  const k = c % 4;
  const l = (32 + 2 * e + 2 * i - h - k) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const month = Math.floor((h + l - 7 * m + 114) / 31);
  const day = ((h + l - 7 * m + 114) % 31) + 1;
  return `${year}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
}

const firstMonday = (year: number, month: string) => {
  const first = `${year}-${month}-01`;
  return addDays(first, (8 - weekdayOf(first)) % 7);
};
const lastMonday = (year: number, month: string, days: number) => {
  const last = `${year}-${month}-${days}`;
  return addDays(last, 1 - weekdayOf(last));
};

interface Holiday {
  phrases: string[];
  first: (year: number) => string;
  days: number;
}

/** The days of England and Wales that have names; a weekend of a bank holiday is Saturday to Monday. */
const HOLIDAYS: Holiday[] = [
  { phrases: ["christmas day", "xmas day"], first: (y) => `${y}-12-25`, days: 1 },
  { phrases: ["christmas eve", "xmas eve"], first: (y) => `${y}-12-24`, days: 1 },
  { phrases: ["boxing day"], first: (y) => `${y}-12-26`, days: 1 },
  { phrases: ["christmas", "xmas"], first: (y) => `${y}-12-25`, days: 2 },
  { phrases: ["christmas and new year", "xmas and new year"], first: (y) => `${y}-12-25`, days: 8 },
  {
    phrases: ["new year 's eve", "new years eve", "new year eve", "nye"],
    first: (y) => `${y}-12-31`,
    days: 1,
  },
  {
    phrases: ["new year 's day", "new years day", "new year day", "new year", "new years"],
    first: (y) => `${y}-01-01`,
    days: 1,
  },
  { phrases: ["good friday"], first: (y) => addDays(easterSunday(y), -2), days: 1 },
  { phrases: ["easter sunday", "easter day"], first: easterSunday, days: 1 },
  { phrases: ["easter monday"], first: (y) => addDays(easterSunday(y), 1), days: 1 },
  {
    phrases: ["easter", "easter weekend", "easter bank holiday", "easter bank holiday weekend"],
    first: (y) => addDays(easterSunday(y), -2),
    days: 4,
  },
  {
    phrases: ["may day", "may day bank holiday", "early may bank holiday", "first may bank holiday"],
    first: (y) => firstMonday(y, "05"),
    days: 1,
  },
  {
    phrases: ["spring bank holiday", "whit monday", "late may bank holiday", "second may bank holiday"],
    first: (y) => lastMonday(y, "05", 31),
    days: 1,
  },
  {
    phrases: ["august bank holiday", "summer bank holiday", "late summer bank holiday"],
    first: (y) => lastMonday(y, "08", 31),
    days: 1,
  },
  {
    phrases: ["early may bank holiday weekend", "may day weekend", "may day bank holiday weekend"],
    first: (y) => addDays(firstMonday(y, "05"), -2),
    days: 3,
  },
  {
    phrases: ["spring bank holiday weekend", "late may bank holiday weekend"],
    first: (y) => addDays(lastMonday(y, "05", 31), -2),
    days: 3,
  },
  {
    phrases: ["august bank holiday weekend", "summer bank holiday weekend"],
    first: (y) => addDays(lastMonday(y, "08", 31), -2),
    days: 3,
  },
  { phrases: ["halloween"], first: (y) => `${y}-10-31`, days: 1 },
  { phrases: ["bonfire night", "guy fawkes night", "guy fawkes"], first: (y) => `${y}-11-05`, days: 1 },
  { phrases: ["valentine 's day", "valentines day"], first: (y) => `${y}-02-14`, days: 1 },
  {
    phrases: ["mother 's day", "mothering sunday", "mothers day"],
    first: (y) => addDays(easterSunday(y), -21),
    days: 1,
  },
];

/** By the first of their words: of most words of a question there are none. */
function byFirst<T extends { words: string[] }>(phrases: readonly T[]): ReadonlyMap<string, T[]> {
  const found = new Map<string, T[]>();
  for (const phrase of phrases) {
    const others = found.get(phrase.words[0]!);
    if (others) others.push(phrase);
    else found.set(phrase.words[0]!, [phrase]);
  }
  return found;
}

const NAMED = byFirst(
  HOLIDAYS.flatMap((holiday) => holiday.phrases.map((phrase) => ({ words: phrase.split(" "), holiday }))),
);

/** The first words of named days. */
export const HOLIDAY_WORDS: readonly string[] = [...NAMED.keys()];

/** A named day or weekend: the latest that has begun, unless a year is named. */
export const holiday: Production = (words, i, clock) => {
  const led = words[i] === "last" || words[i] === "this" || words[i] === "past";
  const at = led ? i + 1 : i;
  let best: { words: string[]; holiday: Holiday } | null = null;
  for (const candidate of NAMED.get(words[at] ?? "") ?? []) {
    const fits = candidate.words.every((word, k) => words[at + k] === word);
    if (fits && candidate.words.length > (best?.words.length ?? 0)) best = candidate;
  }
  if (!best) return null;
  let end = at + best.words.length;
  let year = /^20\d\d$/.test(words[end] ?? "") ? fullYear(words[end]) : null;
  if (year) end++;
  else if ((words[end] === "last" || words[end] === "this") && words[end + 1] === "year") {
    year = Number(clock.today.slice(0, 4)) - (words[end] === "last" ? 1 : 0);
    end += 2;
  }
  const first = year ? best.holiday.first(year) : latest(best.holiday, clock);
  // "easter monday 21 april"
  const dated = namedMonthDay(words, end, clock);
  if (dated && !isTrouble(dated) && dated.from === first) end = dated.end;
  return span(end, first, addDays(first, best.holiday.days), best.holiday.days === 1 ? "day" : "range", {
    yearless: !year,
  });
};

function latest({ first }: Holiday, { today, forward }: Clock): string {
  const year = Number(today.slice(0, 4));
  if (forward) return first(year) >= today ? first(year) : first(year + 1);
  return first(year) <= today ? first(year) : first(year - 1);
}

/** `bank holiday weekend`, `last bank holiday`: the latest of the year's bank holidays. */
export const bankHoliday: Production = (words, i, { today }) => {
  const led = words[i] === "last" || words[i] === "this" || words[i] === "past";
  const at = led ? i + 1 : i;
  if (words[at] !== "bank" || words[at + 1] !== "holiday") return null;
  const weekend = words[at + 2] === "weekend";
  const year = Number(today.slice(0, 4));
  const days = [year, year - 1].flatMap(bankHolidays).filter((day) => day <= today);
  const day = days.sort().at(-1);
  if (!day) return null;
  const monday = words[at + 2] === "monday";
  const end = weekend || monday ? at + 3 : at + 2;
  if (weekend) return span(end, addDays(day, -2), addDays(day, 1), "range");
  return span(end, day, addDays(day, 1), "day");
};

function bankHolidays(year: number): string[] {
  const easter = easterSunday(year);
  return [
    `${year}-01-01`,
    addDays(easter, -2),
    addDays(easter, 1),
    firstMonday(year, "05"),
    lastMonday(year, "05", 31),
    lastMonday(year, "08", 31),
    `${year}-12-25`,
    `${year}-12-26`,
  ];
}

const UNKNOWN = byFirst(
  [
    ...[
      "easter",
      "summer",
      "christmas",
      "xmas",
      "school",
      "half term",
      "winter",
      "spring",
      "autumn",
      "october",
      "february",
      "may",
      "whit",
      "whitsun",
    ].flatMap((season) => [
      `${season} holidays`,
      `${season} hols`,
      `${season} break`,
      `${season} half term`,
      `${season} term`,
    ]),
    ..."half term|half terms|term time|termtime|last term|this term|next term|the holidays|school holiday|summer holiday|easter holiday|christmas holiday|christmas period|xmas period|festive period|ramadan|eid|inset day|lockdown|covid|the pandemic|last inspection|autumn|winter".split(
      "|",
    ),
    ..."summer|winter|autumn|spring"
      .split("|")
      .flatMap((season) => [
        `last ${season}`,
        `this ${season}`,
        `the ${season}`,
        `over ${season}`,
        `in ${season}`,
        `during ${season}`,
      ]),
    ..."last few days|last few weeks|last few months|past few days|past few weeks|past few months|the other day|a while ago|recent weeks|recent months".split(
      "|",
    ),
  ].map((phrase) => ({ words: phrase.split(" ") })),
);

/** The first words of times that the calendar does not know. */
export const UNKNOWN_WORDS: readonly string[] = [...UNKNOWN.keys()];

/** Times that the calendar does not know: school holidays, terms, seasons. The bot asks back. */
export const unknownTime: Production = (words, i) => {
  let end = 0;
  for (const { words: phrase } of UNKNOWN.get(words[i] ?? "") ?? []) {
    if (phrase.length > end - i && phrase.every((word, k) => words[i + k] === word)) end = i + phrase.length;
  }
  if (!end) return null;
  const year = /^(20\d\d|last year|this year)$/;
  if (year.test(words[end] ?? "")) end++;
  return { end, problem: "not_known" };
};
