import fc from "fast-check";
import { refusalOf } from "../../bot/answers/refusals.ts";
import { addDays } from "../../data/calendar.ts";
import {
  CATEGORIES,
  type Filters,
  FLAGS,
  GROUPINGS,
  METRICS,
  PLACEMENT_TYPES,
  type Question,
  RISKS,
} from "../../data/vocabulary.ts";
import { LABELS } from "./measure-world.ts";

/** Random questions that can be answered, over the days and values of the random worlds. */
const some = <T>(...values: T[]) =>
  fc.uniqueArray(fc.constantFrom(...values), { minLength: 1, maxLength: 2 });
const ids = fc.uniqueArray(fc.integer({ min: 1, max: LABELS }), { minLength: 1, maxLength: 2 });

const filters: { [K in keyof Filters]-?: fc.Arbitrary<NonNullable<Filters[K]>> } = {
  placementType: some(...PLACEMENT_TYPES.slice(0, 3), "unknown" as const),
  not_placementType: some(...PLACEMENT_TYPES.slice(0, 3)),
  category: some(...CATEGORIES),
  not_category: some(...CATEGORIES),
  placement: ids,
  not_placement: ids,
  provider: ids,
  not_provider: ids,
  child: ids,
  not_child: ids,
  team: ids,
  not_team: fc.constant(["@my_team" as const]),
  worker: fc.constantFrom([1], ["@me" as const], ["@me" as const, 2]),
  not_worker: fc.constantFrom([1], ["@me" as const]),
  agency: ids,
  not_agency: ids,
  risk: some(...RISKS),
  not_risk: some(...RISKS),
  legalStatus: some("section_20" as const, "full_care_order" as const),
  not_legalStatus: some("section_20" as const, "none" as const),
  flag: some(...FLAGS),
  not_flag: some(...FLAGS),
  gender: fc.constantFrom("female" as const, "male" as const),
  not_gender: fc.constantFrom("female" as const, "male" as const),
  lookedAfter: fc.boolean(),
  outOfArea: fc.boolean(),
  ageMin: fc.integer({ min: 9, max: 15 }),
  ageMax: fc.integer({ min: 11, max: 17 }),
  minDurationHours: fc.constantFrom(1, 24, 48, 72),
  maxDurationHours: fc.constantFrom(24, 72, 96),
  minEpisodes: fc.integer({ min: 2, max: 4 }),
  interviewOffered: fc.boolean(),
  interviewOutcome: some("completed" as const, "accepted" as const, "declined" as const),
};
export const FILTER_NAMES = Object.keys(filters);
const filtersArb: fc.Arbitrary<Filters> = fc
  .uniqueArray(fc.constantFrom(...(FILTER_NAMES as (keyof Filters)[])), { maxLength: 2 })
  .chain((keys) =>
    fc.record(Object.fromEntries(keys.map((key) => [key, filters[key] as fc.Arbitrary<unknown>]))),
  )
  .map((chosen) => chosen as Filters);

const NO_DETAIL = { filters: {}, period: null, limit: null };

const periodArb = fc
  .record({ start: fc.integer({ min: 0, max: 90 }), days: fc.constantFrom(1, 7, 28, 30, 31, 45, 90) })
  .map(({ start, days }) => {
    const from = addDays("2019-01-20", start);
    return { from, to: addDays(from, days) };
  });

/** A measure, a grouping and a comparison. */
export type Combination = Pick<Question, "metric" | "groupBy" | "compare">;

const COMPARISONS = [null, "previous_period", "previous_year"] as const;

/** Every combination that can be answered. No summary: it is made of other measures. */
export const COMBINATIONS: readonly Combination[] = METRICS.filter((metric) => metric !== "summary")
  .flatMap((metric) => [null, ...GROUPINGS].map((groupBy) => ({ metric, groupBy })))
  .flatMap((one) => COMPARISONS.map((compare) => ({ ...one, compare })))
  .filter((one) => refusalOf(asked(one, NO_DETAIL)) === null);

/** What a question asks beside its combination. */
export type Detail = Pick<Question, "filters" | "period" | "limit" | "order">;

export const detailArb: fc.Arbitrary<Detail> = fc.record({
  filters: filtersArb,
  period: fc.option(periodArb, { nil: null, freq: 3 }),
  limit: fc.constantFrom(null, null, 1, 2, 3),
  order: fc.constantFrom(undefined, undefined, "asc" as const),
});

/** The question of a combination and a detail; without its filters where they make it one to refuse. */
export function questionOf(combination: Combination, detail: Detail): Question {
  const question = asked(combination, detail);
  return refusalOf(question) === null ? question : asked(combination, { ...detail, filters: {} });
}

function asked({ metric, groupBy, compare }: Combination, { filters, ...rest }: Detail): Question {
  const own: Filters = metric === "child_profile" ? { ...filters, child: [1] } : filters;
  return { kind: "question", metric, groupBy, compare, filters: own, ...rest };
}
