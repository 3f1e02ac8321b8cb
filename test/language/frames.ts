import fc from "fast-check";
import {
  CATEGORIES,
  type Filters,
  FLAGS,
  GENDERS,
  GROUPINGS,
  LEGAL_STATUSES,
  METRICS,
  type Metric,
  type Period,
  PLACEMENT_TYPES,
  type Question,
  type RecordQuestion,
  RISKS,
} from "../../data/vocabulary.ts";
import { NAMES } from "./support.ts";

/**
 * Any question of the frame's type that has a meaning: each filter and its `not_`, each kind of period,
 * each cut, order and limit. Left out is only what contradicts itself (a value both asked for and
 * excluded, a range of ages or lengths that nobody fits), for no sentence says it.
 */
const some = <T>(values: readonly T[]) =>
  fc.subarray([...values], { minLength: 1, maxLength: Math.min(3, values.length) });
const ids = (list: readonly { id: number }[]) => some(list.map(({ id }) => id));

/** A value of every filter that can be turned round. */
const SETS = {
  placementType: some(PLACEMENT_TYPES),
  category: some(CATEGORIES),
  placement: ids(NAMES.placements),
  provider: ids(NAMES.providers),
  child: ids(NAMES.children),
  team: fc.oneof(ids(NAMES.teams), fc.constant(["@my_team" as const])),
  worker: fc.oneof(ids(NAMES.workers), fc.constant(["@me" as const])),
  agency: ids(NAMES.agencies),
  risk: some(RISKS),
  legalStatus: some(LEGAL_STATUSES),
  flag: some(FLAGS),
  gender: fc.constantFrom(...GENDERS),
} as const;

/** Every filter by its key; each is as likely as the others, and mostly few stand together. */
const ONES: Record<string, fc.Arbitrary<Partial<Filters>>> = {
  ...Object.fromEntries(
    Object.entries(SETS).flatMap(([key, value]) => [
      [key, (value as fc.Arbitrary<unknown>).map((one) => ({ [key]: one }))],
      [`not_${key}`, (value as fc.Arbitrary<unknown>).map((one) => ({ [`not_${key}`]: one }))],
    ]),
  ),
  lookedAfter: fc.boolean().map((lookedAfter) => ({ lookedAfter })),
  outOfArea: fc.boolean().map((outOfArea) => ({ outOfArea })),
  ageMin: fc.integer({ min: 0, max: 13 }).map((ageMin) => ({ ageMin })),
  ageMax: fc.integer({ min: 13, max: 25 }).map((ageMax) => ({ ageMax })),
  minDurationHours: fc.integer({ min: 1, max: 400 }).map((minDurationHours) => ({ minDurationHours })),
  maxDurationHours: fc.integer({ min: 400, max: 9000 }).map((maxDurationHours) => ({ maxDurationHours })),
  minEpisodes: fc.integer({ min: 1, max: 999 }).map((minEpisodes) => ({ minEpisodes })),
  interviewOffered: fc.boolean().map((interviewOffered) => ({ interviewOffered })),
  interviewOutcome: some(["completed", "accepted", "declined"] as const).map((interviewOutcome) => ({
    interviewOutcome,
  })),
};
export const FILTER_KEYS = Object.keys(ONES);

const filters: fc.Arbitrary<Filters> = fc
  .array(fc.constantFrom(...FILTER_KEYS), { maxLength: 4 })
  .chain((keys) => fc.tuple(...keys.map((key) => ONES[key]!)))
  .map((parts) => {
    const all = Object.assign({}, ...parts) as Record<string, unknown>;
    // one and the same key is not both asked for and excluded
    for (const key of Object.keys(SETS)) if (key in all) delete all[`not_${key}`];
    return all as Filters;
  });

const dayAt = (offset: number) => new Date(Date.UTC(2009, 0, 1 + offset)).toISOString().slice(0, 10);
const monthAt = (offset: number) => new Date(Date.UTC(2009, offset, 1)).toISOString().slice(0, 10);
const months = (length: number, step: number, first = 0) =>
  fc
    .nat({ max: 120 / step })
    .map((n) => ({ from: monthAt(first + n * step), to: monthAt(first + n * step + length) }));
/** Every kind of period that has a name of its own, and any other. */
const PERIODS: Record<string, fc.Arbitrary<Period>> = {
  "a day": fc.nat({ max: 3800 }).map((day) => ({ from: dayAt(day), to: dayAt(day + 1) })),
  "a week": fc.nat({ max: 540 }).map((week) => ({ from: dayAt(4 + week * 7), to: dayAt(11 + week * 7) })),
  "a month": months(1, 1),
  "a quarter": months(3, 3),
  "a half": months(6, 6, 3),
  "a financial year": months(12, 12, 3),
  "a calendar year": months(12, 12),
  "any days": fc
    .tuple(fc.nat({ max: 3000 }), fc.integer({ min: 2, max: 800 }))
    .map(([day, length]) => ({ from: dayAt(day), to: dayAt(day + length) })),
};
export const PERIOD_KINDS = Object.keys(PERIODS);

type Rest = Pick<Question, "compare" | "groupBy" | "limit"> & { lowest: boolean };
const rest: fc.Arbitrary<Rest> = fc.record({
  compare: fc.constantFrom(null, null, "previous_period" as const, "previous_year" as const),
  groupBy: fc.option(fc.constantFrom(...GROUPINGS), { freq: 2 }),
  limit: fc.option(fc.integer({ min: 1, max: 500 }), { freq: 1 }),
  lowest: fc.boolean(),
});

function questionOf(
  metric: Metric,
  filters: Filters,
  period: Period | null,
  { lowest, ...rest }: Rest,
): Question {
  const kept = { ...filters };
  // missing only once, and so many times, is nobody
  if (metric === "one_off_share") delete kept.minEpisodes;
  const ordered = lowest && (rest.groupBy !== null || rest.limit !== null);
  return {
    kind: "question",
    metric,
    filters: kept,
    period,
    ...rest,
    ...(ordered ? { order: "asc" as const } : {}),
  };
}

/** Frames whose every slot has words: what `explain` says of them, `understand` reads back. */
export const speakableQuestions: fc.Arbitrary<Question> = fc
  .tuple(
    fc.constantFrom(...METRICS),
    filters,
    fc.option(fc.oneof(...Object.values(PERIODS)), { freq: 4 }),
    rest,
  )
  .map(([metric, filters, period, rest]) => questionOf(metric, filters, period, rest))
  // the history of nobody, anywhere, at any time: that is asked back
  .filter(
    ({ metric, filters, period }) =>
      metric !== "child_profile" || period !== null || Object.keys(filters).length > 0,
  );

/** Some question of a measure that holds a filter and a period of a kind. */
export const questionWith = (metric: Metric, key: string, kind: string): fc.Arbitrary<Question> =>
  fc
    .tuple(ONES[key]!, PERIODS[kind]!, rest)
    .map(([filters, period, rest]) => questionOf(metric, filters, period, rest));

const aChild = fc.constantFrom(...NAMES.children).map(({ id }): Filters => ({ child: [id] }));
const noChild = fc.constant<Filters>({});
const someHistory = (episode: fc.Arbitrary<string>, filters: fc.Arbitrary<Filters>) =>
  fc.record({ kind: fc.constant("episode_history" as const), episode, filters });

/** Any question about what was recorded and shown: of a child, of an episode, of neither. */
export const recordQuestions: fc.Arbitrary<RecordQuestion> = fc.oneof(
  fc.record({
    kind: fc.constant("disclosures" as const),
    filters: fc.oneof(aChild, noChild),
    period: fc.option(fc.oneof(...Object.values(PERIODS))),
  }),
  someHistory(
    fc.integer({ min: 1, max: 999_999_999 }).map((number) => `ME-${number}`),
    noChild,
  ),
  someHistory(fc.constant("latest"), aChild),
  someHistory(fc.constant("this"), fc.oneof(aChild, noChild)),
);
