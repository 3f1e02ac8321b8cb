import { DateTime } from "luxon";
import { addDays, clockOf, dayOf, isDay, LONDON } from "../../data/calendar.ts";
import type { Line } from "./line.ts";
import { type Pattern, pattern } from "./pattern.ts";
import { numberOf } from "./periods/calendar-words.ts";
import type { Found } from "./periods/period.ts";

/** A clock time, or an instant reckoned from now. */
export type ClockTime = { clock: string; half: boolean } | { minutesAgo: number };

const AT = "(at |about |around |approx |approximately |by |from |just after |just before |since |@ )";
const NUMBER =
  "(\\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|forty five)";
const FORMS: [Pattern, (groups: (string | undefined)[]) => ClockTime | null][] = [
  [pattern(`(${AT})?(\\d{1,2})[:.](\\d{1,2})( )?(am|pm)?( hours| hrs| hrs)?`), (g) => time(g[3], g[4], g[6])],
  [pattern(`(${AT})?(\\d{1,2})[:.]?(\\d{1,2})?(am|pm)`), (g) => time(g[3], g[4] ?? "00", g[5])],
  [
    pattern(`(${AT})?half (?:past )?${NUMBER}( ?(am|pm))?`),
    (g) => time(String(numberOf(g[3]) ?? ""), "30", g[5]),
  ],
  [pattern(`(${AT})?quarter past ${NUMBER}`), (g) => time(String(numberOf(g[3]) ?? ""), "15", undefined)],
  [pattern(`(${AT})?quarter to ${NUMBER}`), (g) => time(String((numberOf(g[3]) ?? 0) - 1), "45", undefined)],
  [
    pattern(`(${AT})?(five|5|ten|10|twenty|20|twenty five|25) (past|to) (midnight|${NUMBER})( ?(am|pm))?`),
    (g) => aside(g[3], g[4], g[5], g[8]),
  ],
  [pattern(`(${AT})?(midnight)`), () => ({ clock: "00:00", half: false })],
  [pattern(`(${AT})?(noon|midday|12 noon)`), () => ({ clock: "12:00", half: false })],
  [pattern(`(${AT})?${NUMBER} (o'clock|oclock)`), (g) => time(String(numberOf(g[3]) ?? ""), "00", undefined)],
  [pattern("(just now|right now|a moment ago|this minute|a minute ago|now)"), () => ({ minutesAgo: 0 })],
  [
    pattern(`(about |around )?(${NUMBER}|an|a|half an|a couple of|a few) (hours|minutes) ago`),
    (g) => ago(g[2], g[4]),
  ],
  [pattern("(at |about |around )(\\d\\d)([0-5]\\d)( hours| hrs)?"), (g) => time(g[2], g[3], undefined)],
  [
    pattern("(?<=(?:back|home|in|returned|missing|since|from|out|left) )(\\d\\d)([0-5]\\d)(?: hours| hrs)?"),
    (g) => time(g[1], g[2], undefined),
  ],
  [pattern("(\\d\\d)([0-5]\\d)( hours| hrs)"), (g) => time(g[1], g[2], undefined)],
  [
    pattern(`(at |about |around |@ )${NUMBER}( ?(am|pm))?`),
    (g) => time(String(numberOf(g[2]) ?? ""), "00", g[4]),
  ],
];

function time(
  hourText: string | undefined,
  minuteText: string | undefined,
  half: string | undefined,
): ClockTime | null {
  let hour = Number(hourText);
  const minute = Number(minuteText);
  if (hourText === undefined || hourText === "" || !(hour >= 0 && hour <= 23 && minute >= 0 && minute <= 59))
    return null;
  if (half && hour > 12) return null;
  if (half === "pm" && hour < 12) hour += 12;
  if (half === "am" && hour === 12) hour = 0;
  const unsure = !half && hour >= 1 && hour <= 12 && !/^0/.test(hourText);
  return { clock: `${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}`, half: unsure };
}

/** "Ten past midnight", "twenty to nine". */
function aside(
  count: string | undefined,
  side: string | undefined,
  hour: string | undefined,
  half: string | undefined,
): ClockTime | null {
  const minutes = count === "twenty five" ? 25 : numberOf(count);
  const whole = hour === "midnight" ? 0 : numberOf(hour);
  if (minutes === null || whole === null) return null;
  const past = side === "past";
  const read = time(String((whole + (past ? 0 : 23)) % 24), String(past ? minutes : 60 - minutes), half);
  return read && hour === "midnight" ? ({ ...read, half: false } as ClockTime) : read;
}

function ago(count: string | undefined, unit: string | undefined): ClockTime | null {
  const n = { an: 1, a: 1, "half an": 0.5, "a couple of": 2, "a few": 3 }[count ?? ""] ?? numberOf(count);
  return n === null || n === undefined ? null : { minutesAgo: Math.round(n * (unit === "hours" ? 60 : 1)) };
}

/** Finds clock times; only an action reads them, in a question they are left over. */
export function takeClock(line: Line): ClockTime | null {
  for (const [re, make] of FORMS) {
    for (let after = 0, times = 0; times < 3; times++) {
      const found = line.find(re, after);
      if (!found) break;
      const free = line.units.slice(found.from, found.to).every(({ slot }) => slot === null);
      const made = free ? make(found.groups) : null;
      if (made) {
        line.replace(found.from, found.to, "@clock", "clock", made);
        return made;
      }
      after = found.from + 1;
    }
  }
  return null;
}

/**
 * The London wall clock that was meant, `yyyy-mm-ddTHH:MM`. What has happened lies in the past, what
 * is planned in the future; a time without am or pm takes the half of the day that fits.
 */
export function londonTime(
  read: ClockTime | null,
  period: Found | null,
  words: string,
  now: Date,
  ahead: boolean,
): string | null {
  if (!read) return null;
  if ("minutesAgo" in read) {
    const at = DateTime.fromJSDate(now, { zone: LONDON }).minus({ minutes: read.minutesAgo });
    return at.toFormat("yyyy-MM-dd'T'HH:mm");
  }
  const present = `${dayOf(now)}T${clockOf(now)}`;
  const evening = /\b(evening|afternoon|night|tonight)\b/.test(words);
  const hours = read.half
    ? [Number(read.clock.slice(0, 2)) % 12, (Number(read.clock.slice(0, 2)) % 12) + 12]
    : [Number(read.clock.slice(0, 2))];
  const clocks = hours.map((hour) => `${String(hour).padStart(2, "0")}${read.clock.slice(2)}`);
  const days = daysMeant(period, present.slice(0, 10), ahead, words);
  const choices = days
    .flatMap((day) => clocks.map((clock) => `${day}T${clock}`))
    .filter((at) => isDay(at.slice(0, 10)));
  let fits = choices.filter((at) => (ahead ? at >= present : at <= present));
  if (fits.length === 0) fits = choices;
  if (evening && read.half) fits = fits.filter((at) => at.slice(11) >= "12:00").concat(fits);
  else if (ahead && read.half)
    fits = fits.filter((at) => at.slice(11) >= "08:00" && at.slice(11) < "19:00").concat(fits);
  else if (/\bmorning\b/.test(words) && read.half)
    fits = fits.filter((at) => at.slice(11) < "12:00").concat(fits);
  else if (!ahead) fits = [...fits].sort().reverse();
  return fits[0] ?? null;
}

/** "last night" is yesterday's evening and today's small hours. */
function daysMeant(period: Found | null, today: string, ahead: boolean, words: string): string[] {
  if (!period) return ahead ? [today, addDays(today, 1)] : [today, addDays(today, -1)];
  if (period.to === addDays(period.from, 2) && /night/.test(words))
    return [period.from, addDays(period.from, 1)];
  return [period.from];
}
