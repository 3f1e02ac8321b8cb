import { DateTime } from "luxon";

/**
 * London days. A day is `yyyy-mm-dd`; instants are `Date`s. A period `[from, to)` of days runs from
 * 00:00 London on `from` to 00:00 London on `to`. Elapsed times (72 h) are not the calendar's matter.
 */
export const LONDON = "Europe/London";

/** Which London day an instant falls on. */
export function dayOf(instant: Date, zone = LONDON): string {
  return DateTime.fromJSDate(instant, { zone }).toFormat("yyyy-MM-dd");
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
  return DateTime.fromJSDate(instant, { zone }).toFormat("HH:mm");
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
  return /^(19|20|21)\d\d-\d\d-\d\d$/.test(text) && utc(text).isValid;
}

export function addDays(day: string, days: number): string {
  return utc(day).plus({ days }).toFormat("yyyy-MM-dd");
}

/** The same day of the month n months on, or that month's last day where it has none. */
export function addMonths(day: string, months: number): string {
  return utc(day).plus({ months }).toFormat("yyyy-MM-dd");
}

/** The same day n years on; 29 February becomes the 28th. */
export function addYears(day: string, years: number): string {
  return utc(day).plus({ years }).toFormat("yyyy-MM-dd");
}

/** Whole days from a to b; negative where b is earlier. */
export function daysBetween(a: string, b: string): number {
  return Math.round((utc(b).toMillis() - utc(a).toMillis()) / 86_400_000);
}

/** 1 (Monday) to 7 (Sunday). */
export function weekdayOf(day: string): number {
  return utc(day).weekday;
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

function utc(day: string): DateTime {
  return DateTime.fromISO(day, { zone: "utc" });
}
