import type { PlacementType } from "../vocabulary.ts";
import { type Life, newLife, stayOf } from "./lives.ts";
import { type Random, random } from "./random.ts";
import { BREATH, type Slot, yearSlots } from "./slots.ts";
import { DAY, financialYearSpan, HOUR } from "./wall-clock.ts";
import { type ChildLoad, childLoads, episodesOf, yearFigures } from "./year-figures.ts";

/** A child's missing episode as times; the stay at its start gives the rest. */
export interface Absence {
  life: Life;
  slot: Slot;
}

/** Children who are in view so far, carried from year to year. */
export interface Roster {
  lives: Life[];
  names: Set<string>;
}

/**
 * Gives every slot of a financial year to a child, so that the year's figures hold. Some children
 * are known from earlier years, the rest are new. No child has two episodes at once, or one at 18.
 * @throws Error where the slots cannot be shared out; no seed that was tried does.
 */
export function buildYear(seed: number, year: number, roster: Roster): Absence[] {
  const figures = yearFigures(seed, year);
  const free = new Set(yearSlots(seed, year, figures));
  const loads = childLoads(random(seed, "loads", year), figures);
  // who was in no council home last year is looked for first, while there is a choice
  const order = [...loads.filter((l) => l.newToCouncilHomes), ...loads.filter((l) => !l.newToCouncilHomes)];
  const cast = new Cast(seed, year, roster);
  const wanted = order.map((load) => ({ load, known: cast.known(load) }));
  // children with few free days choose before those who can take whatever is left
  wanted.sort((a, b) => episodesOf(b.load) - episodesOf(a.load) || Number(!a.known) - Number(!b.known));
  const absences: Absence[] = [];
  for (const [n, { load, known }] of wanted.entries()) {
    const rng = random(seed, "give", year, n);
    let life = known;
    let slots = life && give(rng, life, episodesOf(load), year, free);
    if (!slots) {
      life = cast.fresh(load);
      slots = give(rng, life, episodesOf(load), year, free);
    }
    if (!life || !slots)
      throw new Error(`year ${year}, seed ${seed}: no room for ${episodesOf(load)} episodes`);
    settle(rng, life, load, slots);
    life.perYear.set(year, slots.length);
    for (const slot of slots) absences.push({ life, slot });
  }
  return absences.sort((a, b) => a.slot.start - b.slot.start || a.slot.end - b.slot.end);
}

/** Who plays which part: children of earlier years where they fit, else new ones. */
class Cast {
  private readonly rng: Random;
  private readonly pool: Life[];
  private made = 0;

  constructor(
    private readonly seed: number,
    private readonly year: number,
    private readonly roster: Roster,
  ) {
    this.rng = random(seed, "cast", year);
    this.pool = this.rng.shuffle(
      roster.lives.filter(
        (life) => (life.perYear.has(year - 1) || life.perYear.has(year - 2)) && !homeUnrecorded(life),
      ),
    );
  }

  known(load: ChildLoad): Life | null {
    if (load.parts.some((part) => part.type === "unknown")) return null;
    const episodes = episodesOf(load);
    if (!this.rng.chance(episodes >= 10 ? 0.65 : episodes >= 2 ? 0.4 : 0.14)) return null;
    const wasOften = episodes >= 10 ? 4 : episodes >= 2 ? 2 : 1;
    const months = episodes >= 10 ? 11 : episodes >= 2 ? 6 : 2;
    const adultAfter = financialYearSpan(this.year)[0] + months * 30 * DAY;
    const sameType = this.rng.chance(0.8);
    const found = this.pool.findIndex((life) => {
      const before = Math.max(life.perYear.get(this.year - 1) ?? 0, life.perYear.get(this.year - 2) ?? 0);
      if (life.adultAt < adultAfter || before < wasOften || before > 12 * episodes) return false;
      if (load.newToCouncilHomes) return !life.stays.some((stay) => stay.type === "council_care_home");
      return !sameType || (life.stays.at(-1)?.type ?? "unknown") === load.parts[0]!.type;
    });
    return found < 0 ? null : this.pool.splice(found, 1)[0]!;
  }

  fresh(load: ChildLoad): Life {
    const life = newLife(this.seed, this.year, this.made++, episodesOf(load) >= 5, this.roster.names);
    this.roster.lives.push(life);
    return life;
  }
}

/**
 * A child whose home nobody recorded is seen in one year only: the store would fill the blank of its
 * episodes from wherever it lives later.
 */
function homeUnrecorded(life: Life): boolean {
  return life.stays.some((stay) => stay.placement === null);
}

/** Takes `count` free slots for a child, or none. Children who go often come back within hours. */
function give(rng: Random, life: Life, count: number, year: number, free: Set<Slot>): Slot[] | null {
  const before = Math.min(life.adultAt, financialYearSpan(year)[1]);
  const focus = focusOf(rng, count, year, before);
  const open = rng.shuffle([...free].filter((slot) => slot.start < before && fits(slot, count)));
  const inFocus = (slot: Slot) => slot.start >= focus[0] && slot.start < focus[1];
  const ordered = [...open.filter(inFocus), ...open.filter((slot) => !inFocus(slot))];
  const taken: Slot[] = [];
  for (const slot of ordered) {
    if (taken.length === count) break;
    if (apart(slot, taken) && apart(slot, life.busy)) taken.push(slot);
  }
  if (taken.length < count) return null;
  for (const slot of taken) free.delete(slot);
  life.busy.push(...taken);
  life.busy.sort((a, b) => a.start - b.start);
  return taken.sort((a, b) => a.start - b.start);
}

/** Those who go most often are gone for hours, not for days. */
function fits(slot: Slot, count: number): boolean {
  if (count >= 30) return slot.length === "short";
  return count < 10 || slot.length !== "long";
}

/** A child's episodes of a year come together: a few months rather than spread thin. */
function focusOf(rng: Random, count: number, year: number, before: number): [number, number] {
  const [from] = financialYearSpan(year);
  const width = count >= 15 ? 365 * DAY : Math.max(50, 22 * count) * DAY;
  const latest = Math.max(from, before - width);
  const start = from + rng.float() * (latest - from);
  return [start, start + width];
}

function apart(slot: Slot, others: readonly { start: number; end: number }[]): boolean {
  return others.every((other) => slot.start >= other.end + BREATH || slot.end + BREATH <= other.start);
}

/** Where the child lives for each part of its year; a child who stays in one type stays in its home. */
function settle(rng: Random, life: Life, load: ChildLoad, slots: readonly Slot[]): void {
  let first = 0;
  for (const part of load.parts) {
    const slot = slots[first]!;
    const current = life.stays.at(-1);
    if (!current || typeOf(current.type) !== part.type) {
      life.stays.push(stayOf(rng, life, part.type, moveBefore(rng, life, slot)));
    }
    first += part.episodes;
  }
  if (life.joinedAt === Number.POSITIVE_INFINITY) life.joinedAt = life.stays[0]!.from;
}

function typeOf(type: PlacementType | null): PlacementType {
  return type ?? "unknown";
}

/** A move falls between the episode before and this one; a child joins the files at its first. */
function moveBefore(rng: Random, life: Life, slot: Slot): number {
  const previous = life.busy.filter((other) => other.start < slot.start).at(-1);
  if (!previous) return slot.start - rng.int(0, 20) * HOUR;
  return previous.end + Math.floor((slot.start - previous.end) / 2);
}
