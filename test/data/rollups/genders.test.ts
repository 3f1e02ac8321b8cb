import { expect } from "chai";
import { planFigures } from "../../../bot/answers/plan-figures.ts";
import { countedFigures, rowFigures } from "../../../data/measures/figures.ts";
import { DEFAULT_POLICY } from "../../../data/policy.ts";
import { refreshRollups } from "../../../data/rollups/refresh.ts";
import type { Store } from "../../../data/store/store.ts";
import type { Filters, Metric } from "../../../data/vocabulary.ts";
import { havingChildren, havingEpisodes, hours } from "../../support/builders.ts";
import { ask } from "../../support/questions.ts";
import { describeOnBothStores } from "../../support/stores.ts";

const YEAR = { from: "2019-04-01", to: "2020-04-01" };
const LATER = new Date("2020-05-01T09:00:00Z");
const START = new Date("2019-06-12T20:00:00Z");
const GENDERS = ["female", "male", "other", "unknown"] as const;

describeOnBothStores("A year's children, counted ahead", (open) => {
  let store: Store;
  beforeEach(async () => {
    store = await open();
    const children = await havingChildren(store, ...GENDERS.map((gender) => ({ gender })));
    await havingEpisodes(
      store,
      ...children.flatMap((childId) =>
        [0, 100].map((n) => ({
          childId,
          startedAt: hours(n, START),
          endedAt: hours(n + 80, START),
          risk: "high" as const,
          placementType: "foster_care" as const,
        })),
      ),
    );
    await store.db.$executeRawUnsafe(
      `UPDATE episode SET assumed = '{placementType}' WHERE started_at = $1`,
      START,
    );
    await refreshRollups(store, DEFAULT_POLICY, LATER);
  });

  async function same(metric: Metric, filters: Filters) {
    const question = ask(metric, { period: YEAR, filters });
    const { spec } = planFigures(question, { asOf: LATER, policy: DEFAULT_POLICY, me: null });
    const [counted, rows] = [await countedFigures(store.db, spec), await rowFigures(store.db, spec)];
    expect(counted!.sides).to.deep.equal(rows.sides);
    return [counted!.sides[0]!.totals[metric]!.value, counted!.sides[0]!.assumed];
  }

  it("are of every gender, by risk and by placement type too", async () => {
    for (const filters of [{ risk: ["high" as const] }, { placementType: ["foster_care" as const] }]) {
      const assumed = "risk" in filters ? 0 : 4;
      expect(await same("individuals", filters)).to.deep.equal([4, assumed]);
      expect(await same("long_episodes", filters)).to.deep.equal([8, assumed]);
    }
  });

  it("are those of one gender, or of the other two that are known to be another", async () => {
    expect(await same("individuals", { gender: "female", risk: ["high"] })).to.deep.equal([1, 0]);
    expect(await same("individuals", { not_gender: "female", risk: ["high"] })).to.deep.equal([2, 0]);
    expect(await same("individuals", { risk: ["low"] })).to.deep.equal([0, 0]);
  });
});
