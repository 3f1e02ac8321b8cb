import fc from "fast-check";
import {
  type Filters,
  FLAGS,
  GENDERS,
  GROUPINGS,
  METRICS,
  type Metric,
  type Question,
  RISKS,
} from "../../data/vocabulary.ts";

/** Placement types that people have words for. */
const TYPES = [
  "council_care_home",
  "independent_provider",
  "foster_care",
  "family_home",
  "supported_accommodation",
] as const;
const STATUSES = [
  "section_20",
  "full_care_order",
  "interim_care_order",
  "remand",
  "child_protection_plan",
  "child_in_need",
] as const;

const some = <T>(values: readonly T[]) => fc.subarray([...values], { minLength: 1, maxLength: 2 });
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined, freq: 6 });

const filters: fc.Arbitrary<Filters> = fc
  .record({
    placementType: maybe(some(TYPES)),
    not_placementType: maybe(some(TYPES)),
    category: maybe(some(["away", "absent"] as const)),
    placement: maybe(some([1, 2, 3, 4])),
    not_placement: maybe(some([1, 2, 3])),
    team: maybe(some([1, 2])),
    worker: maybe(fc.constantFrom([1], [2], ["@me" as const])),
    agency: maybe(some([1, 2])),
    risk: maybe(some(RISKS)),
    not_risk: maybe(some(["high", "medium"] as const)),
    legalStatus: maybe(some(STATUSES)),
    flag: maybe(some(FLAGS)),
    gender: maybe(fc.constantFrom(...GENDERS)),
    lookedAfter: maybe(fc.boolean()),
    outOfArea: maybe(fc.boolean()),
    ageMin: maybe(fc.integer({ min: 8, max: 13 })),
    ageMax: maybe(fc.integer({ min: 14, max: 17 })),
  })
  .map((read) => {
    const kept = Object.fromEntries(
      Object.entries(read).filter(([, value]) => value !== undefined),
    ) as Filters;
    // one and the same key is not both asked for and excluded
    for (const key of ["placementType", "placement", "risk"] as const)
      if (kept[key]) delete kept[`not_${key}`];
    return kept;
  });

const period = fc
  .record({
    year: fc.integer({ min: 2015, max: 2018 }),
    start: fc.integer({ min: 0, max: 364 }),
    length: fc.integer({ min: 1, max: 400 }),
  })
  .map(({ year, start, length }) => {
    const day = (offset: number) => new Date(Date.UTC(year, 0, 1 + offset)).toISOString().slice(0, 10);
    return { from: day(start), to: day(start + length) };
  });

/** Metrics that take no ranking of their own, so that any filter, period and cut may stand with them. */
const OWN_WORDS: ReadonlySet<Metric> = new Set([
  "child_profile",
  "top_share",
  "top_missing",
  "currently_missing",
]);
const metric = fc.constantFrom(...METRICS.filter((one) => !OWN_WORDS.has(one)));

/** Frames whose every slot has words: what `explain` says of them, `understand` reads back. */
export const speakableQuestions: fc.Arbitrary<Question> = fc
  .record({
    metric,
    filters,
    period: fc.option(period, { freq: 2 }),
    compare: fc.option(fc.constantFrom("previous_period" as const, "previous_year" as const), { freq: 3 }),
    groupBy: fc.option(fc.constantFrom(...GROUPINGS.filter((by) => by !== "child")), { freq: 3 }),
  })
  .map((read) => ({ kind: "question" as const, ...read, limit: null }));
