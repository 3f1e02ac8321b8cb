import { weekdayOf } from "../../data/calendar.ts";
import type { Line } from "./line.ts";
import { pattern } from "./pattern.ts";
import { WEEKDAYS } from "./periods/calendar-words.ts";
import type { Found } from "./periods/period.ts";

const EVERY = pattern(
  "(every|each|weekly on|on|on a)( week on( a)?)? ((monday|mon|tuesday|tue|tues|wednesday|wed|weds|thursday|thu|thur|thurs|friday|fri|saturday|sat|sunday|sun)s?)( morning| afternoon| evening)?",
);
const PLAIN = pattern(
  "(every|each) (week|month|day|morning|fortnight|quarter)|weekly|daily|monthly|once a (week|month)",
);
const CODES = ["MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN"];

/** `weekly:FRI`, with `@09:00` where a time was said; null where no weekday was. */
export function readSchedule(line: Line, clock: string | null, period: Found | null): string | null {
  const found = line.find(EVERY);
  if (!found) {
    const plain = line.find(PLAIN);
    if (plain) line.mark(plain.from, plain.to, "schedule");
    // "on Wednesdays" was read as a day
    if (period?.weekday !== true) return null;
    return `weekly:${CODES[weekdayOf(period.from) - 1]}${clock ? `@${clock}` : ""}`;
  }
  line.mark(found.from, found.to, "schedule");
  const day =
    WEEKDAYS.get((found.groups[4] ?? "").replace(/(day)s$/, "$1")) ?? WEEKDAYS.get(found.groups[5] ?? "");
  if (!day) return null;
  return `weekly:${CODES[day - 1]}${clock ? `@${clock}` : ""}`;
}
