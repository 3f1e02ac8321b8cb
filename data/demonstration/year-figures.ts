import type { PlacementType } from "../vocabulary.ts";
import {
  ACCEPTANCE_INTERVIEWS,
  ACCEPTANCE_YEARS,
  type TopChild,
  type YearFigures,
} from "./acceptance-plan.ts";
import { partition, type Random, random } from "./random.ts";

export const FIRST_YEAR = 2017;

/** How one child's episodes of a year divide over where it lived, in order of time. */
export interface ChildLoad {
  parts: { type: PlacementType; episodes: number }[];
  newToCouncilHomes: boolean;
}

/** The fixed figures of an acceptance year; for a later year, figures drawn from the seed. */
export function yearFigures(seed: number, year: number): YearFigures {
  return ACCEPTANCE_YEARS[year] ?? drawnFigures(random(seed, "figures", year));
}

/** The share (0 to 1) of a return year's interviews that should be in time; see interviews.ts. */
export function interviewShare(seed: number, year: number): number {
  const fixed = (ACCEPTANCE_INTERVIEWS.percent as Record<number, number>)[year];
  return fixed === undefined ? random(seed, "interview share", year).int(580, 700) / 1000 : fixed / 100;
}

/** Months of equal weight are unlike real data: light nights bring a few more. */
const LATER_MONTHS = [80, 88, 92, 94, 90, 86, 88, 80, 76, 80, 78, 86];

function drawnFigures(rng: Random): YearFigures {
  const episodes = rng.int(950, 1050);
  const individuals = Math.round(episodes / (rng.int(330, 365) / 100));
  const counts = [rng.int(44, 64), rng.int(40, 48), rng.int(34, 40), 33, 30, 27, 25, 22, 20, 18].map(
    (count) => (count >= 34 ? count : count + rng.int(-1, 1)),
  );
  const types: PlacementType[] = [
    "council_care_home",
    "independent_provider",
    "council_care_home",
    "council_care_home",
    "independent_provider",
    "council_care_home",
    "family_home",
    "council_care_home",
    "council_care_home",
    "supported_accommodation",
  ];
  const top = counts.sort((a, b) => b - a).map((count, i) => topChild(count, types[i]!, i === 5));
  const councilTop = countIn(top, "council_care_home");
  const councilRest = rng.int(14, 17);
  return {
    episodes,
    individuals,
    oneOff: Math.round(individuals * (rng.int(600, 630) / 1000)),
    top,
    councilHomes: {
      children: councilTop.children + councilRest,
      episodes: councilTop.episodes + Math.round(councilRest * (rng.int(50, 62) / 10)),
      oneOff: 2,
    },
    fosterCare: { children: rng.int(12, 16), episodes: rng.int(36, 50), oneOff: 7 },
    long: { episodes: 0, withoutMeeting: 0, plannedOnly: 0 },
    months: LATER_MONTHS,
    awayAndAbsent: LATER_MONTHS.map(() => rng.int(5, 7)),
  };
}

function topChild(episodes: number, type: PlacementType, moves: boolean): TopChild {
  if (!moves || type === "independent_provider") return { parts: [{ type, episodes }] };
  return {
    parts: [
      { type, episodes: episodes - 6 },
      { type: "independent_provider", episodes: 6 },
    ],
  };
}

/** The year's children, most episodes first: their counts and placement types add up to the figures. */
export function childLoads(rng: Random, figures: YearFigures): ChildLoad[] {
  const smallestTop = Math.min(...figures.top.map(episodesOf));
  // the tenth and eleventh must differ, so that "the top ten" has one meaning
  const cap = smallestTop - 1;
  const council = countIn(figures.top, "council_care_home");
  const groups = [
    group(rng, "council_care_home", {
      children: figures.councilHomes.children - council.children,
      episodes: figures.councilHomes.episodes - council.episodes,
      oneOff: figures.councilHomes.oneOff,
      cap,
    }),
    group(rng, "foster_care", { ...figures.fosterCare, cap: Math.min(cap, 9) }),
  ];
  const placed = [...figures.top.map(toLoad), ...groups.flat()];
  const others = {
    children: figures.individuals - placed.length,
    episodes: figures.episodes - sum(placed.map(episodesOf)),
    oneOff: figures.oneOff - placed.filter((load) => episodesOf(load) === 1).length,
  };
  const rest = group(rng, "family_home", { ...others, cap }).map((load) => elsewhere(rng, load));
  return [...placed, ...rest].sort((a, b) => episodesOf(b) - episodesOf(a));
}

export function episodesOf(load: { parts: readonly { episodes: number }[] }): number {
  return sum(load.parts.map((part) => part.episodes));
}

function group(
  rng: Random,
  type: PlacementType,
  of: { children: number; episodes: number; oneOff: number; cap: number },
): ChildLoad[] {
  const several = partition(rng, of.children - of.oneOff, of.episodes - of.oneOff, 2, of.cap);
  const counts = [...several, ...Array.from({ length: of.oneOff }, () => 1)];
  return counts.map((episodes) => ({ parts: [{ type, episodes }], newToCouncilHomes: false }));
}

/** Where children live who are in neither a council home nor foster care; some move within a year. */
function elsewhere(rng: Random, load: ChildLoad): ChildLoad {
  const episodes = episodesOf(load);
  const often = episodes >= 5;
  const type = () =>
    rng.weighted<PlacementType>([
      ["family_home", often ? 30 : 62],
      ["independent_provider", often ? 50 : 20],
      ["supported_accommodation", often ? 17 : 13],
      ["other", 3],
      ["unknown", often ? 0 : 2],
    ]);
  const [first, second] = [type(), type()];
  const moves = often && first !== second && rng.chance(0.25);
  if (!moves) return { ...load, parts: [{ type: first, episodes }] };
  const before = rng.int(1, episodes - 1);
  return {
    ...load,
    parts: [
      { type: first, episodes: before },
      { type: second, episodes: episodes - before },
    ],
  };
}

function toLoad(top: TopChild): ChildLoad {
  return { parts: top.parts.map((part) => ({ ...part })), newToCouncilHomes: top.newToCouncilHomes ?? false };
}

function countIn(top: readonly TopChild[], type: PlacementType): { children: number; episodes: number } {
  const parts = top.flatMap((child) => child.parts.filter((part) => part.type === type));
  return { children: parts.length, episodes: sum(parts.map((part) => part.episodes)) };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, n) => total + n, 0);
}
