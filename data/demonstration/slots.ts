import type { YearFigures } from "./acceptance-plan.ts";
import { type Random, random } from "./random.ts";
import { financialYearSpan, HOUR, londonHour, londonInstant } from "./wall-clock.ts";

/** A stretch of time in which some child will be missing; `year.ts` says who. Instants in ms. */
export interface Slot {
  start: number;
  end: number;
  length: "short" | "medium" | "long";
}

/** Most go in the evening; hour of the London day and its weight. */
const HOUR_WEIGHTS = [5, 4, 3, 2, 1, 1, 1, 2, 4, 3, 3, 4, 5, 5, 6, 9, 11, 12, 14, 16, 17, 16, 14, 9];
const HOURS = HOUR_WEIGHTS.map((weight, hour) => [hour, weight] as const);

/** The first year in which somebody is missing at every moment: see `chain`. */
const CHAINED_FROM = 2019;

/**
 * The missing episodes of a financial year as bare times, in order of start: as many as the figures
 * say, by month and hour, most of a few hours, one in five over a day.
 */
export function yearSlots(seed: number, year: number, figures: YearFigures): Slot[] {
  const rng = random(seed, "slots", year);
  const slots: Slot[] =
    year >= CHAINED_FROM
      ? [...chain(rng, year, "long"), ...chain(rng, year, "medium")]
      : [
          ...repeat(figures.long.episodes, () => at(rng, year, figures, "long")),
          ...repeat(Math.round(figures.episodes / 5), () => at(rng, year, figures, "medium")),
        ];
  const left = figures.episodes - slots.length;
  slots.push(...repeat(left, () => at(rng, year, figures, "short")));
  return slots.sort((a, b) => a.start - b.start || a.end - b.end);
}

function at(rng: Random, year: number, figures: YearFigures, length: Slot["length"]): Slot {
  const start = startIn(rng, year, figures.months);
  return { start, end: start + duration(rng, length), length };
}

/** A start in the year: month by its weight, any day of it, hour by its weight. */
function startIn(rng: Random, year: number, months: readonly number[]): number {
  const index = rng.weighted(months.map((weight, i) => [i, weight] as const));
  return startInMonth(rng, year, index);
}

/** A start in month `index` (April is 0) of the financial year. */
export function startInMonth(rng: Random, year: number, index: number): number {
  const month = ((index + 3) % 12) + 1;
  const calendarYear = index < 9 ? year : year + 1;
  const days = new Date(Date.UTC(calendarYear, month, 0)).getUTCDate();
  return londonInstant(calendarYear, month, rng.int(1, days), rng.weighted(HOURS), rng.int(0, 59));
}

function duration(rng: Random, length: Slot["length"]): number {
  if (length === "short") return minutes(clamp(Math.exp(Math.log(5.5) + 0.8 * rng.normal()), 0.5, 23.5));
  if (length === "medium") return minutes(24.5 + 46 * rng.float() ** 2);
  return minutes(clamp(73 + Math.exp(Math.log(60) + 0.9 * rng.normal()), 73, 35 * 24));
}

/**
 * Episodes that overlap one after the other, so that at every moment of the year one is open. A
 * demonstration on any day has a child who has been missing for days, and one since yesterday.
 */
function chain(rng: Random, year: number, length: "medium" | "long"): Slot[] {
  const [from, to] = financialYearSpan(year);
  const slots: Slot[] = [];
  let start = from + rng.int(5, 90) * 60_000;
  while (start < to) {
    const hours =
      length === "medium" ? rng.int(26, 70) : clamp(Math.exp(Math.log(200) + 0.35 * rng.normal()), 96, 800);
    const end = start + minutes(hours);
    slots.push({ start, end, length });
    // the next one goes before this one returns
    const overlap = length === "medium" ? [1, 12] : [24, 66];
    const earliest = Math.max(start + HOUR, end - overlap[1]! * HOUR);
    start = likely(rng, earliest, end - overlap[0]! * HOUR);
  }
  return slots;
}

/** An instant of [from, to], at an hour in which children more often go. */
function likely(rng: Random, from: number, to: number): number {
  const hours: [number, number][] = [];
  for (let ms = from; ms <= to; ms += HOUR) hours.push([ms, HOUR_WEIGHTS[londonHour(ms)]!]);
  return Math.min(to, rng.weighted(hours) + rng.int(0, 50) * 60_000);
}

function minutes(hours: number): number {
  return Math.round(hours * 60) * 60_000;
}

function clamp(value: number, min: number, max: number): number {
  return Math.min(max, Math.max(min, value));
}

function repeat<T>(n: number, make: () => T): T[] {
  return Array.from({ length: n }, make);
}

/** Two episodes of one child keep at least this far apart. */
export const BREATH = 3 * HOUR;
