import type { Flag, Gender, LegalStatus, PlacementType } from "../vocabulary.ts";
import { childName, HOME_NAMESAKE } from "./names.ts";
import * as city from "./organisation.ts";
import { type Random, random } from "./random.ts";
import { londonMidnight } from "./wall-clock.ts";
import { FIRST_YEAR } from "./year-figures.ts";

/** Where a child lives from an instant on, and what follows from that. */
export interface Stay {
  from: number;
  /** null: nobody recorded it */
  placement: string | null;
  type: city.HomeType | null;
  provider: string | null;
  lookedAfter: boolean;
  outOfArea: boolean;
  legalStatus: LegalStatus;
  team: string;
  worker: string;
  responsibleAuthority: string;
}

/** A fictional child over the years of the plan. Instants in ms. */
export interface Life {
  externalId: string;
  name: string;
  /** `yyyy-mm-dd` */
  dateOfBirth: string;
  /** 00:00 London of the 18th birthday: no episode starts from here on */
  adultAt: number;
  gender: Gender;
  flags: Flag[];
  areaTeam: string;
  household: string;
  /** the store knows the child from here on */
  joinedAt: number;
  stays: Stay[];
  /** episodes of any category, in order */
  busy: { start: number; end: number }[];
  /** missing episodes by financial year */
  perYear: Map<number, number>;
}

/** The child number `index` that comes into view in a year. `often`: will go missing often. */
export function newLife(seed: number, year: number, index: number, often: boolean, taken: Set<string>): Life {
  const rng = random(seed, "child", year, index);
  const gender: Gender = rng.chance(0.52) ? "female" : "male";
  const born = birthday(rng, year, often);
  const namesake = index === 5 && year % 2 === 0;
  return {
    externalId: `CH-${String(year % 100).padStart(2, "0")}${String(index + 1).padStart(3, "0")}`,
    name: childName(rng, gender, taken, namesake ? HOME_NAMESAKE : undefined),
    dateOfBirth: born,
    adultAt: comingOfAge(born),
    gender,
    flags: flagsOf(rng, gender, often),
    areaTeam: rng.pick(city.AREA_TEAMS),
    household: `Household ${String(householdNumber(year, index)).padStart(4, "0")}`,
    joinedAt: Number.POSITIVE_INFINITY,
    stays: [],
    busy: [],
    perYear: new Map(),
  };
}

/** Mostly 13 to 16 when the year begins, so that none comes of age within it. */
function birthday(rng: Random, year: number, often: boolean): string {
  const age = rng.weighted(
    often
      ? [
          [12, 4],
          [13, 16],
          [14, 30],
          [15, 34],
          [16, 14],
        ]
      : [
          [7, 1],
          [8, 1],
          [9, 2],
          [10, 3],
          [11, 5],
          [12, 9],
          [13, 16],
          [14, 22],
          [15, 24],
          [16, 17],
        ],
  );
  const lastDay = Date.UTC(year - age, 3, 1);
  return new Date(lastDay - rng.int(0, 364) * 86_400_000).toISOString().slice(0, 10);
}

function comingOfAge(born: string): number {
  const [year, month, day] = born.split("-").map(Number) as [number, number, number];
  return londonMidnight(year + 18, month, day);
}

function flagsOf(rng: Random, gender: Gender, often: boolean): Flag[] {
  const chances: [Flag, number][] = [
    ["cse", (gender === "female" ? 0.16 : 0.05) * (often ? 2 : 1)],
    ["cce", (gender === "male" ? 0.17 : 0.08) * (often ? 2 : 1)],
    ["uasc", often ? 0.01 : 0.04],
    ["send", 0.13],
  ];
  return chances.flatMap(([flag, chance]) => (rng.chance(chance) ? [flag] : []));
}

/** Unique for the first 400 children of each of 24 years, and says nothing about which child. */
function householdNumber(year: number, index: number): number {
  return (((year - FIRST_YEAR) * 400 + index) * 7919 + 1234) % 9973;
}

/** A stay of a kind for a child; the child's own choices (which home) come from `rng`. */
export function stayOf(rng: Random, life: Life, type: PlacementType, from: number): Stay {
  const home = homeOf(rng, life, type);
  const lookedAfter = type !== "unknown" && (type !== "family_home" || rng.chance(0.08));
  const outOfArea = rng.chance(OUT_OF_AREA[type] ?? 0);
  const team = lookedAfter && rng.chance(0.75) ? city.CARE_TEAM : life.areaTeam;
  const hosted = outOfArea && rng.chance(0.15);
  return {
    from,
    ...home,
    lookedAfter,
    outOfArea,
    legalStatus: legalStatusOf(rng, type, lookedAfter),
    team,
    worker: rng.pick(city.WORKERS[team]!),
    responsibleAuthority: hosted ? rng.pick(city.OTHER_AUTHORITIES) : city.OWN_AUTHORITY,
  };
}

const OUT_OF_AREA: Partial<Record<PlacementType, number>> = {
  independent_provider: 0.45,
  foster_care: 0.15,
  supported_accommodation: 0.15,
  other: 0.6,
};

function homeOf(rng: Random, life: Life, type: PlacementType): Pick<Stay, "placement" | "type" | "provider"> {
  if (type === "unknown") return { placement: null, type: null, provider: null };
  if (type === "family_home") return { placement: life.household, type, provider: null };
  if (type === "foster_care") return { placement: rng.pick(city.FOSTER_HOUSEHOLDS), type, provider: null };
  const homes = city.HOMES.filter((home) => home.type === type);
  const home = rng.weighted(homes.map((one) => [one, one.weight] as const));
  return { placement: home.name, type, provider: home.provider };
}

function legalStatusOf(rng: Random, type: PlacementType, lookedAfter: boolean): LegalStatus {
  if (lookedAfter && type === "family_home") return "full_care_order";
  if (lookedAfter) {
    return rng.weighted<LegalStatus>([
      ["full_care_order", 48],
      ["section_20", 32],
      ["interim_care_order", 15],
      ["placement_order", 1],
      ["remand", 3],
      ["other", 1],
    ]);
  }
  return rng.weighted<LegalStatus>([
    ["none", 55],
    ["child_in_need", 28],
    ["child_protection_plan", 17],
  ]);
}
