import { expect } from "chai";
import { storeEpisodes } from "../../../data/casework/episodes.ts";
import { logReturns } from "../../../data/casework/returns.ts";
import { write } from "../../../data/casework/write.ts";
import { type Extended, extendDemonstration } from "../../../data/demonstration/extend.ts";
import { loadDemonstration, NotEmpty } from "../../../data/demonstration/load.ts";
import { plan, plans } from "../../../data/demonstration/plan.ts";
import type { DemonstrationPlan } from "../../../data/demonstration/rows.ts";
import { readMark } from "../../../data/store/mark.ts";
import type { Store } from "../../../data/store/store.ts";
import { CANARY, canaryName, demoStore } from "../../support/demo-store.ts";
import { describeOnBothStores } from "../../support/stores.ts";
import { contents } from "./contents.ts";

// an evening on which one child is missing
const FIRST = new Date("2017-08-01T20:00:00Z");
const SECOND = new Date("2017-10-15T15:00:00Z");
const RECORDED = new Date("2026-11-22T15:00:00Z");

describeOnBothStores("A demonstration store", (open) => {
  const load = async (until: Date): Promise<Store> => {
    const store = await open();
    await loadDemonstration(store, { seed: 1, until, recordedAt: RECORDED });
    return store;
  };
  const extend = (store: Store, until: Date): Promise<Extended> =>
    extendDemonstration(store, { until, recordedAt: RECORDED });

  it("holds what the plan holds, and says what it is", async () => {
    const store = await load(FIRST);
    const all = plan(1, FIRST);
    expect(await store.db.child.count()).to.equal(all.children.length);
    expect(await store.db.episode.count()).to.equal(all.episodes.length);
    expect(await store.db.interview.count()).to.equal(all.interviews.length);
    expect(await store.db.strategyMeeting.count()).to.equal(all.meetings.length);
    expect(await readMark(store.db)).to.eql({ kind: "demonstration", seed: 1, generatedTo: "2017-08-01" });
    expect(await store.db.episode.count({ where: { endedAt: null } })).to.equal(
      all.episodes.filter((row) => row.endedAt === null).length,
    );
    expect(await store.db.episode.count({ where: { NOT: { assumed: { isEmpty: true } } } })).to.equal(0);
  });

  it("is made in an empty store only", async () => {
    const store = await load(FIRST);
    const before = await contents(store.db);
    let refused: unknown;
    await loadDemonstration(store, { seed: 1, until: SECOND, recordedAt: RECORDED }).catch((error) => {
      refused = error;
    });
    expect(refused).to.be.instanceOf(NotEmpty);
    expect(await contents(store.db)).to.eql(before);
  });

  it("holds the same rows under the same numbers whether loaded at once or extended day by day", async () => {
    const atOnce = await contents((await load(SECOND)).db);
    const store = await load(FIRST);
    for (const day of ["2017-08-01T22:00:00Z", "2017-08-02T06:30:00Z", "2017-09-10T00:00:00Z"]) {
      await extend(store, new Date(day));
    }
    await extend(store, SECOND);
    expect(await contents(store.db)).to.eql(atOnce);
  });

  it("is left as it is by a clock that goes back or stands still", async () => {
    const store = await load(SECOND);
    const before = await contents(store.db);
    const nothing = { children: 0, episodes: 0, interviews: 0, meetings: 0, skipped: 0 };
    expect(await extend(store, FIRST)).to.eql(nothing);
    expect(await extend(store, SECOND)).to.eql(nothing);
    expect(await contents(store.db)).to.eql(before);
  });

  describe("in which people have written", () => {
    const person = { by: "alex-wilber", recordedAt: new Date(FIRST.getTime() + 60_000) };
    const [then, later] = plans(1, [FIRST, SECOND]) as [DemonstrationPlan, DemonstrationPlan];
    const openThen = then.episodes.find((row) => row.endedAt === null && row.category === "missing")!;

    it("keeps a return that a person logged, and adds no interview of its own for it", async () => {
      const store = await load(FIRST);
      const row = await store.db.episode.findFirstOrThrow({ where: { externalId: openThen.externalId } });
      const returnedAt = new Date(FIRST.getTime() + 30_000);
      await write(store, person, (w) =>
        logReturns(w, [{ episodeId: row.id, version: row.version, returnedAt }]),
      );
      const { skipped } = await extend(store, SECOND);
      const after = await store.db.episode.findUniqueOrThrow({ where: { id: row.id } });
      expect(after.endedAt).to.eql(returnedAt);
      const links = await store.db.interviewEpisode.count({ where: { episodeId: row.id } });
      expect(links).to.equal(0);
      expect(skipped).to.be.at.least(1);
      expect(await overlapping(store)).to.eql([]);
    });

    it("adds no episode that would overlap one that a person reported", async () => {
      const store = await load(FIRST);
      const busy = new Set(then.episodes.filter((row) => row.endedAt === null).map((row) => row.child));
      const known = new Set(then.children.map((row) => row.externalId));
      const next = later.episodes.find(
        (row) => row.startedAt > FIRST && known.has(row.child) && !busy.has(row.child),
      )!;
      const child = await store.db.child.findFirstOrThrow({ where: { externalId: next.child } });
      await write(store, person, (w) => storeEpisodes(w, [{ childId: child.id, startedAt: FIRST }]));
      const { skipped } = await extend(store, SECOND);
      expect(skipped).to.be.at.least(1);
      const theirs = await store.db.episode.findMany({
        where: { childId: child.id, startedAt: { gte: FIRST } },
      });
      expect(theirs.map((row) => row.externalId)).to.eql([null]);
      expect(await overlapping(store)).to.eql([]);
    });
  });
});

describe("A canary store", () => {
  it("has a name for each child that occurs nowhere else", async () => {
    const store = await demoStore({ until: FIRST, canary: true });
    const children = await store.db.child.findMany({ orderBy: { number: "asc" } });
    expect(children.length).to.be.above(50);
    expect(children.map((child) => child.name)).to.eql(children.map((_, n) => canaryName(n)));
    expect(children.every((child) => CANARY.test(child.name!))).to.equal(true);
    const { child: _, ...others } = await contents(store.db);
    expect(JSON.stringify(others)).not.to.match(CANARY);
  });
});

/** Ids of unvoided episodes of one child that share time. */
async function overlapping(store: Store): Promise<unknown[]> {
  return store.db.$queryRawUnsafe(
    `SELECT a.id, b.id AS other FROM episode a JOIN episode b ON b.child_id = a.child_id AND b.id > a.id
     WHERE a.voided_at IS NULL AND b.voided_at IS NULL
       AND tstzrange(a.started_at, a.ended_at) && tstzrange(b.started_at, b.ended_at)`,
  );
}
