import { REVISION } from "../rollups/usable.ts";
import { LABEL_TABLES } from "./buckets.ts";
import { CATALOGUE, type Measure } from "./catalogue.ts";
import { type FiguresSpec, needsOf, ofKey, type Side } from "./figures.ts";
import { longestFirst } from "./longest.ts";
import { childRowsSql, episodeRowsSql } from "./rows.ts";
import { assumedFields, hasLengthFilter, type Reads, type SetOptions, setSql } from "./sets.ts";
import { Statement } from "./statement.ts";

/**
 * The statement behind `figures`: the sides, the counted set `e` of both, and one SELECT for each
 * part of the result (`part, k, bucket, name, f`), joined by UNION ALL. `e` has only the columns that
 * they read: unless it is plain, it is kept row by row for all of them.
 */
export function figuresSql(spec: FiguresSpec): { text: string; params: unknown[] } {
  const q = new Statement();
  const measures: Measure[] = spec.metrics.map((metric) => CATALOGUE[metric]);
  const measure = measures[0]!;
  const set: SetOptions = {
    policy: spec.policy,
    filters: spec.filters,
    event: spec.openToo ? "open_or_start" : measure.event,
    interviews: measure.interviews ?? false,
    needs: needsOf(spec),
    grouping: spec.groupBy,
  };
  const threshold = spec.filters.minEpisodes;
  const named: Record<string, () => string> = {
    limit: () => q.bind(spec.limit ?? measure.limit ?? 10, "int"),
    threshold: () => q.bind(threshold ?? spec.policy.persistent.episodes, "int"),
  };
  const bound = (sql: string) => sql.replace(/:(limit|threshold)\b/g, (_, name: string) => named[name]!());
  // one episode stands in the bucket of each of its interviewing agencies, but once in the total
  const several = set.interviews && spec.groupBy === "agency";
  const once = several ? "(SELECT DISTINCT ON (k, id) * FROM e) e" : "e";
  const source = (from: string, bucket: string) =>
    measure.per === "child" ? perChild(from, bucket) : `(SELECT *, ${bucket} AS b FROM ${from}) p`;
  const columnsOf = (counted: readonly Counted[]) =>
    counted.map((m) => bound(`json_build_array(${m.numerator}, ${m.denominator ?? "NULL"})`)).join(", ");
  const beside = (measure.beside ?? [])
    .flatMap(({ key, sql, of }) => [`'${key}', ${bound(sql)}`, ...(of ? [`'${ofKey(key)}', ${of}`] : [])])
    .join(", ");
  // what all children together give is taken from one row a child, where they are counted anyway
  const ofChildren = spec.groupBy === null || spec.outlier ? countedByChild(measures) : null;
  const whole = columnsOf(ofChildren ?? measures);
  const ranks = ofChildren !== null && /\bplace\b/.test(whole + beside);
  const all = ofChildren ? (ranks ? PLACED : "c") : source(once, "NULL::text");
  const unclear = measure.indeterminate ? `count(*) FILTER (WHERE ${measure.indeterminate})` : "0";
  const parts = [
    REVISION,
    `SELECT 'total', k, NULL, NULL, json_build_object('m', json_build_array(${whole}),
      'x', json_build_object(${beside}), 'i', ${unclear}) FROM ${all} GROUP BY k`,
  ];
  if (assumedFields(set).length > 0) {
    parts.push(
      `SELECT 'about', k, NULL, NULL, json_build_object('assumed', count(*) FILTER (WHERE assumed)) FROM ${once} GROUP BY k`,
    );
  }
  if (hasLengthFilter(spec.filters)) {
    parts.push(`SELECT 'undecided', k, NULL, NULL, json_build_object('n', count(*))
      FROM (${setSql(q, set, onlyOf("k"), "undecided")}) u GROUP BY k`);
  }
  if (measure.onlyLongUnmet && countsWhole(set, threshold)) {
    Object.assign(set, { leastHours: spec.policy.longEpisodeHours, unmet: true });
  }
  const olderApart = set.needs.has("waiting") && countsWhole(set, threshold);
  if (olderApart) {
    const earlier = { ...set, older: true };
    parts.push(`SELECT 'older', k, NULL, NULL, json_build_object(${beside})
      FROM (${setSql(q, earlier, onlyOf("k", beside))}) o GROUP BY k`);
  }
  if (spec.groupBy) {
    const apart = spec.apart && q.bind(spec.apart, "text[]");
    const from = apart
      ? `(SELECT ${several ? "DISTINCT ON (k, id) " : ""}* FROM e WHERE bucket <> ALL(${apart})) e`
      : "e";
    const bucket = apart ? "'others'::text" : "bucket";
    const table = apart ? undefined : LABEL_TABLES[spec.groupBy];
    const name = table
      ? `(SELECT l.name FROM ${table} l WHERE l.id = CASE WHEN b <> 'unknown' THEN b::int END)`
      : "NULL";
    parts.push(`SELECT 'bucket', k, b, ${name}, json_build_object('m', json_build_array(${columnsOf(measures)}))
      FROM ${source(from, bucket)} GROUP BY k, b`);
  }
  if (spec.outlier) {
    const rest = ofChildren ? "c" : "e";
    parts.push(
      "SELECT 'heavy', 0, NULL, NULL, json_build_object('childId', child_id, 'n', n) FROM heavy",
      `SELECT 'without', k, NULL, NULL, json_build_object('m', json_build_array(${whole}))
        FROM (SELECT r.* FROM ${rest} r JOIN heavy h ON r.child_id <> h.child_id) r GROUP BY k`,
    );
  }
  if (spec.rows && measure.rows) {
    const rows = { ...measure.rows, where: measure.rows.where && bound(measure.rows.where) };
    parts.push(
      rows.of === "episode" ? episodeRowsSql(q, rows, spec, set.needs) : childRowsSql(q, rows, spec),
    );
  }
  // the others are looked at only as what a child had before, or where all are compared
  const onlyFrequent = measures.every((one) => one.onlyFrequent) && spec.sides.length === 1 && !spec.outlier;
  const further = [
    ...(ofChildren || spec.outlier
      ? [children(spec, onlyFrequent ? bound(" HAVING count(*) >= :threshold") : "")]
      : []),
    ...(ranks ? [top(named.limit!())] : []),
    ...(spec.outlier ? HEAVY_CHILD : []),
  ];
  const ctes = [
    sidesSql(q, spec.sides),
    ...countedSet(
      q,
      spec,
      olderApart ? { ...set, older: false } : set,
      onlyOf(...parts.slice(1), ...further, "k child_id"),
    ),
    ...further,
  ];
  return { text: `WITH ${ctes.join(",\n")}\n${parts.join("\nUNION ALL\n")}`, params: q.params };
}

/** The sides of a figure as a part of its statement, by a name; an open bound is infinite. */
export function sidesSql(q: Statement, all: readonly OpenSide[], name = "side"): string {
  const instant = (value: Date | null | undefined, open: string) => q.bind(value ?? open, "timestamptz");
  const rows = all.map(
    (side, k) =>
      `(${side.k ?? k}, ${instant(side.from, "-infinity")}, ${instant(side.to, "infinity")},` +
      ` ${instant(side.plannedTo ?? side.to, "infinity")}, ${instant(side.oldBefore, "-infinity")},` +
      ` ${instant(side.asOf, "infinity")})`,
  );
  return `${name}(k, from_at, to_at, plan_to, old_before, as_of) AS NOT MATERIALIZED (VALUES ${rows.join(",\n  ")})`;
}

/** `asOf` null: as at the end of time; `k`: its number, where not its place. */
type OpenSide = Omit<Side, "asOf"> & { asOf: Date | null; k?: number };

/** The counted set `e`; with a threshold, of the children that reach it. */
function countedSet(q: Statement, spec: FiguresSpec, set: SetOptions, reads: Reads): string[] {
  const threshold = spec.filters.minEpisodes;
  const [metric] = spec.metrics;
  const { longestFirst: ofLongest, rows, limit }: Measure = CATALOGUE[metric!];
  if (ofLongest && !spec.ascending && countsWhole(set, threshold)) {
    return longestFirst(q, set, reads, { order: rows!.order, wanted: spec.limit ?? limit ?? 10 });
  }
  if (threshold === undefined || spec.metrics.includes("persistent_missing")) {
    return [`e AS ${isPlain(set) ? "NOT MATERIALIZED " : ""}(${setSql(q, set, reads)})`];
  }
  return [
    `a AS MATERIALIZED (${setSql(q, set, reads)})`,
    ...keptChildren(q, spec, set, threshold),
    "e AS MATERIALIZED (SELECT a.* FROM a JOIN kept USING (k, child_id))",
  ];
}

/**
 * All episodes or meetings of a period with nothing worked out for each: reading them from the index
 * again for every part of a statement takes less than keeping them.
 */
function isPlain({ filters, event, needs, interviews }: SetOptions): boolean {
  const given = Object.values(filters).some((value) => value !== undefined);
  const workedOut = interviews || [...needs].some((need) => need !== "length");
  return !given && !workedOut && (event === "start" || event === "held");
}

/**
 * Whether nothing but the figure itself is made of a set: what is not in the figure can then be left out of it,
 * as can the returns before the default period, which may be all years' and of which the number is told.
 */
function countsWhole(set: SetOptions, threshold: number | undefined): boolean {
  return set.grouping === null && threshold === undefined && assumedFields(set).length === 0;
}

/** The columns that occur in a text; one too many does no harm. */
export function onlyOf(...texts: string[]): Reads {
  const words = new Set(texts.join(" ").match(/\w+/g));
  return (column) => words.has(column);
}

/** The children with enough episodes among those that started in each side's period. */
function keptChildren(q: Statement, spec: FiguresSpec, set: SetOptions, threshold: number): string[] {
  const enough = `GROUP BY k, child_id HAVING count(*) >= ${q.bind(threshold, "int")}`;
  if (set.event === "start" || set.event === "open_or_start") {
    return [`kept AS (SELECT k, child_id FROM a ${enough})`];
  }
  const counted = spec.sides.map((side) => ({ asOf: side.asOf, ...(side.counted ?? side) }));
  const sides = "counted_side";
  const episodes: SetOptions = { ...set, sides, event: "start", grouping: null, needs: new Set() };
  const started = setSql(q, episodes, onlyOf("k child_id"));
  return [sidesSql(q, counted, sides), `kept AS (SELECT k, child_id FROM (${started}) t ${enough})`];
}

/** One row for each side, bucket and child; `place` 1 has most episodes, then the latest start. */
function perChild(from: string, bucket: string): string {
  return `(SELECT k, b, child_id, count(*)::int AS n, max(started_at) AS latest,
      row_number() OVER (PARTITION BY k, b ORDER BY count(*) DESC, max(started_at) DESC, child_id) AS place
      FROM (SELECT *, ${bucket} AS b FROM ${from}) c GROUP BY k, b, child_id) p`;
}

/** One row for each side and child, over all buckets; `having`: of these children only. */
function children({ sides }: FiguresSpec, having: string): string {
  // of one side, the children alone are sooner told apart
  const [k, by] = sides.length > 1 ? ["k", "k, child_id"] : ["0 AS k", "child_id"];
  return `c AS MATERIALIZED (SELECT ${k}, child_id, count(*)::int AS n, max(started_at) AS latest
    FROM e GROUP BY ${by}${having})`;
}

/** Their `place` in the ranking, of the first ones: the others need not be sorted. */
function top(limit: string): string {
  const ranking = "n DESC, latest DESC, child_id";
  return `top AS MATERIALIZED (
      SELECT f.k, f.child_id, row_number() OVER (PARTITION BY f.k ORDER BY ${ranking}) AS place
      FROM side s CROSS JOIN LATERAL (SELECT * FROM c WHERE c.k = s.k ORDER BY ${ranking} LIMIT ${limit}) f)`;
}
const PLACED = "(SELECT c.*, top.place FROM c LEFT JOIN top USING (k, child_id)) c";

type Counted = Pick<Measure, "numerator" | "denominator">;

/** The measures as figures of the rows of children; null where one of them needs the episodes. */
function countedByChild(measures: readonly Measure[]): Counted[] | null {
  const counted = measures.map((measure) => (measure.per === "child" ? measure : measure.ofChildren));
  return counted.includes(undefined) ? null : (counted as Counted[]);
}

/**
 * The one child with most episodes, where there are five children or more and it has a tenth. What it is
 * compared with is worked out once: joined, it may be for each child anew.
 */
export const HEAVY_CHILD = [
  "most AS MATERIALIZED (SELECT max(n) AS n, count(*) AS children, sum(n) AS episodes FROM c WHERE k = 0)",
  `heavy AS (SELECT min(child_id) AS child_id, max(n) AS n FROM c
  WHERE k = 0 AND n = (SELECT n FROM most) AND (SELECT children >= 5 AND n::bigint * 10 >= episodes FROM most)
  HAVING count(*) = 1)`,
];
