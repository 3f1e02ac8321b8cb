import { expect } from "chai";
import { planFigures } from "../../../bot/answers/plan-figures.ts";
import { countedFigures, type FiguresSpec, rowFigures } from "../../../data/measures/figures.ts";
import { DEFAULT_POLICY } from "../../../data/policy.ts";
import { rollupSql } from "../../../data/rollups/read.ts";
import { refreshRollups } from "../../../data/rollups/refresh.ts";
import type { Store } from "../../../data/store/store.ts";
import type { Category, Filters, Metric } from "../../../data/vocabulary.ts";
import { havingChildren, havingEpisodes, hours } from "../../support/builders.ts";
import { ask } from "../../support/questions.ts";
import { describeOnBothStores } from "../../support/stores.ts";

const YEAR = { from: "2019-04-01", to: "2020-04-01" };
const LATER = new Date("2020-05-01T09:00:00Z");
const START = new Date("2019-06-12T20:00:00Z");
/** Of a year, and of months that are none; a month of its own. */
const MONTHS = { from: "2019-04-01", to: "2020-03-01" };
const JUNE = { from: "2019-06-01", to: "2019-07-01" };
const ASKED = [
  { metric: "average_duration", period: YEAR },
  { metric: "long_episodes", period: YEAR },
  { metric: "episodes", period: YEAR },
  { metric: "episodes", period: MONTHS },
] as const;
type Asked = { metric: Metric; period: { from: string; to: string } };

describeOnBothStores("The child that has a tenth of a year's episodes", (open) => {
  let store: Store;
  let heavy: number;
  let day = 0;
  beforeEach(async () => {
    store = await open();
    [heavy] = (await havingChildren(store, { gender: "female" })) as [number];
  });

  /** One episode each, of a week of its own and of 80 hours. */
  const episodes = (children: readonly number[], category: Category = "missing") =>
    havingEpisodes(
      store,
      ...children.map((childId) => {
        const startedAt = hours(120 * (day++ % 40), START);
        return { childId, category, startedAt, endedAt: hours(80, startedAt) };
      }),
    );
  const others = (n: number) =>
    havingChildren(store, ...Array.from({ length: n }, () => ({ gender: "male" as const })));
  const specOf = ({ metric, period }: Asked, filters: Filters): FiguresSpec =>
    planFigures(ask(metric, { period, filters }), { asOf: LATER, policy: DEFAULT_POLICY, me: null }).spec;

  /** Who it is, of each measure, as it was counted ahead: the rows say the same. */
  async function found(filters: Filters = {}) {
    await refreshRollups(store, DEFAULT_POLICY, LATER);
    const all = [];
    for (const asked of ASKED) {
      const spec = specOf(asked, filters);
      const counted = (await countedFigures(store.db, spec))!;
      const { outlier, sides } = await rowFigures(store.db, spec);
      expect(counted.outlier).to.deep.equal(outlier);
      expect(counted.sides[0]!.without).to.deep.equal(sides[0]!.without);
      all.push(outlier);
    }
    for (const one of all) expect(one).to.deep.equal(all[0]);
    return all[0];
  }

  it("is found at exactly a tenth, and not below it", async () => {
    await episodes([heavy, heavy]);
    await episodes(await others(18));
    expect(await found()).to.deep.equal({ childId: heavy, episodes: 2 });
    await episodes(await others(1));
    expect(await found()).to.equal(null);
  });

  it("is found by the episodes of all the categories that count", async () => {
    await episodes([heavy]);
    await episodes([heavy], "absent");
    const rest = await others(18);
    await episodes(rest.slice(9));
    await episodes(rest.slice(0, 9), "absent");
    expect(await found({ category: ["missing", "absent"] })).to.deep.equal({ childId: heavy, episodes: 2 });
  });

  it("is found among those that a filter leaves, where it has far less of all", async () => {
    await episodes([heavy, heavy]);
    await episodes(
      await havingChildren(store, ...Array.from({ length: 4 }, () => ({ gender: "female" as const }))),
    );
    await episodes(await others(40));
    expect(await found()).to.equal(null);
    expect(await found({ gender: "female" })).to.deep.equal({ childId: heavy, episodes: 2 });
  });

  it("is found in a month by the most that one child has in it", async () => {
    day = 0;
    await episodes([heavy, heavy]);
    for (const child of await others(18)) {
      day = 0;
      await episodes([child]);
    }
    await refreshRollups(store, DEFAULT_POLICY, LATER);
    const counted = await countedFigures(store.db, specOf({ metric: "episodes", period: JUNE }, {}));
    expect(counted!.outlier).to.deep.equal({ childId: heavy, episodes: 2 });
    expect(counted!.sides[0]!.without!.value).to.equal(18);
  });

  it("is not looked for child by child where nobody can have a tenth", async () => {
    const looked = async (asked: Asked) => {
      const { text, params } = rollupSql(specOf(asked, { gender: "male" }))!;
      const lines = await store.db.$queryRawUnsafe<{ "QUERY PLAN": string }[]>(
        `EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF) ${text}`,
        ...params,
      );
      const plan = lines.map((line) => line["QUERY PLAN"]).join("\n");
      const children = plan.slice(plan.indexOf("CTE c\n"), plan.indexOf("CTE most"));
      return !/ on (rollup_child|episode) .*\(never executed\)/.test(children);
    };
    const all = [
      ...ASKED.filter(({ period }) => period === YEAR),
      { metric: "episodes", period: JUNE },
    ] as const;
    for (const [more, yes] of [
      [10, true],
      [1, false],
    ] as const) {
      // all of them in June
      for (const child of await others(more)) {
        day = 0;
        await episodes([child]);
      }
      await refreshRollups(store, DEFAULT_POLICY, LATER);
      for (const asked of all) expect(await looked(asked), JSON.stringify(asked)).to.equal(yes);
    }
  });
});
