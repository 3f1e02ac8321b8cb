import { expect } from "chai";
import { planFigures } from "../../../bot/answers/plan-figures.ts";
import { rowFigures } from "../../../data/measures/figures.ts";
import { DEFAULT_POLICY } from "../../../data/policy.ts";
import { PLANNED_ANEW } from "../../../data/store/raw.ts";
import type { Db } from "../../../data/store/store.ts";
import type { Metric, Question } from "../../../data/vocabulary.ts";
import { NOW } from "../../support/builders.ts";
import { ask } from "../../support/questions.ts";

/** The text that a question's figures are read by. */
async function textOf(metric: Metric, more: Partial<Question>): Promise<string> {
  const texts: string[] = [];
  const db = {
    $queryRawUnsafe: async (text: string) => {
      texts.push(text);
      return [];
    },
  } as unknown as Db;
  const { spec } = planFigures(ask(metric, more), { asOf: NOW, policy: DEFAULT_POLICY, me: null });
  await rowFigures(db, spec);
  return texts[0]!;
}

describe("The statement of figures from the rows", () => {
  const isPlannedAnew = async (metric: Metric, more: Partial<Question> = {}) =>
    (await textOf(metric, more)).startsWith(PLANNED_ANEW);
  const YEAR = { from: "2018-04-01", to: "2019-04-01" };

  it("is planned once for the starts or returns of a year or less", async () => {
    expect(await isPlannedAnew("episodes", { period: YEAR })).to.equal(false);
    expect(await isPlannedAnew("interviews_completed", { period: YEAR, compare: "previous_year" })).to.equal(
      false,
    );
    expect(await isPlannedAnew("persistent_missing")).to.equal(false);
  });

  it("is planned anew for what is open, for all years, and for meetings", async () => {
    expect(await isPlannedAnew("currently_missing")).to.equal(true);
    expect(await isPlannedAnew("long_episodes")).to.equal(true);
    expect(await isPlannedAnew("episodes", { period: { from: "2009-04-01", to: "2019-04-01" } })).to.equal(
      true,
    );
    expect(await isPlannedAnew("child_profile")).to.equal(true);
    expect(await isPlannedAnew("interviews_overdue")).to.equal(true);
    expect(await isPlannedAnew("strategy_meetings", { period: YEAR })).to.equal(true);
  });

  it("has the length of an index in its text, so that a plan made once finds it", async () => {
    const of = (minDurationHours: number) =>
      textOf("episodes", { period: YEAR, filters: { minDurationHours } });
    const lengths = async (n: number) => new Set((await of(n)).match(/interval '\d+ hours'/g));
    expect(await lengths(23)).to.be.empty;
    expect(await lengths(24)).to.deep.equal(new Set(["interval '24 hours'"]));
    expect(await lengths(71)).to.deep.equal(new Set(["interval '24 hours'"]));
    expect(await lengths(72)).to.deep.equal(new Set(["interval '72 hours'"]));
    expect(await lengths(100)).to.deep.equal(new Set(["interval '72 hours'"]));
  });
});
