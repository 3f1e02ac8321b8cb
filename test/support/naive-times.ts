import { DateTime } from "luxon";

/** Times of the council's files for the second, simple reader (naive-reader.ts). */
export interface NaiveMoment {
  /** milliseconds; of a bare date, 00:00 London */
  at: number;
  /** London's */
  day: string;
  precision: "instant" | "date";
}

export function momentOf(cell: string): NaiveMoment | null {
  const day = dayOf(cell);
  if (day) return { at: instantOf(`${day} 00:00`)!, day, precision: "date" };
  const at = instantOf(cell);
  return at === null ? null : { at, day: londonDay(at), precision: "instant" };
}

export function dayOf(cell: string): string | null {
  const british = /^(\d\d)\/(\d\d)\/(\d{4})$/.exec(cell);
  const day = british ? `${british[3]}-${british[2]}-${british[1]}` : cell;
  if (!/^\d{4}-\d\d-\d\d$/.test(day) || day < "1900" || day >= "2200") return null;
  const parsed = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(day) ? day : null;
}

/** Milliseconds; of London's clock, the first of the two offsets that shows this time there. */
export function instantOf(cell: string): number | null {
  const zoned = /^(\d{4}-\d\d-\d\d)(T\d\d:\d\d(?::\d\d(?:[.,]\d+)?)?)(Z|[+-]\d\d(?::?\d\d)?)$/.exec(cell);
  if (zoned && dayOf(zoned[1]!)) {
    const [, hours = "99", minutes = "0"] = /^[+-](\d\d):?(\d\d)?$/.exec(zoned[3]!) ?? ["", "0"];
    if (Number(hours) > 14 || Number(minutes) > 59 || zoned[2]!.startsWith("T24")) return null;
    const at = DateTime.fromISO(cell).toMillis();
    return Number.isNaN(at) ? null : at;
  }
  const wall =
    /^(\d{4}-\d\d-\d\d) (\d\d:\d\d)(:\d\d)?$/.exec(cell) ?? /^(\d\d\/\d\d\/\d{4}) (\d\d:\d\d)$/.exec(cell);
  const day = wall && dayOf(wall[1]!);
  if (!day) return null;
  const shown = `${day} ${wall[2]}${wall[3] ?? ":00"}`;
  const asUtc = Date.parse(`${shown.replace(" ", "T")}Z`);
  const found = [1, 0].map((hours) => asUtc - hours * 3_600_000).find((at) => londonOf(at) === shown);
  return found ?? null;
}

export function londonDay(at: number): string {
  return londonOf(at).slice(0, 10);
}

const LONDON = new Intl.DateTimeFormat("en-CA", {
  timeZone: "Europe/London",
  dateStyle: "short",
  timeStyle: "medium",
  hourCycle: "h23",
});

function londonOf(at: number): string {
  return Number.isNaN(at) ? "" : LONDON.format(at).replace(", ", " ");
}
