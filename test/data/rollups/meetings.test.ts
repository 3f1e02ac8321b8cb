import { expect } from "chai";
import { planFigures } from "../../../bot/answers/plan-figures.ts";
import { countedFigures, rowFigures } from "../../../data/measures/figures.ts";
import { DEFAULT_POLICY } from "../../../data/policy.ts";
import { refreshRollups } from "../../../data/rollups/refresh.ts";
import type { Store, Tx } from "../../../data/store/store.ts";
import { aMeeting, havingChildren, havingEpisodes, havingMeetings, hours } from "../../support/builders.ts";
import { ask } from "../../support/questions.ts";
import { describeOnBothStores, freshServerStore, requireServer } from "../../support/stores.ts";
import { someoneWaits } from "../../support/waiting.ts";

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

  describe("once they have been counted ahead", () => {
    const DAY = new Date("2019-06-20T09:00:00Z");
    const LATER_IN_THE_YEAR = new Date("2019-09-20T09:00:00Z");
    let store: Store;
    let episode: number;
    beforeEach(async () => {
      store = await open();
      const [child] = await havingChildren(store, {});
      [episode] = (await havingEpisodes(store, {
        childId: child!,
        startedAt: new Date("2019-06-12T20:00:00Z"),
      })) as [number];
      await refreshRollups(store, DEFAULT_POLICY, ASKING.asOf);
    });
    const planned = async (period = YEAR) => {
      const { spec } = planFigures(ask("strategy_meetings", { period }), ASKING);
      const counted = await countedFigures(store.db, spec);
      const read = (await rowFigures(store.db, spec)).sides[0]!.beside.planned ?? 0;
      return { counted: counted && (counted.sides[0]!.beside.planned ?? 0), read };
    };
    /** What was counted does not hold after the write; counted again it is as the rows have it. */
    async function follows(now: number, work: () => Promise<unknown>): Promise<void> {
      await work();
      expect(await planned()).to.deep.equal({ counted: null, read: now });
      await refreshRollups(store, DEFAULT_POLICY, ASKING.asOf);
      expect(await planned()).to.deep.equal({ counted: now, read: now });
    }

    it("are not told once one has been planned, held after all, or voided", async () => {
      await follows(1, () => havingMeetings(store, aMeeting([episode], { plannedFor: DAY })));
      await follows(0, () => store.db.strategyMeeting.updateMany({ data: { heldAt: LATER_IN_THE_YEAR } }));
      await follows(1, () => store.db.strategyMeeting.updateMany({ data: { heldAt: null } }));
      await follows(0, () => store.db.strategyMeeting.updateMany({ data: { voidedAt: ASKING.asOf } }));
    });

    it("are of the month for which one is planned now, and not of that for which it was", async () => {
      await follows(1, () => havingMeetings(store, aMeeting([episode], { plannedFor: DAY })));
      await follows(1, () =>
        store.db.strategyMeeting.updateMany({ data: { plannedFor: LATER_IN_THE_YEAR } }),
      );
      const june = await planned({ from: "2019-06-01", to: "2019-07-01" });
      expect(june).to.deep.equal({ counted: 0, read: 0 });
    });

    it("are not told once the episode that is their reason has become another category's", async () => {
      await follows(1, () => havingMeetings(store, aMeeting([episode], { plannedFor: DAY })));
      await follows(0, () =>
        store.db.episode.update({ where: { id: episode }, data: { category: "absent" } }),
      );
    });
  });

  it("are read from the rows where the period is still running: those planned for the rest of it stand beside, too", async () => {
    const store = await open();
    const [child] = await havingChildren(store, {});
    const [episode] = (await havingEpisodes(store, {
      childId: child!,
      startedAt: new Date("2019-06-12T20:00:00Z"),
    })) as [number];
    await havingMeetings(store, aMeeting([episode], { plannedFor: new Date("2019-09-20T09:00:00Z") }));
    // the last day of June: what has passed of the year is whole months
    const asking = { ...ASKING, asOf: new Date("2019-06-30T20:00:00Z") };
    await refreshRollups(store, DEFAULT_POLICY, asking.asOf);
    const { spec } = planFigures(ask("strategy_meetings", { period: YEAR }), asking);
    expect(await countedFigures(store.db, spec)).to.equal(null);
    expect((await rowFigures(store.db, spec)).sides[0]!.beside.planned).to.equal(1);
  });
});

describe("Planned meetings that were counted beside somebody's write (PostgreSQL)", () => {
  before(async function () {
    await requireServer(this);
  });

  it("follow an episode that becomes another category's while one is linked to it", async () => {
    const store = await freshServerStore();
    const [child] = await havingChildren(store, {});
    const [episode] = await havingEpisodes(store, {
      childId: child!,
      startedAt: new Date("2019-06-12T20:00:00Z"),
    });
    const link = store.db.$transaction.bind(store.db, async (tx: Tx) => {
      await tx.$executeRaw`INSERT INTO strategy_meeting (id, planned_for) VALUES (1, '2019-06-20T09:00:00Z')`;
      await tx.$executeRaw`INSERT INTO strategy_meeting_episode (meeting_id, episode_id) VALUES (1, ${episode!})`;
    });
    let linked: Promise<unknown> = Promise.resolve();
    await store.db.$transaction(async (tx) => {
      await tx.episode.update({ where: { id: episode! }, data: { category: "absent" } });
      linked = link();
      await Promise.race([linked, someoneWaits(tx)]);
      await refreshRollups(store, DEFAULT_POLICY, ASKING.asOf);
    });
    await linked;
    await refreshRollups(store, DEFAULT_POLICY, ASKING.asOf);
    const { spec } = planFigures(ask("strategy_meetings", { period: YEAR }), ASKING);
    expect((await countedFigures(store.db, spec))!.sides[0]!.beside.planned ?? 0).to.equal(0);
  });
});
