import { clockOf, dayOf, weekdayOf } from "../../data/calendar.ts";
import { shortInstantText } from "./wording.ts";

const WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split(" ");
const HOUR_MS = 3_600_000;
/** A weekday by itself means the nearest one only within these hours. */
const WEEKDAY_HOURS = 6 * 24;
/** From so many days on the hours say nothing. */
const WEEK_DAYS = 7;

/**
 * A deadline as a worker reads it: "due in 14 h, Tuesday 16:40", "overdue by 3 days 2 h, since Friday
 * 14:05". What is left or over is elapsed time, whole hours (under an hour minutes, from a week on days), never rounded up;
 * the wall clock is the zone's, and says BST or GMT in the hour that occurs twice.
 */
export function dueText(dueBy: Date, now: Date, zone: string): string {
  const left = dueBy.getTime() - now.getTime();
  const when = soonText(dueBy, now, zone);
  return left > 0
    ? `due in ${elapsedText(left)}, ${when}`
    : `overdue${-left < 60_000 ? "" : ` by ${elapsedText(-left)}`}, since ${when}`;
}

/** "3 days 2 h", "14 h", "35 min": short, since it stands beside the time itself. */
export function elapsedText(ms: number): string {
  const hours = Math.floor(ms / HOUR_MS);
  if (hours < 1) return `${Math.max(1, Math.floor(ms / 60_000))} min`;
  if (hours < 48) return `${hours} h`;
  const [days, rest] = [Math.floor(hours / 24), hours % 24];
  return `${days} days${rest > 0 && days < WEEK_DAYS ? ` ${rest} h` : ""}`;
}

/** "Tuesday 16:40" within the week, the whole date beyond. */
export function soonText(at: Date, now: Date, zone: string): string {
  const near = Math.abs(at.getTime() - now.getTime()) < WEEKDAY_HOURS * HOUR_MS;
  const text = near
    ? `${WEEKDAYS[weekdayOf(dayOf(at, zone)) - 1]} ${clockOf(at, zone)}`
    : shortInstantText(at, zone);
  const other = (hours: number) => clockOf(new Date(at.getTime() + hours * HOUR_MS), zone);
  if (other(1) === clockOf(at, zone)) return `${text} BST`;
  return other(-1) === clockOf(at, zone) ? `${text} GMT` : text;
}
