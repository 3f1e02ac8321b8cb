import { clockOf, dayOf, weekdayOf } from "../../data/calendar.ts";
import { dayText } from "./period-label.ts";

const WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split(" ");

/**
 * "Tuesday 30 July 2019, 14:00": the wall clock of the policy's zone. Put together by hand: a list
 * has one in each row, and formatting by locale takes longer than the rest of its card.
 */
export function instantText(at: Date, zone: string): string {
  const day = dayOf(at, zone);
  return `${WEEKDAYS[weekdayOf(day) - 1]} ${dayText(day)}, ${clockOf(at, zone)}`;
}
