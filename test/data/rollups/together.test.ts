import { expect } from "chai";
import { answer } from "../../../bot/answers/answer-question.ts";
import { driverSpec } from "../../../bot/answers/driver.ts";
import { planFigures } from "../../../bot/answers/plan-figures.ts";
import { type FiguresSpec, figuresOfAll, rowFigures } from "../../../data/measures/figures.ts";
import { asOneStatement, Statement } from "../../../data/measures/statement.ts";
import { DEFAULT_POLICY } from "../../../data/policy.ts";
import { refreshRollups } from "../../../data/rollups/refresh.ts";
import type { Db, Store } from "../../../data/store/store.ts";
import type { Question } from "../../../data/vocabulary.ts";
import { havingChildren, havingEpisodes, hours } from "../../support/builders.ts";
import { ask } from "../../support/questions.ts";
import { describeOnBothStores } from "../../support/stores.ts";

/** Later than all that happens here. */
const ASKING = { asOf: new Date("2020-05-01T09:00:00Z"), policy: DEFAULT_POLICY, me: null };
const YEAR = { from: "2019-04-01", to: "2020-04-01" };
const YEAR_BEFORE = { from: "2018-04-01", to: "2019-04-01" };

const specOf = (metric: Question["metric"], more: Partial<Question> = {}): FiguresSpec =>
  planFigures(ask(metric, { period: YEAR, ...more }), ASKING).spec;

/** A store's database that keeps the texts of its raw statements. */
function listening({ db }: Store): { db: Db; texts: string[] } {
  const texts: string[] = [];
  const heard = (text: string, ...values: unknown[]) => {
    texts.push(text);
    return db.$queryRawUnsafe(text, ...values);
  };
  const own: ProxyHandler<Db> = {
    get: (target, name) => (name === "$queryRawUnsafe" ? heard : Reflect.get(target, name)),
  };
  return { db: new Proxy(db, own), texts };
}

describeOnBothStores("Figures that are asked for together", (open) => {
  let store: Store;
  beforeEach(async () => {
    store = await open();
    const [first, second] = (await havingChildren(store, {}, {})) as [number, number];
    const startedAt = new Date("2019-06-12T20:00:00Z");
    const earlier = new Date("2018-08-02T20:00:00Z");
    const foster = { placementType: "foster_care" as const };
    await havingEpisodes(
      store,
      { childId: first, startedAt: earlier, endedAt: hours(3, earlier) },
      { childId: first, startedAt, endedAt: hours(5, startedAt), ...foster },
      { childId: second, startedAt, endedAt: hours(30, startedAt), ...foster },
    );
    await refreshRollups(store, DEFAULT_POLICY, ASKING.asOf);
  });

  const COUNTED = specOf("episodes");
  const BY_TYPE = { ...specOf("individuals"), groupBy: "placement_type" as const, bare: true };
  const OF_ROWS = specOf("longest_episodes");

  it("come by one statement where they were counted ahead, each as it is asked for alone", async () => {
    const { db, texts } = listening(store);
    const all = [COUNTED, BY_TYPE, specOf("episodes", { period: YEAR_BEFORE })];
    const found = await figuresOfAll(db, all);
    expect(texts).to.have.length(1);
    for (const [n, spec] of all.entries()) expect(found[n]).to.deep.equal(await rowFigures(store.db, spec));
    expect(found.map(({ sides }) => Object.values(sides[0]!.totals)[0]!.value)).to.deep.equal([2, 2, 1]);
  });

  it("are read from the rows where they are not counted, whichever of them that is", async () => {
    const { db, texts } = listening(store);
    for (const all of [[OF_ROWS, COUNTED], [COUNTED, OF_ROWS], [OF_ROWS]]) {
      const found = await figuresOfAll(db, all);
      for (const [n, spec] of all.entries()) expect(found[n]).to.deep.equal(await rowFigures(store.db, spec));
    }
    expect(texts).to.have.length(5);
  });

  it("are read from the rows where one's year has been written to, and the other's not", async () => {
    const [third] = await havingChildren(store, {});
    await havingEpisodes(store, { childId: third!, startedAt: new Date("2019-07-12T20:00:00Z") });
    const { db, texts } = listening(store);
    const before = specOf("episodes", { period: YEAR_BEFORE });
    const found = await figuresOfAll(db, [COUNTED, before]);
    expect(found.map(({ sides }) => sides[0]!.totals.episodes!.value)).to.deep.equal([3, 1]);
    expect(texts.map((text) => text.includes("'usable'"))).to.deep.equal([true, false]);
  });

  it("are one reading where they are one figure by two groupings, and both of the rows where its year was written to", async () => {
    for (const metric of ["episodes", "individuals", "interview_compliance", "strategy_meetings"] as const) {
      const spec = specOf(metric, { compare: "previous_year" });
      const driver = driverSpec(spec, "placement_type");
      const { db, texts } = listening(store);
      const told = await figuresOfAll(db, [spec, driver]);
      expect(texts, metric).to.have.length(1);
      expect(texts[0]!.match(/WITH side/g)).to.have.length(1);
      expect(told[0]).to.deep.equal((await figuresOfAll(store.db, [spec]))[0]);
      expect(told[1]!.sides.map(({ buckets }) => buckets)).to.deep.equal(
        (await rowFigures(store.db, driver)).sides.map(({ buckets }) => buckets),
      );
    }
    const [third] = await havingChildren(store, {});
    await havingEpisodes(store, { childId: third!, startedAt: new Date("2019-07-12T20:00:00Z") });
    const spec = specOf("episodes", { compare: "previous_year" });
    const [whole, byType] = await figuresOfAll(store.db, [spec, driverSpec(spec, "placement_type")]);
    expect(whole!.sides.map(({ totals }) => totals.episodes!.value)).to.deep.equal([3, 1]);
    const buckets = byType!.sides[0]!.buckets.map(({ raw, figure }) => `${raw} ${figure.value}`).sort();
    expect(buckets).to.deep.equal(["foster_care 2", "unknown 1"]);
  });

  it("are one statement for a change and what drove it, and for a course and the year before", async () => {
    for (const more of [{ compare: "previous_year" }, { groupBy: "month" }] as const) {
      const { db, texts } = listening(store);
      const asked = () => answer(db, ask("episodes", { period: YEAR, ...more }), ASKING);
      const { yearBeside } = await asked();
      expect(texts).to.have.length(1);
      await asked();
      expect(new Set(texts)).to.have.length(1);
      const told = yearBeside?.points.reduce((all, { figure }) => all + (figure.value ?? 0), 0);
      expect(told).to.equal("groupBy" in more ? 1 : undefined);
    }
  });
});

describe("Statements that are sent as one", () => {
  it("keep their values, each its own, however many they are", () => {
    const values = Array.from({ length: 12 }, (_, n) => n);
    const first = new Statement();
    const second = new Statement();
    const texts = [first, second].map((q) => `SELECT ${values.map((n) => q.bind(n, "int")).join(", ")}`);
    const { text, params } = asOneStatement([
      { text: texts[0]!, params: first.params },
      { text: texts[1]!, params: second.params },
    ]);
    expect(params).to.deep.equal([...values, ...values]);
    expect(text.match(/\$\d+/g)).to.deep.equal(params.map((_, n) => `$${n + 1}`));
  });

  it("are as they were where there is but one", () => {
    const one = { text: "SELECT $1", params: [1] };
    expect(asOneStatement([one])).to.equal(one);
  });
});
