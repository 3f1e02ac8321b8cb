import type { Category, Risk } from "../vocabulary.ts";
import type { Life, Stay } from "./lives.ts";
import { COUNCIL, POLICE } from "./organisation.ts";
import { type Random, random } from "./random.ts";
import type { PlannedEpisode } from "./rows.ts";
import { BREATH, type Slot, startInMonth } from "./slots.ts";
import type { Absence } from "./year.ts";
import { yearFigures } from "./year-figures.ts";

/** An episode of the plan with the child it belongs to. Its end is known even where it is to come. */
export interface Told {
  life: Life;
  row: PlannedEpisode & { endedAt: Date };
}

/** The missing episodes of a year, in order of start. */
export function missingEpisodes(seed: number, year: number, absences: readonly Absence[]): Told[] {
  return absences.map(({ life, slot }, i) => tell(seed, idOf("EP", year, i), life, slot, "missing"));
}

/**
 * Away and absent episodes of a year, among the children who went missing in it. Before November
 * 2017 many of these were what the police recorded instead of missing.
 */
export function awayEpisodes(seed: number, year: number, absences: readonly Absence[]): Told[] {
  const rng = random(seed, "away", year);
  const lives = [...new Set(absences.map((absence) => absence.life))];
  const told: Told[] = [];
  for (const [month, count] of yearFigures(seed, year).awayAndAbsent.entries()) {
    for (let n = 0; n < count; n++) {
      const { life, slot } = awayIn(rng, year, month, lives);
      const id = idOf("EA", year, told.length);
      const category = stayAt(life, slot.start).lookedAfter ? "away" : "absent";
      told.push(tell(seed, id, life, slot, category));
      life.busy.push(slot);
      life.busy.sort((a, b) => a.start - b.start);
    }
  }
  return told;
}

function awayIn(rng: Random, year: number, month: number, lives: readonly Life[]): Absence {
  for (let attempt = 0; attempt < 5000; attempt++) {
    const life = rng.pick(lives);
    const start = startInMonth(rng, year, month);
    const slot: Slot = { start, end: start + rng.int(60, 660) * 60_000, length: "short" };
    const free = life.busy.every(
      (other) => slot.start >= other.end + BREATH || slot.end + BREATH <= other.start,
    );
    if (free && start >= life.joinedAt && start < life.adultAt) return { life, slot };
  }
  throw new Error(`year ${year}, month ${month}: no child is free to be away`);
}

/** Where the child lived at an instant. */
export function stayAt(life: Life, ms: number): Stay {
  return life.stays.findLast((stay) => stay.from <= ms) ?? life.stays[0]!;
}

function tell(seed: number, externalId: string, life: Life, slot: Slot, category: Category): Told {
  const rng = random(seed, "episode", externalId);
  const stay = stayAt(life, slot.start);
  const reporter = stay.lookedAfter && rng.chance(0.35) ? COUNCIL : POLICE;
  const row = {
    externalId,
    child: life.externalId,
    category,
    startedAt: new Date(slot.start),
    endedAt: new Date(slot.end),
    agency: reporter,
    risk: category === "missing" ? grade(rng, life, slot) : null,
    placement: stay.placement,
    placementType: stay.type,
    provider: stay.provider,
    lookedAfter: stay.lookedAfter,
    outOfArea: stay.outOfArea,
    responsibleAuthority: stay.responsibleAuthority,
    legalStatus: stay.legalStatus,
    team: stay.team,
    worker: stay.worker,
  };
  return { life, row };
}

/** The police's grade: higher for a child who is exploited, or will be away for days. One in fifty has none. */
function grade(rng: Random, life: Life, slot: Slot): Risk | null {
  if (rng.chance(0.02)) return null;
  const exploited = life.flags.includes("cse") || life.flags.includes("cce");
  const feared = exploited || slot.length === "long";
  return rng.weighted<Risk>([
    ["high", feared ? 32 : 12],
    ["medium", 62],
    ["low", feared ? 8 : 20],
    ["no_apparent_risk", feared ? 1 : 6],
  ]);
}

/** `EP-18-0042`: the 42nd of the financial year 2018/19. */
function idOf(prefix: string, year: number, index: number): string {
  return `${prefix}-${String(year % 100).padStart(2, "0")}-${String(index + 1).padStart(4, "0")}`;
}
