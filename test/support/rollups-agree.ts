import { expect } from "chai";
import fc from "fast-check";
import { drivenBy, driverSpec } from "../../bot/answers/driver.ts";
import { planFigures } from "../../bot/answers/plan-figures.ts";
import { CATALOGUE } from "../../data/measures/catalogue.ts";
import {
  countedFigures,
  type Figure,
  type FiguresSpec,
  figuresOfAll,
  rowFigures,
} from "../../data/measures/figures.ts";
import { DEFAULT_POLICY } from "../../data/policy.ts";
import { rollupSql } from "../../data/rollups/read.ts";
import { refreshRollups } from "../../data/rollups/refresh.ts";
import type { Store } from "../../data/store/store.ts";
import type { Filters, Question } from "../../data/vocabulary.ts";
import { COMBINATIONS, type Combination, detailArb, questionOf } from "./measure-questions.ts";
import { fill, worldArb } from "./measure-world.ts";
import { compare } from "./measures-agree.ts";
import { reference } from "./reference-measures.ts";

/** Instants by which everything in the random worlds has happened: some windows are still open, or none. */
const LATER = [new Date("2019-05-06T11:00:00Z"), new Date("2020-02-15T11:00:00Z")];
/** Whole months and financial years of the worlds' days. */
const YEAR = { from: "2018-04-01", to: "2019-04-01" };
const PERIODS = [
  YEAR,
  YEAR,
  YEAR,
  YEAR,
  { from: "2019-01-01", to: "2019-04-01" },
  { from: "2019-02-01", to: "2019-03-01" },
  { from: "2019-04-01", to: "2019-05-01" },
  null,
];
/** What a rollup may be filtered by, and now and then something else. */
const COUNTED_BY = "category placementType gender lookedAfter ageMin ageMax risk".split(" ");
const QUESTIONS = 50;
const ME = { teamId: 1, workerId: 2 };

/**
 * Random stores whose rollups have been counted: what is answered from them is what a plain count over the
 * same rows says, and what drove a change is what the rows' statement says.
 * @returns by metric, how many questions were answered from rollups
 */
export async function rollupsAgree(
  open: () => Promise<Store>,
  worlds: number,
  seed: number,
): Promise<Map<string, number>> {
  const answered = new Map<string, number>();
  const asked = fc.array(questionArb, { minLength: QUESTIONS, maxLength: QUESTIONS });
  await fc.assert(
    fc.asyncProperty(worldArb, asked, fc.constantFrom(...LATER), async (world, questions, asOf) => {
      const store = await open();
      try {
        await fill(store, world);
        await refreshRollups(store, DEFAULT_POLICY, asOf);
        for (const question of questions) {
          const { asked, spec } = planFigures(question, { asOf, policy: DEFAULT_POLICY, me: ME });
          const found = await countedFigures(store.db, spec);
          if (found) {
            compare(found, reference(world, spec), spec);
            answered.set(question.metric, (answered.get(question.metric) ?? 0) + 1);
          }
          const by = drivenBy(asked);
          if (by && by !== asked.groupBy) await sameDriver(store, spec, by);
        }
      } finally {
        await store.close();
      }
    }),
    { numRuns: worlds, endOnFailure: true, seed },
  );
  return answered;
}

/** Of a driver only totals and buckets are looked at. */
async function sameDriver(store: Store, spec: FiguresSpec, by: Parameters<typeof driverSpec>[1]) {
  const bare = driverSpec(spec, by);
  if (!rollupSql(bare)) return;
  const told = (await figuresOfAll(store.db, [spec, bare]))[1]!;
  const wanted = await rowFigures(store.db, bare);
  const shape = ({ sides }: typeof told) =>
    sides.map(({ totals, buckets }) => ({
      totals: Object.values(totals).map(rounded),
      buckets: buckets
        .filter(({ figure }) => figure.value || figure.denominator)
        .sort((a, b) => a.raw.localeCompare(b.raw))
        .map(({ raw, figure }) => ({ raw, ...rounded(figure) })),
    }));
  expect(shape(told)).to.deep.equal(shape(wanted));
}

/** Hours that were added in another order differ in the last of their places. */
function rounded({ value, numerator, denominator }: Figure): Figure {
  const of = (part: number | null) => part && Math.round(part * 1e6) / 1e6;
  return { value: of(value), numerator: of(numerator), denominator };
}

const ANSWERABLE: readonly Combination[] = COMBINATIONS.filter((one) =>
  PERIODS.some((period) => {
    const question = questionOf(one, { filters: {}, period, limit: null });
    return (
      rollupSql(planFigures(question, { asOf: LATER[0]!, policy: DEFAULT_POLICY, me: ME }).spec) !== null
    );
  }),
);

/** Each measure as often as any other, half of them as a plain figure or list. */
const combinationArb = fc
  .tuple(fc.constantFrom(...new Set(ANSWERABLE.map(({ metric }) => metric))), fc.boolean(), fc.nat())
  .map(([metric, plain, n]) => {
    const all = ANSWERABLE.filter((one) => one.metric === metric && (!plain || one.groupBy === null));
    return plain && n % 2 === 0 ? all[0]! : all[n % all.length]!;
  });

const questionArb: fc.Arbitrary<Question> = fc
  .record({
    one: combinationArb,
    detail: detailArb,
    period: fc.constantFrom(...PERIODS),
    filtered: fc.constantFrom("not", "not", "counted", "counted", "counted", "any"),
    anyOrder: fc.integer({ min: 0, max: 9 }).map((n) => n === 0),
  })
  .map(({ one, detail, period, filtered, anyOrder }) => {
    const kept = Object.entries(detail.filters).filter(
      ([key]) =>
        filtered === "any" || (filtered === "counted" && COUNTED_BY.includes(key.replace("not_", ""))),
    );
    const filters = Object.fromEntries(kept) as Filters;
    // what waits, waits now
    const within = CATALOGUE[one.metric].waits ? null : period;
    return questionOf(one, {
      ...detail,
      filters,
      period: within,
      order: anyOrder ? detail.order : undefined,
    });
  });
