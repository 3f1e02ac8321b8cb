import { DateTime } from "luxon";

/**
 * London days. A day is `yyyy-mm-dd`; instants are `Date`s. A period `[from, to)` of days runs from
 * 00:00 London on `from` to 00:00 London on `to`. Elapsed times (72 h) are not the calendar's matter.
 */
export const LONDON = "Europe/London";

const DAY_MS = 86_400_000;
/** No zone has changed its offset inside a quarter of an hour of UTC since 1900. */
const QUARTER_MS = 900_000;
/** Offsets that were asked for, by quarter of an hour: a zone's own takes long to find, and a turn asks often. */
const offsets = new Map<string, number>();
const MOST_OFFSETS = 2_000;

/** Which London day an instant falls on. */
export function dayOf(instant: Date, zone = LONDON): string {
  return wallClock(instant, zone).slice(0, 10);
}

/** Starts of days that were asked for: a zone's offset takes long to find, and a turn asks often. */
const starts = new Map<string, number>();
const MOST_STARTS = 2_000;

/** 00:00 London of a day. */
export function startOfDay(day: string, zone = LONDON): Date {
  const key = `${day} ${zone}`;
  let start = starts.get(key);
  if (start === undefined) {
    start = DateTime.fromISO(day, { zone }).toMillis();
    if (starts.size >= MOST_STARTS) starts.clear();
    starts.set(key, start);
  }
  return new Date(start);
}

/** London wall clock of an instant, `HH:MM`. */
export function clockOf(instant: Date, zone = LONDON): string {
  return wallClock(instant, zone).slice(11, 16);
}

/** What a calendar and a clock on the wall show at an instant, `yyyy-mm-ddTHH:MM:SS.sssZ`. */
function wallClock(instant: Date, zone: string): string {
  const ms = instant.getTime();
  const quarter = Math.floor(ms / QUARTER_MS);
  const key = `${quarter} ${zone}`;
  let offset = offsets.get(key);
  if (offset === undefined) {
    offset = DateTime.fromMillis(quarter * QUARTER_MS, { zone }).offset * 60_000;
    if (offsets.size >= MOST_OFFSETS) offsets.clear();
    offsets.set(key, offset);
  }
  return new Date(ms + offset).toISOString();
}

/**
 * The instant of a London day and wall clock (`HH:MM`). The hour that occurs twice in October gives
 * the first; a time that the March change skips, and an impossible day or time, give null.
 */
export function instantOf(day: string, clock: string, zone = LONDON): Date | null {
  if (!isDay(day) || !/^([01]\d|2[0-3]):[0-5]\d$/.test(clock)) return null;
  const local = DateTime.fromISO(`${day}T${clock}`, { zone });
  if (!local.isValid || local.toFormat("HH:mm") !== clock) return null;
  const hourBefore = local.minus({ hours: 1 });
  return (hourBefore.toFormat("HH:mm") === clock ? hourBefore : local).toJSDate();
}

/** A real calendar day written `yyyy-mm-dd`, from 1900 to 2199. */
export function isDay(text: string): boolean {
  return /^(19|20|21)\d\d-\d\d-\d\d$/.test(text) && dayText(utc(text)) === text;
}

export function addDays(day: string, days: number): string {
  return dayText(utc(day) + days * DAY_MS);
}

/** The same day of the month n months on, or that month's last day where it has none. */
export function addMonths(day: string, months: number): string {
  const [year, month, date] = [
    Number(day.slice(0, 4)),
    Number(day.slice(5, 7)) + months,
    Number(day.slice(8)),
  ];
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate();
  return dayText(Date.UTC(year, month - 1, Math.min(date, last)));
}

/** The same day n years on; 29 February becomes the 28th. */
export function addYears(day: string, years: number): string {
  return addMonths(day, 12 * years);
}

/** Whole days from a to b; negative where b is earlier. */
export function daysBetween(a: string, b: string): number {
  return (utc(b) - utc(a)) / DAY_MS;
}

/** 1 (Monday) to 7 (Sunday). */
export function weekdayOf(day: string): number {
  return new Date(utc(day)).getUTCDay() || 7;
}

export function mondayOf(day: string): string {
  return addDays(day, 1 - weekdayOf(day));
}

export function monthStart(day: string): string {
  return `${day.slice(0, 7)}-01`;
}

/** Quarters of the financial year begin in April, July, October and January, as the calendar's do. */
export function quarterStart(day: string): string {
  const month = Number(day.slice(5, 7));
  const first = month - ((month - 1) % 3);
  return `${day.slice(0, 4)}-${String(first).padStart(2, "0")}-01`;
}

/** The 1 April that begins a day's financial year. */
export function financialYearStart(day: string): string {
  const year = Number(day.slice(0, 4));
  return `${day.slice(5) >= "04-01" ? year : year - 1}-04-01`;
}

/** Whether `[from, to)` is one financial year of the zone. */
export function isFinancialYear(from: Date, to: Date, zone: string): boolean {
  const day = dayOf(from, zone);
  return (
    day === financialYearStart(day) &&
    startOfDay(day, zone).getTime() === from.getTime() &&
    startOfDay(addYears(day, 1), zone).getTime() === to.getTime()
  );
}

/** "2018/19" for any day of that financial year. */
export function financialYearLabel(day: string): string {
  const year = Number(financialYearStart(day).slice(0, 4));
  return `${year}/${String((year + 1) % 100).padStart(2, "0")}`;
}

/** Q1 (April to June) to Q4 (January to March). */
export function financialQuarter(day: string): 1 | 2 | 3 | 4 {
  const month = Number(day.slice(5, 7));
  return (month < 4 ? 4 : Math.floor((month - 1) / 3)) as 1 | 2 | 3 | 4;
}

/** Completed years between a birth day and a London day; born on 29 February, of age on 1 March. */
export function ageOn(birth: string, day: string): number {
  const years = Number(day.slice(0, 4)) - Number(birth.slice(0, 4));
  return day.slice(5) < birth.slice(5) ? years - 1 : years;
}

function utc(day: string): number {
  return Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1, Number(day.slice(8)));
}

function dayText(utc: number): string {
  return new Date(utc).toISOString().slice(0, 10);
}
