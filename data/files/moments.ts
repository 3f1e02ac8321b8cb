import { DateTime } from "luxon";
import { addDays, instantOf, isDay, startOfDay } from "../calendar.ts";

/** Why a text is no instant: `gap`, the clock skipped it; `no_time`, a bare date. */
export type NoInstant = "gap" | "no_time" | "not_read";

/** `2019-05-01T10:00:00.000Z`, or why not. */
export type Instant = { at: string } | { why: NoInstant };

const OFFSET = /^(\d{4}-\d\d-\d\d)T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d([.,]\d+)?)?(Z|[+-](\d\d)(:?([0-5]\d))?)$/;
const MOST_OFFSET_HOURS = 14;
const WALL_CLOCK = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d)(?::([0-5]\d))?$/;
const WALL_CLOCK_BRITISH = /^(\d\d\/\d\d\/\d{4}) (\d\d:\d\d)$/;

/** A calendar day written `dd/mm/yyyy` or `yyyy-mm-dd`, from 1900 to 2199, as `yyyy-mm-dd`; else null. */
export function dayIn(text: string): string | null {
  const day = /^\d\d\/\d\d\/\d{4}$/.test(text) ? turned(text) : text;
  return isDay(day) ? day : null;
}

/**
 * ISO 8601 with `Z` or an offset; or `dd/mm/yyyy HH:MM` or `yyyy-mm-dd HH:MM[:SS]` on the zone's wall clock,
 * of the hour that occurs twice the first. Fractions beyond milliseconds are cut off.
 */
export function instantIn(text: string, zone: string): Instant {
  const offset = OFFSET.exec(text);
  if (offset) {
    const at = DateTime.fromISO(text, { zone: "utc" });
    const known = isDay(offset[1]!) && at.isValid && Number(offset[6] ?? 0) <= MOST_OFFSET_HOURS;
    return known ? { at: at.toJSDate().toISOString() } : { why: "not_read" };
  }
  const british = WALL_CLOCK_BRITISH.exec(text);
  const [, day, clock, seconds = "00"] = british
    ? ["", turned(british[1]!), british[2]!]
    : (WALL_CLOCK.exec(text) ?? []);
  if (day === undefined || clock === undefined) return { why: dayIn(text) ? "no_time" : "not_read" };
  const minute = instantOf(day, clock, zone);
  if (minute) return { at: new Date(minute.getTime() + Number(seconds) * 1000).toISOString() };
  return { why: isDay(day) && /^([01]\d|2[0-3]):[0-5]\d$/.test(clock) ? "gap" : "not_read" };
}

/**
 * The same two, by what was learnt about each day: a million rows fall on a few thousand days, and on a day
 * without a clock change an instant is a sum. What is not written in the usual ways is read by the
 * functions above.
 */
export class Moments {
  /** text of a day as written → the day; null: no day */
  private readonly days = new Map<string, Day | null>();
  private readonly slowly = new Map<string, Instant>();

  constructor(private readonly zone: string) {}

  day(text: string): string | null {
    return this.known(text)?.day ?? null;
  }

  instant(text: string): Instant {
    return this.quickly(text) ?? this.remembered(text);
  }

  /** 00:00 of a day in the zone. */
  startOf(day: string): string {
    return this.known(day)!.startText;
  }

  private quickly(text: string): Instant | null {
    const isIso = text.charCodeAt(4) === DASH;
    const day = text.length > 15 ? this.known(text.slice(0, 10)) : null;
    const hour = twoDigits(text, 11);
    const minute = twoDigits(text, 14);
    if (!day || hour < 0 || hour > 23 || minute < 0 || minute > 59 || text.charCodeAt(13) !== COLON)
      return null;
    const hasSeconds = isIso && text.charCodeAt(16) === COLON;
    const second = hasSeconds ? twoDigits(text, 17) : 0;
    if (second < 0 || second > 59) return null;
    const end = hasSeconds ? 19 : 16;
    if (text.charCodeAt(10) === SPACE) {
      if (text.length !== end || !day.even) return null;
      return { at: instantText(day.local, hour, day.start, minute, second) };
    }
    if (!isIso || text.charCodeAt(10) !== T) return null;
    if (text.charCodeAt(end) === Z && text.length === end + 1) {
      return { at: instantText(day.zulu, hour, day.utc, minute, second) };
    }
    const offset = text.length === end + 6 ? offsetAt(text, end) : null;
    if (offset === null) return null;
    return { at: new Date(day.utc + ((hour * 60 + minute - offset) * 60 + second) * 1000).toISOString() };
  }

  private remembered(text: string): Instant {
    let read = this.slowly.get(text);
    if (read !== undefined) return read;
    read = instantIn(text, this.zone);
    if (this.slowly.size >= MOST_REMEMBERED) this.slowly.clear();
    // A copy of its own: a piece of a longer text would keep that alive.
    if (text.length < 40) this.slowly.set(Buffer.from(text).toString(), read);
    return read;
  }

  private known(text: string): Day | null {
    // What is no day's text is not kept: it may be as long as a row.
    if (text.length !== 10) return null;
    let day = this.days.get(text);
    if (day === undefined) {
      day = learnt(text, this.zone);
      if (this.days.size >= MOST_REMEMBERED) this.days.clear();
      this.days.set(text, day);
    }
    return day;
  }
}

interface Day {
  day: string;
  /** 00:00 of the day in UTC and in the zone, in ms */
  utc: number;
  start: number;
  startText: string;
  /** no clock change on it */
  even: boolean;
  /** by hour in UTC and in the zone: the instant's text up to its minutes, once it was asked for */
  zulu: string[];
  local: string[];
}

const MOST_REMEMBERED = 20_000;
const SPACE = 32;
const PLUS = 43;
const DASH = 45;
const COLON = 58;
const ZERO = 48;
const T = 84;
const Z = 90;

function learnt(text: string, zone: string): Day | null {
  const day = dayIn(text);
  if (day === null) return null;
  const start = startOfDay(day, zone);
  const length = startOfDay(addDays(day, 1), zone).getTime() - start.getTime();
  return {
    day,
    utc: Date.parse(`${day}T00:00:00Z`),
    start: start.getTime(),
    startText: start.toISOString(),
    // Within whole hours of UTC the minutes of both clocks are the same.
    even: length === 86_400_000 && start.getTime() % 3_600_000 === 0,
    zulu: [],
    local: [],
  };
}

function instantText(hours: string[], hour: number, start: number, minute: number, second: number): string {
  hours[hour] ??= new Date(start + hour * 3_600_000).toISOString().slice(0, 14);
  return `${hours[hour]}${TWO_DIGITS[minute]}:${TWO_DIGITS[second]}.000Z`;
}

/** Minutes of `+01:00`; null where it is no usual offset. */
function offsetAt(text: string, at: number): number | null {
  const sign = text.charCodeAt(at) === PLUS ? 1 : text.charCodeAt(at) === DASH ? -1 : 0;
  const hours = twoDigits(text, at + 1);
  const minutes = twoDigits(text, at + 4);
  const isUsual = sign !== 0 && hours >= 0 && hours < MOST_OFFSET_HOURS && minutes >= 0 && minutes < 60;
  return isUsual && text.charCodeAt(at + 3) === COLON ? sign * (hours * 60 + minutes) : null;
}

const TWO_DIGITS = Array.from({ length: 60 }, (_, n) => String(n).padStart(2, "0"));

function twoDigits(text: string, at: number): number {
  const tens = text.charCodeAt(at) - ZERO;
  const ones = text.charCodeAt(at + 1) - ZERO;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : -1;
}

function turned(day: string): string {
  return `${day.slice(6)}-${day.slice(3, 5)}-${day.slice(0, 2)}`;
}
