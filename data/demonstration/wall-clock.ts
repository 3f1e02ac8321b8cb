/**
 * London wall clock in plain arithmetic, for the hundreds of thousands of conversions of a plan.
 * The same zone as data/calendar.ts (a test compares the two); years from 1996, when the rule of
 * the last Sundays of March and October, 01:00 UTC, began.
 */
export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

/** The instant (ms) of a London date and time; a skipped hour gives the instant an hour before. */
export function londonInstant(
  year: number,
  month: number,
  day: number,
  hour: number,
  minute: number,
): number {
  const asUtc = Date.UTC(year, month - 1, day, hour, minute);
  return asUtc - offset(asUtc - HOUR / 2);
}

/** 00:00 London of a date. */
export function londonMidnight(year: number, month: number, day: number): number {
  return londonInstant(year, month, day, 0, 0);
}

/** The hour, 0 to 23, on London clocks at an instant (ms from 1970 on). */
export function londonHour(ms: number): number {
  return Math.floor(((ms + offset(ms)) % DAY) / HOUR);
}

/** 1 (Monday) to 7 (Sunday) in London at an instant (ms). */
export function londonWeekday(ms: number): number {
  return new Date(ms + offset(ms)).getUTCDay() || 7;
}

/** The year in which the financial year (from 1 April, London) of an instant (ms) begins. */
export function financialYearOf(ms: number): number {
  const local = new Date(ms + offset(ms));
  return local.getUTCMonth() >= 3 ? local.getUTCFullYear() : local.getUTCFullYear() - 1;
}

/** [start, end) of the financial year that begins in a year, as instants (ms). */
export function financialYearSpan(year: number): [number, number] {
  return [londonMidnight(year, 4, 1), londonMidnight(year + 1, 4, 1)];
}

function offset(ms: number): number {
  if (ms < inView.from || ms >= inView.to) inView = yearOf(ms);
  return ms >= inView.spring && ms < inView.autumn ? HOUR : 0;
}

/** The UTC year that was last asked for: a plan asks for one year many times over. */
let inView = yearOf(0);

function yearOf(ms: number): { from: number; to: number; spring: number; autumn: number } {
  const year = new Date(ms).getUTCFullYear();
  return {
    from: Date.UTC(year, 0, 1),
    to: Date.UTC(year + 1, 0, 1),
    spring: lastSunday(year, 3),
    autumn: lastSunday(year, 10),
  };
}

/** 01:00 UTC on the last Sunday of March (3) or October (10). */
function lastSunday(year: number, month: number): number {
  const last = new Date(Date.UTC(year, month - 1, 31, 1));
  return last.getTime() - last.getUTCDay() * DAY;
}
