import { expect } from "chai";
import fc from "fast-check";
import { planFigures } from "../../bot/answers/plan-figures.ts";
import { type Figure, type Figures, type FiguresSpec, figures } from "../../data/measures/figures.ts";
import { DEFAULT_POLICY } from "../../data/policy.ts";
import type { Store } from "../../data/store/store.ts";
import { COMBINATIONS, type Detail, detailArb, questionOf } from "./measure-questions.ts";
import { fill, NOW, type World, worldArb } from "./measure-world.ts";
import { type Reference, type ReferenceFigure, reference } from "./reference-measures.ts";

const ASKING = { asOf: NOW, policy: DEFAULT_POLICY, me: { teamId: 1, workerId: 2 } };
/** Questions of each store: filling it costs more than asking. */
const QUESTIONS = 12;

/** How often each combination of measure, grouping and comparison, and each filter, was asked. */
export interface Reached {
  combinations: Map<string, number>;
  filters: Map<string, number>;
}

/**
 * Random small stores and questions: the statement and the plain reference say the same. The combinations
 * of measure, grouping and comparison are asked in turn, so that enough stores reach them all.
 */
export async function measuresAgree(
  open: () => Promise<Store>,
  worlds: number,
  seed = Math.floor(Math.random() * 2 ** 31),
): Promise<Reached> {
  const details = fc.array(detailArb, { minLength: QUESTIONS, maxLength: QUESTIONS });
  const reached: Reached = { combinations: new Map(), filters: new Map() };
  let turn = seed;
  const next = (detail: Detail) => {
    // a stride, so that the questions of one store differ
    const question = questionOf(COMBINATIONS[(turn++ * STRIDE) % COMBINATIONS.length]!, detail);
    const { metric, groupBy, compare, filters } = question;
    count(reached.combinations, [metric, groupBy, compare].join(" "));
    for (const filter of Object.keys(filters)) count(reached.filters, filter);
    return question;
  };
  await fc.assert(
    fc.asyncProperty(worldArb, details, async (world, asked) => {
      const store = await open();
      try {
        await fill(store, world);
        for (const detail of asked) {
          const question = next(detail);
          const { spec } = planFigures(question, ASKING);
          const wanted = reference(world, spec);
          compare(await figures(store.db, spec), wanted, spec);
          if (spec.groupBy) await compareOthers(store, world, spec, wanted);
        }
      } finally {
        await store.close();
      }
    }),
    { numRuns: worlds, endOnFailure: true, seed },
  );
  return reached;
}

/** Coprime with every number of combinations below it. */
const STRIDE = 10_007;

/** What stands behind a limit: all but a bucket or two, as one. */
async function compareOthers(store: Store, world: World, spec: FiguresSpec, wanted: Reference) {
  const apart = [...wanted.buckets[0]!.keys()].sort().slice(0, 2);
  const behind = { ...spec, apart, rows: false, outlier: false };
  compare(await figures(store.db, behind), reference(world, behind), behind);
}

function count(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

export function compare(found: Figures, wanted: Reference, spec: FiguresSpec): void {
  const metric = spec.metrics[0]!;
  spec.sides.forEach((_, k) => {
    const side = found.sides[k]!;
    same(side.totals[metric]!, wanted.totals[k]!, `total of side ${k}`);
    const buckets = new Map(side.buckets.map(({ raw, figure }) => [raw, figure]));
    expect([...buckets.keys()].sort(), "buckets").to.deep.equal([...wanted.buckets[k]!.keys()].sort());
    for (const [key, figure] of wanted.buckets[k]!) same(buckets.get(key)!, figure, `bucket ${key}`);
    expect(side.indeterminate, "indeterminate").to.equal(wanted.indeterminate[k]);
    expect(side.assumed, "assumed").to.equal(wanted.assumed[k]);
    if (wanted.outlier) close(side.without!.value, wanted.without[k]!, "without the outlier");
  });
  for (const [key, value] of Object.entries(wanted.beside)) {
    close(found.sides[0]!.beside[key] ?? (value === 0 ? 0 : null), value, key);
  }
  expect(found.outlier, "outlier").to.deep.equal(wanted.outlier);
  expect(
    found.episodes.map(({ episodeId }) => episodeId),
    "rows",
  ).to.deep.equal(wanted.episodeIds);
  expect(found.children.map(({ childId, episodes }) => [childId, episodes])).to.deep.equal(wanted.children);
}

function same(found: Figure, wanted: ReferenceFigure, what: string): void {
  close(found.value, wanted.value, what);
  if (wanted.denominator === null) return;
  close(found.numerator, wanted.numerator, `${what}, numerator`);
  expect(found.denominator, `${what}, denominator`).to.equal(wanted.denominator);
}

function close(found: number | null, wanted: number | null, what: string): void {
  if (found === null || wanted === null) expect(found, what).to.equal(wanted);
  else expect(found, what).to.be.closeTo(wanted, 1e-6);
}
