import type { Comparison, Filters, Grouping } from "../../data/vocabulary.ts";
import type { Line } from "./line.ts";
import type { Named } from "./names.ts";
import type { Pattern } from "./pattern.ts";
import type { Found } from "./periods/period.ts";

/** What the typed spans of a line say, before a metric or an action is chosen. */
export interface Slots {
  filters: Filters;
  /** names that fit several, or none: the bot asks back */
  doubts: Doubt[];
  periods: Found[];
  period: Found | null;
  /** an impossible or unknown time; the bot asks back */
  periodTrouble: string | null;
  compare: Comparison | null;
  /** "vs Q1" and no period of its own: what the last question's is compared with */
  against: Found | null;
  groupBy: Grouping | null;
  limit: number | null;
  order: "asc" | null;
  /** "worst 3": lowest or highest first, as the metric has it */
  worst: boolean;
  /** episodes of 72 hours or more were meant; which slot that fills is the metric's choice */
  long: boolean;
  fuzzyChild: boolean;
  namesChild: boolean;
  /** "and the month before": the period of the last reading moves */
  moves: boolean;
  /** "up on the year before": the two are weighed, nothing moves */
  weighs: boolean;
  /** "risk level breakdown": a cut that needs no other question */
  spread: boolean;
}

export interface Doubt {
  key: "child" | "placement" | "worker" | "provider" | "team" | "agency";
  candidates: Named[];
  negated: boolean;
  words: string;
}

export function noSlots(): Slots {
  return {
    filters: {},
    doubts: [],
    periods: [],
    period: null,
    periodTrouble: null,
    compare: null,
    against: null,
    groupBy: null,
    limit: null,
    order: null,
    worst: false,
    long: false,
    fuzzyChild: false,
    namesChild: false,
    moves: false,
    weighs: false,
    spread: false,
  };
}

/** Adds a value to a filter that is a set. */
export function addTo(filters: Filters, key: string, value: unknown): void {
  const all = filters as Record<string, unknown>;
  const list = (all[key] as unknown[] | undefined) ?? [];
  if (!list.includes(value)) all[key] = [...list, value];
}

export function setFilter(filters: Filters, key: string, value: unknown): void {
  (filters as Record<string, unknown>)[key] = value;
}

/** Replaces every match of a pattern by a span, and says what each was. */
export function takeAll(
  line: Line,
  re: Pattern,
  make: (
    groups: (string | undefined)[],
    from: number,
    to: number,
  ) => { w: string; slot: string; value?: unknown } | null,
): void {
  for (let after = 0, times = 0; times < 8; times++) {
    const found = line.find(re, after);
    if (!found) return;
    const free = line.units.slice(found.from, found.to).every((unit) => unit.slot === null);
    const made = free ? make(found.groups, found.from, found.to) : null;
    if (made) line.replace(found.from, found.to, made.w, made.slot, made.value);
    after = found.from + 1;
  }
}
