import { addDays, financialQuarter, financialYearLabel } from "../../data/calendar.ts";
import type { Period } from "../../data/vocabulary.ts";
import { runningUnit, type Unit, wholeUnit } from "./comparison.ts";

const MONTHS = "January February March April May June July August September October November December".split(
  " ",
);

/** "30 July 2019" */
export function dayText(day: string): string {
  return `${Number(day.slice(8))} ${monthOf(day)} ${day.slice(0, 4)}`;
}

/** What a period is called: "2018/19", "July 2019 so far", "1 April to 30 July 2018". */
export function labelOf(period: Period, today: string): string {
  const running = runningUnit(period, today);
  if (running) return `${UNIT_LABELS[running](period.from)} so far`;
  return endsToday(period, today) ? `${calendarLabel(period)} so far` : calendarLabel(period);
}

/** The same without regard to today: for days that may lie ahead, such as those of deadlines. */
export function calendarLabel(period: Period): string {
  const whole = wholeUnit(period);
  return whole ? UNIT_LABELS[whole](period.from) : rangeText(period);
}

/** The last day of a calendar unit is not over while it is asked about. */
export function endsToday(period: Period, today: string): boolean {
  return period.to === addDays(today, 1) && wholeUnit(period) !== null;
}

const UNIT_LABELS: Readonly<Record<Unit, (start: string) => string>> = {
  day: dayText,
  week: (start) => `the week of ${dayText(start)}`,
  month: (start) => `${monthOf(start)} ${start.slice(0, 4)}`,
  quarter: (start) => `Q${financialQuarter(start)} ${financialYearLabel(start)}`,
  financial_year: financialYearLabel,
  calendar_year: (start) => start.slice(0, 4),
};

function rangeText({ from, to }: Period): string {
  const last = addDays(to, -1);
  if (from.slice(0, 7) === last.slice(0, 7)) return `${Number(from.slice(8))} to ${dayText(last)}`;
  const sameYear = from.slice(0, 4) === last.slice(0, 4);
  return `${sameYear ? dayText(from).slice(0, -5) : dayText(from)} to ${dayText(last)}`;
}

function monthOf(day: string): string {
  return MONTHS[Number(day.slice(5, 7)) - 1]!;
}
