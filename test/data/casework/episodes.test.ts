import { expect } from "chai";
import { storeChildren } from "../../../data/casework/children.ts";
import { type EpisodeRow, storeEpisodes } from "../../../data/casework/episodes.ts";
import { write } from "../../../data/casework/write.ts";
import type { Store } from "../../../data/store/store.ts";
import {
  aChild,
  anAuthor,
  anEndedEpisode,
  anEpisode,
  havingChildren,
  havingEpisodes,
  havingOrganisation,
  hours,
  NOW,
} from "../../support/builders.ts";
import { describeOnBothStores } from "../../support/stores.ts";
import { refused } from "./refused.ts";

describeOnBothStores("Storing episodes", (open) => {
  let store: Store;
  before(async () => {
    store = await open();
  });
  let serial = 0;
  const known = () => ({ source: "lcs", externalId: `E${++serial}` });
  const storing = (...rows: EpisodeRow[]) => write(store, anAuthor(), (w) => storeEpisodes(w, rows));

  it("keeps instants to the millisecond, and who recorded it when", async () => {
    const [childId] = await havingChildren(store, {});
    const startedAt = new Date("2019-03-31T00:59:59.999Z");
    const endedAt = new Date("2019-03-31T01:00:00.001Z");
    const [id] = await havingEpisodes(store, anEndedEpisode(childId!, { startedAt, endedAt }));
    const row = await episode(store, id!);
    expect(row).to.deep.include({ startedAt, endedAt, recordedAt: NOW, recordedBy: "dana", version: 1 });
  });

  it("counts completed London years at the start", async () => {
    const [childId] = await havingChildren(store, { dateOfBirth: "2006-07-15" });
    const [before, on] = await havingEpisodes(
      store,
      anEndedEpisode(childId!, { startedAt: new Date("2019-07-14T22:59:00Z") }),
      anEndedEpisode(childId!, { startedAt: new Date("2019-07-14T23:00:00Z") }),
    );
    expect((await episode(store, before!)).ageAtStart).to.equal(12);
    expect((await episode(store, on!)).ageAtStart).to.equal(13);
  });

  it("leaves equal rows alone, brings changed ones up and adds new ones", async () => {
    const [childId] = await havingChildren(store, {});
    const rows = [1, 2, 3].map((n) => anEndedEpisode(childId!, { ...known(), startedAt: hours(-100 * n) }));
    const first = await storing(rows[0]!, rows[1]!);
    const second = await storing(rows[0]!, { ...rows[1]!, category: "away" }, rows[2]!);
    expect(second).to.deep.include({ inserted: 1, updated: 1, unchanged: 1 });
    expect(second.rowIds.slice(0, 2)).to.deep.equal(first.rowIds);
    expect(second.ids.get(rows[1]!.externalId!)).to.equal(first.rowIds[1]);
    const versions = await Promise.all(second.rowIds.map(async (id) => (await episode(store, id)).version));
    expect(versions).to.deep.equal([1, 2, 1]);
  });

  it("keeps what a row does not tell, and blanks what it tells to be blank", async () => {
    const [childId] = await havingChildren(store, {});
    const row = anEndedEpisode(childId!, { ...known(), legalStatus: "section_20", category: "away" });
    const [id] = await havingEpisodes(store, row);
    const { category, ...untold } = row;
    await storing({ ...untold, legalStatus: null });
    expect(await episode(store, id!)).to.deep.include({ category, legalStatus: null, version: 2 });
  });

  it("takes the same row twice in one call as one, and two different ones of one id as a mistake", async () => {
    const [childId] = await havingChildren(store, {});
    const row = anEndedEpisode(childId!, known());
    const result = await storing(row, row);
    expect(result).to.deep.include({ inserted: 1, unchanged: 1 });
    expect(result.rowIds[0]).to.equal(result.rowIds[1]);
    expect(await refused(storing(row, { ...row, category: "away" }), "same_id_twice")).to.deep.equal([1]);
  });

  it("refuses a child that is not stored, an end before the start and a start before birth", async () => {
    const [childId] = await havingChildren(store, { dateOfBirth: "2006-03-31" });
    const good = anEndedEpisode(childId!);
    expect(await refused(storing(good, anEpisode(999_999)), "unknown_child")).to.deep.equal([1]);
    const backwards = { ...good, endedAt: new Date(good.startedAt.getTime() - 1) };
    expect(await refused(storing(good, backwards), "end_before_start")).to.deep.equal([1]);
    const unborn = { ...good, startedAt: new Date("2006-03-30T12:00:00Z") };
    expect(await refused(storing(unborn, good), "start_before_birth")).to.deep.equal([0]);
  });

  it("keeps the police's grade from the start on, corrects it, and moves it with the start", async () => {
    const [childId] = await havingChildren(store, {});
    const row = anEndedEpisode(childId!, { ...known(), risk: "medium" });
    const [id] = await havingEpisodes(store, row);
    const grades = () =>
      store.db.episodeRisk.findMany({ where: { episodeId: id }, select: { grade: true, gradedAt: true } });
    expect(await grades()).to.deep.equal([{ grade: "medium", gradedAt: row.startedAt }]);
    const moved = new Date(row.startedAt.getTime() + 60_000);
    const result = await storing({ ...row, startedAt: moved, risk: "high" });
    expect(result.updated).to.equal(1);
    expect(await grades()).to.deep.equal([{ grade: "high", gradedAt: moved }]);
    await storing({ ...row, startedAt: moved, risk: null });
    expect(await grades()).to.deep.equal([{ grade: "high", gradedAt: moved }]);
  });

  describe("One open episode a child:", () => {
    it("a second is refused, in the store and in one call", async () => {
      const [childId] = await havingChildren(store, {});
      const two = [anEpisode(childId!), anEpisode(childId!, { startedAt: hours(-2) })];
      expect(await refused(storing(...two), "already_missing")).to.deep.equal([1]);
      await storing(two[0]!);
      expect(await refused(storing(two[1]!), "already_missing")).to.deep.equal([0]);
    });

    it("one that ends in the same call makes room", async () => {
      const [childId] = await havingChildren(store, {});
      const row = anEpisode(childId!, known());
      await storing(row);
      const next = anEpisode(childId!, { startedAt: hours(-1) });
      const result = await storing(next, { ...row, endedAt: hours(-3) });
      expect(result).to.deep.include({ inserted: 1, updated: 1 });
    });

    it("of two people who report at once the second is told", async () => {
      const [childId] = await havingChildren(store, {});
      const reports = [0, 1, 2].map(() => storing(anEpisode(childId!)));
      const settled = await Promise.allSettled(reports);
      expect(settled.filter((report) => report.status === "fulfilled")).to.have.length(1);
      for (const report of settled) {
        if (report.status === "rejected") expect(report.reason).to.include({ code: "already_missing" });
      }
      expect(await store.db.episode.count({ where: { childId } })).to.equal(1);
    });
  });
});

describeOnBothStores("A blank of an episode", (open) => {
  let store: Store;
  let places: Awaited<ReturnType<typeof havingOrganisation>>;
  before(async () => {
    store = await open();
    places = await havingOrganisation(store, {
      workers: [{ name: "Robin Hale", team: "North" }, { name: "Jo Vance" }],
      placements: [
        { name: "Elm House", type: "council_care_home", provider: "The council" },
        { name: "The Wrens", type: "foster_care" },
      ],
    });
  });
  let serial = 0;

  async function aCared(over: Parameters<typeof aChild>[0] = {}) {
    const key = { source: "lcs", externalId: `C${++serial}` };
    const [childId] = await havingChildren(store, {
      ...key,
      placementId: places.placements.get("Elm House"),
      workerId: places.workers.get("Robin Hale"),
      legalStatus: "section_20",
      lookedAfter: true,
      ...over,
    });
    return { key, row: anEndedEpisode(childId!, { source: "lcs", externalId: `E${serial}` }) };
  }
  const store1 = async (row: EpisodeRow) => {
    const { rowIds } = await write(store, anAuthor(), (w) => storeEpisodes(w, [row]));
    return episode(store, rowIds[0]!);
  };

  it("is filled from the child at the first storing, and named as assumed", async () => {
    const { row } = await aCared();
    expect(await store1(row)).to.deep.include({
      placementId: places.placements.get("Elm House"),
      placementType: "council_care_home",
      providerId: places.providers.get("The council"),
      workerId: places.workers.get("Robin Hale"),
      teamId: null,
      legalStatus: "section_20",
      lookedAfter: true,
      assumed: ["legalStatus", "lookedAfter", "placementId", "placementType", "providerId", "workerId"],
    });
  });

  it("is never filled again, whatever becomes of the child", async () => {
    const { key, row } = await aCared({ outOfArea: null });
    const first = await store1(row);
    const wrens = places.placements.get("The Wrens");
    await write(store, anAuthor(), (w) =>
      storeChildren(w, [aChild({ ...key, placementId: wrens, legalStatus: "remand", outOfArea: true })]),
    );
    expect(await store1(row)).to.deep.equal(first);
    const blanked = {
      placementId: null,
      placementType: null,
      providerId: null,
      legalStatus: null,
      outOfArea: null,
    };
    expect(await store1({ ...row, ...blanked })).to.deep.equal(first);
  });

  it("that is told later is told, and no longer assumed", async () => {
    const { row } = await aCared();
    await store1(row);
    const told = await store1({
      ...row,
      legalStatus: "remand",
      placementId: places.placements.get("The Wrens"),
    });
    expect(told).to.deep.include({
      legalStatus: "remand",
      placementType: "foster_care",
      providerId: null,
      assumed: ["lookedAfter", "workerId"],
    });
  });

  it("of type and provider follows from a placement that was given, and is not assumed", async () => {
    const { row } = await aCared({ placementId: null, workerId: null, legalStatus: null, lookedAfter: null });
    const first = await store1({ ...row, placementId: places.placements.get("Elm House") });
    expect(first).to.deep.include({
      placementType: "council_care_home",
      providerId: places.providers.get("The council"),
      assumed: [],
    });
    expect(await store1({ ...row, placementId: first.placementId })).to.deep.equal(first);
  });

  it("of type and provider follows a corrected placement", async () => {
    const { row } = await aCared();
    await store1({ ...row, placementId: places.placements.get("Elm House") });
    const moved = await store1({ ...row, placementId: places.placements.get("The Wrens") });
    expect(moved).to.deep.include({ placementType: "foster_care", providerId: null });
    const none = await store1({ ...row, placementId: null });
    expect(none).to.deep.include({ placementId: null, placementType: null });
  });

  it("of the placement is not filled with a home of another type than was told", async () => {
    const { row } = await aCared();
    const stored = await store1({ ...row, placementType: "foster_care" });
    expect(stored).to.deep.include({ placementId: null, placementType: "foster_care", providerId: null });
    expect(stored.assumed).to.not.include("placementType");
  });

  it("stays blank where the child has none either", async () => {
    const { row } = await aCared({ placementId: null, workerId: null, legalStatus: null, lookedAfter: null });
    expect(await store1({ ...row, placementType: "unknown" })).to.deep.include({
      placementId: null,
      placementType: null,
      legalStatus: null,
      assumed: [],
    });
  });
});

function episode(store: Store, id: number) {
  return store.db.episode.findUniqueOrThrow({ where: { id } });
}
