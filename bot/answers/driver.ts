import { isTimeGrouping } from "../../data/measures/buckets.ts";
import { CATALOGUE, type Measure } from "../../data/measures/catalogue.ts";
import type { Figure, Figures, FiguresSpec } from "../../data/measures/figures.ts";
import type { Grouping, Question } from "../../data/vocabulary.ts";
import type { Driver, Sides, Subject } from "./answer.ts";
import { type GroupedFigure, groupedFigures } from "./rows.ts";

/**
 * What drove a change: the one bucket that moved most, where it explains the change, else the two that
 * moved most. Buckets explain it if they moved the same way and no more than half of the change is left
 * without them. Changes below these, shares of fewer than `LEAST_OF` on any side and what is not known
 * explain nothing; nor does a bucket that another equals. Of a share or a mean it is one bucket or none.
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

/** What has to be counted of the same by a grouping that the question itself does not have, on both sides. */
export function driverSpec(spec: FiguresSpec, groupBy: Grouping): FiguresSpec {
  return { ...spec, groupBy, rows: false, outlier: false, bare: true };
}

/** The driver, from figures by that grouping; null where nothing explains the change. */
export function driverOf(question: Question, found: Figures, groupBy: Grouping): Driver | null {
  const measure = CATALOGUE[question.metric];
  const [now, before] = found.sides.map(({ totals }) => totals[question.metric]);
  if (!now || !before) return null;
  const total = { now, before };
  const moved = groupedFigures({ ...question, groupBy }, found, null, null)
    .flatMap((bucket) => movedAlong(measure, total, bucket) ?? [])
    .sort((a, b) => a.left - b.left);
  const most = madeUpOf(measure) === "fraction" ? 1 : 2;
  for (let n = 1; n <= most && n <= moved.length; n++) {
    if (moved[n - 1]!.left === moved[n]?.left) continue;
    const kept = moved.slice(0, n).map(({ subject, sides }) => ({ subject, sides }));
    const rest = kept.reduce((all, { sides }) => without(all, sides), total);
    if (!explains(measure, total, rest)) continue;
    return { grouping: groupBy, moved: kept, rest: madeUpOf(measure) === "overlap" ? null : rest };
  }
  return null;
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

interface Moved {
  subject: Subject;
  sides: Sides;
  /** how much of the change there would be without it */
  left: number;
}

/** A bucket that moved the way the whole did, and enough to be told; null for any other. */
function movedAlong(
  measure: Measure,
  total: Sides,
  { subject, figure, before }: GroupedFigure,
): Moved | null {
  if (!before || subject.kind !== "bucket" || subject.key === "unknown") return null;
  const sides = { now: figure, before };
  const [all, own] = [change(total), change(sides)];
  const fraction = madeUpOf(measure) === "fraction";
  const least = !fraction ? LEAST.count : measure.unit === "share" ? LEAST.share : LEAST.hours;
  if (Math.min(Math.abs(all), Math.abs(own)) < least || all > 0 !== own > 0) return null;
  if (fraction && !isOfMany(sides)) return null;
  // the largest move leaves least of a sum; of a fraction, what is left is what the rest did
  const left = fraction ? Math.abs(change(without(total, sides))) : -Math.abs(own);
  return { subject, sides, left };
}

function explains(measure: Measure, total: Sides, rest: Sides): boolean {
  if (Math.abs(change(rest)) > LEFT * Math.abs(change(total))) return false;
  if (madeUpOf(measure) === "fraction") return isOfMany(rest);
  return Boolean(rest.now.value || rest.before.value);
}

function change({ now, before }: Sides): number {
  return (now.value ?? 0) - (before.value ?? 0);
}

function isOfMany({ now, before }: Sides): boolean {
  return [now, before].every(({ denominator }) => (denominator ?? 0) >= LEAST_OF);
}

/** All else on both sides. */
function without(all: Sides, one: Sides): Sides {
  return { now: difference(all.now, one.now), before: difference(all.before, one.before) };
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
