import { isTimeGrouping } from "../../data/measures/buckets.ts";
import { CATALOGUE, type Measure } from "../../data/measures/catalogue.ts";
import { type Figure, type Figures, type FiguresSpec, figures } from "../../data/measures/figures.ts";
import type { Db } from "../../data/store/store.ts";
import type { Grouping, Question } from "../../data/vocabulary.ts";
import type { Driver } from "./answer.ts";
import { type GroupedFigure, groupedFigures } from "./rows.ts";

/**
 * What drove a change: the one bucket that moved most, where it explains the change. A bucket explains
 * it if it moved the same way and no more than half of the change is left without it. Changes below
 * these, shares of fewer than `LEAST_OF` on any side and what is not known explain nothing; nor do two
 * buckets that explain it equally well.
 */
const LEAST = { count: 6, share: 0.01, hours: 1 };
const LEAST_OF = 20;
const LEFT = 0.5;

/** Homes that many children live in: a household is a child by another name. */
const HOMES: readonly string[] = ["council_care_home", "independent_provider", "supported_accommodation"];
/** A child is the outlier's matter; no worker is pointed at by a sum. */
const NEVER: readonly Grouping[] = ["child", "worker"];

/**
 * By what a change is looked at: as it was grouped, else by placement type, and within one type of homes
 * by home. Null: the question compares nothing, or its measure cannot be taken apart.
 */
export function drivenBy({ metric, compare, groupBy, filters }: Question): Grouping | null {
  const measure = CATALOGUE[metric];
  if (!compare || measure.groups === "none" || madeUpOf(measure) === null) return null;
  if (groupBy && !isTimeGrouping(groupBy)) {
    // one episode stands in the bucket of each of its interviewing agencies
    const several = measure.interviews === true && groupBy === "agency";
    return NEVER.includes(groupBy) || several ? null : groupBy;
  }
  if (filters.child || filters.placement) return null;
  const [type, ...others] = filters.placementType ?? [];
  if (type === undefined || others.length > 0) return filters.provider ? "placement" : "placement_type";
  return HOMES.includes(type) ? "placement" : null;
}

/** The figures by a grouping that the question itself does not have, on both sides. */
export function driverFigures(db: Db, spec: FiguresSpec, groupBy: Grouping): Promise<Figures> {
  return figures(db, { ...spec, groupBy, rows: false, outlier: false });
}

/** The driver, from figures by that grouping; null where no one bucket explains the change. */
export function driverOf(question: Question, found: Figures, groupBy: Grouping): Driver | null {
  const measure = CATALOGUE[question.metric];
  const [now, before] = found.sides.map(({ totals }) => totals[question.metric]);
  if (!now || !before) return null;
  const buckets = groupedFigures({ ...question, groupBy }, found, null, null);
  const [best, second] = buckets
    .flatMap((bucket) => explained(measure, { now, before }, bucket) ?? [])
    .sort((a, b) => a.left - b.left);
  return best && best.left !== second?.left ? { grouping: groupBy, ...best.driver } : null;
}

/**
 * How buckets make up their total: as a sum, as children or meetings of which one may stand in several
 * buckets, or as parts of both sides of a fraction. Null: they do not (a rate, a top share, a maximum).
 */
function madeUpOf({ unit, per, denominator }: Measure): "sum" | "overlap" | "fraction" | null {
  if (denominator !== null) return per === "episode" && unit !== "episodes per child" ? "fraction" : null;
  if (unit === "episodes") return "sum";
  return unit === "children" || unit === "meetings" ? "overlap" : null;
}

interface Sides {
  now: Figure;
  before: Figure;
}

/** What is left of the change without the bucket, and how both moved; null: it does not explain it. */
function explained(
  measure: Measure,
  total: Sides,
  { subject, figure, before }: GroupedFigure,
): { left: number; driver: Omit<Driver, "grouping"> } | null {
  if (!before || subject.kind !== "bucket" || subject.key === "unknown") return null;
  const how = madeUpOf(measure);
  const own = { now: figure, before };
  const rest = { now: difference(total.now, figure), before: difference(total.before, before) };
  const [all, mine, left] = [change(total), change(own), Math.abs(change(rest))];
  const least = how !== "fraction" ? LEAST.count : measure.unit === "share" ? LEAST.share : LEAST.hours;
  if (Math.min(Math.abs(all), Math.abs(mine)) < least || all > 0 !== mine > 0) return null;
  if (left > LEFT * Math.abs(all)) return null;
  if (how === "fraction" ? !isOfMany(own) || !isOfMany(rest) : !rest.now.value && !rest.before.value)
    return null;
  return { left, driver: { subject, own, rest: how === "overlap" ? null : rest } };
}

function change({ now, before }: Sides): number {
  return (now.value ?? 0) - (before.value ?? 0);
}

function isOfMany({ now, before }: Sides): boolean {
  return [now, before].every(({ denominator }) => (denominator ?? 0) >= LEAST_OF);
}

/** All but one bucket. */
function difference(all: Figure, one: Figure): Figure {
  if (all.denominator === null) {
    return { value: (all.value ?? 0) - (one.value ?? 0), numerator: null, denominator: null };
  }
  const numerator = (all.numerator ?? 0) - (one.numerator ?? 0);
  const denominator = all.denominator - (one.denominator ?? 0);
  return { value: denominator === 0 ? null : numerator / denominator, numerator, denominator };
}
