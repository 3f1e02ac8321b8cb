import type { Policy } from "../policy.ts";
import { rollupSql } from "../rollups/read.ts";
import { PLANNED_ANEW } from "../store/raw.ts";
import type { Db } from "../store/store.ts";
import type { Grouping, Metric } from "../vocabulary.ts";
import { CATALOGUE, type Measure, type Need } from "./catalogue.ts";
import { figuresSql } from "./figures-sql.ts";
import type { ResolvedFilters } from "./filters.ts";
import { type ChildRow, childRows, type EpisodeRow, episodeRows, type KnownRow, type Shown } from "./rows.ts";
import { asOneStatement, type SqlText } from "./statement.ts";

/** One side of a figure: this period or the one it is compared with. Null bounds are open. */
export interface Side {
  from: Date | null;
  to: Date | null;
  /** only what had happened by this instant counts */
  asOf: Date;
  /** meetings planned up to here stand beside those held */
  plannedTo?: Date | null;
  /** returns before this instant are counted apart */
  oldBefore?: Date | null;
  /** the starts that `minEpisodes` counts; the side's own period where absent */
  counted?: { from: Date; to: Date };
}

export interface FiguresSpec {
  /** measures of one event and one kind of row: they share a statement */
  metrics: readonly Metric[];
  filters: ResolvedFilters;
  policy: Policy;
  sides: readonly Side[];
  groupBy: Grouping | null;
  /** the N of a top-N share, and the number of rows of a list; null: the measure's own */
  limit: number | null;
  /** lowest first */
  ascending?: boolean;
  /** with the list under the figure, of the first side */
  rows?: boolean;
  /** of the list only these are looked at closely; absent: all */
  shown?: Shown;
  /** with the figure without the one child that has most episodes */
  outlier?: boolean;
  /** also what is open, whenever it started */
  openToo?: boolean;
  /** only the totals and the buckets are looked at */
  bare?: boolean;
  /** the buckets that stand on their own, as the statement gave them: the rest is one, "others" */
  apart?: readonly string[];
}

export interface Figure {
  value: number | null;
  numerator: number | null;
  denominator: number | null;
}

export interface BucketFigure {
  raw: string;
  name: string | null;
  figure: Figure;
}

export interface SideFigures {
  totals: Partial<Record<Metric, Figure>>;
  beside: Record<string, number | null>;
  /** episodes whose bare dates cannot tell */
  indeterminate: number;
  /** episodes with a value that the question uses and that was filled from the child */
  assumed: number;
  buckets: BucketFigure[];
  /** the figure without the outlier */
  without: Figure | null;
}

export interface Figures {
  revision: bigint;
  /** a mark of the import that finished last; null where there has never been one */
  lastImport: string | null;
  sides: SideFigures[];
  episodes: (EpisodeRow | KnownRow)[];
  children: ChildRow[];
  outlier: { childId: number; episodes: number } | null;
}

interface RawRow {
  part:
    | "usable"
    | "about"
    | "total"
    | "bucket"
    | "beside"
    | "without"
    | "heavy"
    | "episodes"
    | "children"
    | "undecided"
    | "older"
    | "revision";
  k: number;
  bucket: string | null;
  name: string | null;
  // biome-ignore lint/suspicious/noExplicitAny: the shape of `f` follows from the part
  f: any;
}

/** The figures of one or more measures, by one statement: from what has been counted ahead, else from the rows. */
export async function figures(db: Db, spec: FiguresSpec): Promise<Figures> {
  return (await figuresOfAll(db, [spec]))[0]!;
}

/**
 * The figures of several specs, in their order. What has been counted ahead of them comes by one statement: it
 * costs one way to the database, and they agree with each other. The others are read from the rows meanwhile.
 */
export async function figuresOfAll(db: Db, specs: readonly FiguresSpec[]): Promise<Figures[]> {
  const both = await countedBesides(db, specs);
  if (both) return both;
  const readings = specs.map((spec) => rollupSql(spec));
  const counted = countedOfAll(db, specs, readings);
  return Promise.all(
    specs.map(async (spec, n) => (readings[n] && (await counted)[n]) ?? rowFigures(db, spec)),
  );
}

/** From the rollups; null where they do not hold what is asked. */
export async function countedFigures(db: Db, spec: FiguresSpec): Promise<Figures | null> {
  return (await countedOfAll(db, [spec], [rollupSql(spec)]))[0]!;
}

/** Of two, the second the first's buckets by another grouping: both from one reading; null where there is none. */
async function countedBesides(
  db: Db,
  [first, second, ...others]: readonly FiguresSpec[],
): Promise<Figures[] | null> {
  if (!second?.bare || others.length > 0) return null;
  const isSame = (["metrics", "filters", "policy", "sides"] as const).every(
    (of) => first![of] === second[of],
  );
  const reading = isSame ? rollupSql(first!, second.groupBy) : null;
  if (!reading) return null;
  const raw = await db.$queryRawUnsafe<RawRow[]>(reading.text, ...reading.params);
  if (!isUsable(raw)) return Promise.all([rowFigures(db, first!), rowFigures(db, second!)]);
  return [figuresOf(first!, raw), figuresOf(second!, raw, "beside")];
}

const isUsable = (raw: readonly RawRow[]): boolean => raw.find(({ part }) => part === "usable")!.f === true;

async function countedOfAll(
  db: Db,
  specs: readonly FiguresSpec[],
  readings: readonly (SqlText | null)[],
): Promise<(Figures | null)[]> {
  const asked = readings.filter((reading) => reading !== null);
  if (asked.length === 0) return specs.map(() => null);
  const { text, params } = asOneStatement(asked);
  const raw = await db.$queryRawUnsafe<(RawRow & { nth?: number })[]>(text, ...params);
  return specs.map((spec, n) => {
    const reading = readings[n];
    if (!reading) return null;
    const nth = asked.indexOf(reading);
    const own = raw.filter((row) => (row.nth ?? 0) === nth);
    return isUsable(own) ? figuresOf(spec, own) : null;
  });
}

/** From the episodes, interviews and meetings themselves. */
export async function rowFigures(db: Db, spec: FiguresSpec): Promise<Figures> {
  const { text, params } = figuresSql(spec);
  const plan = isBounded(spec) ? "" : PLANNED_ANEW;
  return figuresOf(spec, await db.$queryRawUnsafe<RawRow[]>(plan + text, ...params));
}

/** ms: a year, and some days that it is not to the day */
const ABOUT_A_YEAR = 400 * 24 * 3_600_000;

/**
 * Whether it counts starts or returns of about a year at most: an index gives them, whatever the days, and to
 * plan that once is enough. What is open, or of all years, wants a plan of its own.
 */
function isBounded({ metrics, sides, openToo }: FiguresSpec): boolean {
  const { event }: Measure = CATALOGUE[metrics[0]!];
  const short = ({ from, to }: Pick<Side, "from" | "to">) =>
    from !== null && to !== null && to.getTime() - from.getTime() <= ABOUT_A_YEAR;
  const byIndex = !openToo && (event === "start" || event === "return");
  return byIndex && sides.every((side) => short(side) && short(side.counted ?? side));
}

/** `buckets`: of two figures in one reading, whose. */
function figuresOf(
  spec: FiguresSpec,
  raw: readonly RawRow[],
  buckets: "bucket" | "beside" = "bucket",
): Figures {
  const out: Figures = {
    revision: 0n,
    lastImport: null,
    sides: spec.sides.map(() => emptySide(spec.metrics)),
    episodes: [],
    children: [],
    outlier: null,
  };
  const first = spec.metrics[0]!;
  for (const row of raw) {
    const side = out.sides[row.k]!;
    if (row.part === "usable") continue;
    if (row.part === "revision") {
      out.revision = BigInt(row.f.revision);
      out.lastImport = row.f.lastImport;
    } else if (row.part === "about") side.assumed = row.f.assumed;
    else if (row.part === "older") Object.assign(side.beside, row.f);
    else if (row.part === "undecided") side.indeterminate += row.f.n;
    else if (row.part === "heavy") out.outlier = { childId: row.f.childId, episodes: row.f.n };
    else if (row.part === "without") side.without = figureOf(CATALOGUE[first], row.f.m[0]);
    else if (row.part === "episodes") out.episodes = episodeRows(row.f, spec.policy.timeZone);
    else if (row.part === "children") out.children = childRows(row.f);
    else if (row.part === "bucket" || row.part === "beside") {
      if (row.part !== buckets) continue;
      side.buckets.push({ raw: row.bucket!, name: row.name, figure: figureOf(CATALOGUE[first], row.f.m[0]) });
    } else {
      spec.metrics.forEach((metric, i) => {
        side.totals[metric] = figureOf(CATALOGUE[metric], row.f.m[i]);
      });
      side.beside = { ...row.f.x, ...side.beside };
      side.indeterminate += row.f.i;
    }
  }
  if (out.outlier) for (const side of out.sides) side.without ??= nothing(CATALOGUE[first]);
  return out;
}

/** Under which key a share beside the figure has what it is a share of. */
export function ofKey(key: string): string {
  return `${key}_of`;
}

/** What the set of a statement must know, for all its measures and its list. */
export function needsOf(spec: FiguresSpec): Set<Need> {
  const needs = new Set(spec.metrics.flatMap((metric) => [...(CATALOGUE[metric].needs ?? [])]));
  if (spec.rows && CATALOGUE[spec.metrics[0]!].rows?.of === "episode") needs.add("length");
  return needs;
}

/** What a measure says where no row was counted. */
export function nothing(measure: Measure): Figure {
  const isCount = measure.denominator === null;
  return {
    value: isCount && measure.unit !== "hours" ? 0 : null,
    numerator: isCount ? null : 0,
    denominator: isCount ? null : 0,
  };
}

function figureOf(measure: Measure, [numerator, denominator]: (number | null)[]): Figure {
  if (measure.denominator === null) return { value: numerator ?? null, numerator: null, denominator: null };
  const [n, d] = [numerator ?? 0, denominator ?? 0];
  return { value: d === 0 ? null : n / d, numerator: n, denominator: d };
}

function emptySide(metrics: readonly Metric[]): SideFigures {
  const totals = Object.fromEntries(metrics.map((metric) => [metric, nothing(CATALOGUE[metric])]));
  return { totals, beside: {}, indeterminate: 0, assumed: 0, buckets: [], without: null };
}
