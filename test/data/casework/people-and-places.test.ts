import { expect } from "chai";
import { storeChildren } from "../../../data/casework/children.ts";
import { storeOrganisation } from "../../../data/casework/organisation.ts";
import { write } from "../../../data/casework/write.ts";
import { revisions } from "../../../data/revision.ts";
import type { Store } from "../../../data/store/store.ts";
import {
  aChild,
  anAuthor,
  anEndedEpisode,
  havingChildren,
  havingEpisodes,
  havingOrganisation,
} from "../../support/builders.ts";
import { describeOnBothStores } from "../../support/stores.ts";

describeOnBothStores("Agencies, teams, workers, providers and placements", (open) => {
  let store: Store;
  before(async () => {
    store = await open();
  });

  it("are known by their names: the same again changes nothing", async () => {
    const rows = {
      agencies: ["Police", "Charity", "Police"],
      teams: ["North"],
      workers: [{ name: "Robin Hale", team: "South" }],
      placements: [{ name: "Elm House", type: "council_care_home" as const, provider: "The council" }],
    };
    const first = await havingOrganisation(store, rows);
    expect([...first.agencies.keys()]).to.deep.equal(["Police", "Charity"]);
    expect([...first.teams.keys()]).to.deep.equal(["North", "South"]);
    const before = await revisions(store.db);
    expect(await havingOrganisation(store, rows)).to.deep.equal(first);
    expect(await revisions(store.db)).to.deep.equal(before);
    const worker = await store.db.worker.findUniqueOrThrow({ where: { name: "Robin Hale" } });
    expect(worker.teamId).to.equal(first.teams.get("South"));
  });

  it("keep what is not told, take what is, and have their changes numbered", async () => {
    await havingOrganisation(store, {
      workers: [{ name: "Jo Vance", team: "East" }],
      placements: [{ name: "The Wrens", type: "foster_care", provider: "Haven" }],
    });
    const { workers } = await havingOrganisation(store, {
      workers: [{ name: "Jo Vance", team: "West" }],
      placements: [{ name: "The Wrens" }],
    });
    await havingOrganisation(store, { workers: [{ name: "Jo Vance", team: null }] });
    const placement = await store.db.placement.findUniqueOrThrow({ where: { name: "The Wrens" } });
    expect(placement).to.deep.include({ type: "foster_care", version: 1 });
    const changes = await store.db.change.findMany({
      where: { table: "worker", rowId: workers.get("Jo Vance") },
      orderBy: { id: "asc" },
    });
    expect(changes.map((row) => [row.versionBefore, row.versionAfter])).to.deep.equal([
      [0, 1],
      [1, 2],
      [2, 3],
    ]);
  });

  it("first met without a type are of another type", async () => {
    await havingOrganisation(store, { placements: [{ name: "Somewhere" }] });
    expect(await store.db.placement.findUnique({ where: { name: "Somewhere" } })).to.include({
      type: "other",
    });
  });
});

describeOnBothStores("Storing children", (open) => {
  let store: Store;
  before(async () => {
    store = await open();
  });

  it("gives each a reference of its own, in their order", async () => {
    const ids = await havingChildren(store, {}, {}, {});
    const rows = await store.db.child.findMany({ where: { id: { in: ids } }, orderBy: { id: "asc" } });
    expect(rows.map((row) => row.id)).to.deep.equal(ids);
    const first = rows[0]!.number;
    expect(rows.map((row) => row.number)).to.deep.equal([first, first + 1, first + 2]);
  });

  it("knows a child by the council's id, and of two sources apart", async () => {
    const [id] = await havingChildren(store, { source: "lcs", externalId: "C1", flags: ["uasc", "cse"] });
    const result = await write(store, anAuthor(), (w) =>
      storeChildren(w, [
        aChild({ source: "lcs", externalId: "C1", flags: ["cse", "uasc"] }),
        aChild({ source: "police", externalId: "C1" }),
      ]),
    );
    expect(result).to.deep.include({ inserted: 1, updated: 0, unchanged: 1 });
    expect(result.rowIds[0]).to.equal(id);
  });

  it("corrects the ages of the child's episodes with the date of birth, and nothing else", async () => {
    const key = { source: "lcs", externalId: "C2" };
    const [childId] = await havingChildren(store, { ...key, dateOfBirth: "2006-03-31" });
    const [episodeId] = await havingEpisodes(store, anEndedEpisode(childId!));
    await write(store, anAuthor(), (w) =>
      storeChildren(w, [aChild({ ...key, dateOfBirth: "2004-03-31", legalStatus: "remand" })]),
    );
    const episode = await store.db.episode.findUniqueOrThrow({ where: { id: episodeId } });
    expect(episode).to.deep.include({ ageAtStart: 15, legalStatus: null, version: 2 });
    const change = await store.db.change.findFirst({
      where: { table: "episode", rowId: episodeId, versionAfter: 2 },
    });
    expect(change).to.deep.include({ before: { ageAtStart: 13 }, after: { ageAtStart: 15 } });
  });

  it("moves the names revision for a name, and not for a legal status", async () => {
    const key = { source: "lcs", externalId: "C3" };
    await havingChildren(store, key);
    const before = await revisions(store.db);
    await havingChildren(store, { ...key, legalStatus: "remand" });
    expect((await revisions(store.db)).names).to.equal(before.names);
    await havingChildren(store, { ...key, name: "Kit M. Marlow" });
    expect((await revisions(store.db)).names).to.equal(before.names + 1n);
  });

  it("leaves organisation and children of a write that fails unsaid", async () => {
    const before = await store.db.agency.count();
    const failing = write(store, anAuthor(), async (w) => {
      await storeOrganisation(w, { agencies: ["A third agency"] });
      await storeChildren(w, [aChild({ placementId: 999_999 })]);
    });
    expect(await failing.catch(() => "refused")).to.equal("refused");
    expect(await store.db.agency.count()).to.equal(before);
  });
});
