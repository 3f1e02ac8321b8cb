import { expect } from "chai";
import { planFigures } from "../../../bot/answers/plan-figures.ts";
import { countedFigures, rowFigures } from "../../../data/measures/figures.ts";
import { DEFAULT_POLICY } from "../../../data/policy.ts";
import { refreshRollups } from "../../../data/rollups/refresh.ts";
import { aMeeting, havingChildren, havingEpisodes, havingMeetings, hours } from "../../support/builders.ts";
import { ask } from "../../support/questions.ts";
import { describeOnBothStores } from "../../support/stores.ts";

const ASKING = { asOf: new Date("2020-05-01T09:00:00Z"), policy: DEFAULT_POLICY, me: null };
const YEAR = { from: "2019-04-01", to: "2020-04-01" };

describeOnBothStores("Strategy meetings beside those that were held", (open) => {
  it("are the planned ones of a period, each once, that an episode of the category is a reason for", async () => {
    const store = await open();
    const [first, second] = (await havingChildren(store, {}, {})) as [number, number];
    const startedAt = new Date("2019-06-12T20:00:00Z");
    const endedAt = hours(5, startedAt);
    const [one, two, absent, voided] = (await havingEpisodes(
      store,
      { childId: first, startedAt, endedAt },
      { childId: second, startedAt, endedAt },
      { childId: first, startedAt: hours(9, startedAt), endedAt: hours(12, startedAt), category: "absent" },
      { childId: second, startedAt: hours(9, startedAt), endedAt: hours(12, startedAt) },
    )) as [number, number, number, number];
    const plannedFor = hours(80, startedAt);
    await havingMeetings(
      store,
      aMeeting([one, two], { plannedFor }),
      aMeeting([absent, one], { plannedFor }),
      aMeeting([absent], { plannedFor }),
      aMeeting([voided], { plannedFor }),
      aMeeting([two], { plannedFor, heldAt: plannedFor }),
      aMeeting([two], { plannedFor: new Date("2020-04-02T09:00:00Z") }),
    );
    await store.db.episode.update({ where: { id: voided }, data: { voidedAt: ASKING.asOf } });
    await refreshRollups(store, DEFAULT_POLICY, ASKING.asOf);
    const { spec } = planFigures(ask("strategy_meetings", { period: YEAR }), ASKING);
    const [counted, read] = [await countedFigures(store.db, spec), await rowFigures(store.db, spec)];
    for (const found of [counted!, read]) {
      const [side] = found.sides;
      expect([side!.totals.strategy_meetings!.value, side!.beside.planned]).to.deep.equal([1, 2]);
    }
  });
});
