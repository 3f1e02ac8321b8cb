import { DateTime } from "luxon";

/** "Tuesday 30 July 2019, 14:00": the wall clock of the policy's zone. */
export function instantText(at: Date, zone: string): string {
  return DateTime.fromJSDate(at, { zone }).setLocale("en-GB").toFormat("cccc d LLLL yyyy, HH:mm");
}
