import { expect } from "chai";
import fc from "fast-check";
import { planFigures } from "../../bot/answers/plan-figures.ts";
import { type Figure, type Figures, type FiguresSpec, figures } from "../../data/measures/figures.ts";
import { DEFAULT_POLICY } from "../../data/policy.ts";
import type { Store } from "../../data/store/store.ts";
import { questionArb } from "./measure-questions.ts";
import { fill, NOW, worldArb } from "./measure-world.ts";
import { type Reference, type ReferenceFigure, reference } from "./reference-measures.ts";

const ASKING = { asOf: NOW, policy: DEFAULT_POLICY, me: { teamId: 1, workerId: 2 } };
/** Questions of each store: filling it costs more than asking. */
const QUESTIONS = 12;

/** Random small stores and questions: the statement and the plain reference say the same. */
export async function measuresAgree(
  open: () => Promise<Store>,
  worlds: number,
  seed?: number,
): Promise<void> {
  const questions = fc.array(questionArb, { minLength: QUESTIONS, maxLength: QUESTIONS });
  await fc.assert(
    fc.asyncProperty(worldArb, questions, async (world, asked) => {
      const store = await open();
      try {
        await fill(store, world);
        for (const question of asked) {
          const { spec } = planFigures(question, ASKING);
          compare(await figures(store.db, spec), reference(world, spec), spec);
        }
      } finally {
        await store.close();
      }
    }),
    { numRuns: worlds, endOnFailure: true, ...(seed === undefined ? {} : { seed }) },
  );
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
