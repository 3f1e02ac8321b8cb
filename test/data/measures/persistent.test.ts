import { expect } from "chai";
import { planFigures } from "../../../bot/answers/plan-figures.ts";
import { figures } from "../../../data/measures/figures.ts";
import { DEFAULT_POLICY } from "../../../data/policy.ts";
import type { Store } from "../../../data/store/store.ts";
import { anEndedEpisode, havingChildren, havingEpisodes, hours, NOW } from "../../support/builders.ts";
import { ask } from "../../support/questions.ts";
import { describeOnBothStores } from "../../support/stores.ts";

const DAY = 24;

describeOnBothStores("Who is persistently missing", (open) => {
  let store: Store;
  let often: number;
  beforeEach(async () => {
    store = await open();
    const children = await havingChildren(store, {}, {});
    const [twice] = children as [number, number];
    often = children[1]!;
    const days = [
      [twice, 1],
      [twice, 2],
      [often, 3],
      [often, 4],
      [often, 5],
      // before the ninety days
      [often, 100],
      [often, 101],
      [twice, 100],
    ] as const;
    await havingEpisodes(
      store,
      ...days.map(([childId, day]) => anEndedEpisode(childId, { startedAt: hours(-DAY * day) })),
    );
  });

  const specOf = (asOf = NOW) =>
    planFigures(ask("persistent_missing"), { asOf, policy: DEFAULT_POLICY, me: null }).spec;

  it("is who has enough episodes, and nobody where none has", async () => {
    const now = await figures(store.db, specOf());
    expect(now.sides[0]!.totals.persistent_missing!.value).to.equal(1);
    expect(now.children.map(({ childId, episodes, before }) => [childId, episodes, before])).to.deep.equal([
      [often, 3, null],
    ]);
    const then = await figures(store.db, specOf(hours(-DAY * 90)));
    expect([then.sides[0]!.totals.persistent_missing!.value, then.children]).to.deep.equal([0, []]);
  });

  it("is told beside another time with all that each had then, enough or not", async () => {
    const [now, then] = [specOf(), specOf(hours(-DAY * 90))];
    const both = await figures(store.db, { ...now, sides: [...now.sides, ...then.sides] });
    expect(both.sides.map(({ totals }) => totals.persistent_missing!.value)).to.deep.equal([1, 0]);
    expect(both.children.map(({ childId, episodes, before }) => [childId, episodes, before])).to.deep.equal([
      [often, 3, 2],
    ]);
  });
});
