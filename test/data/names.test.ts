import { expect } from "chai";
import { storeEpisodes } from "../../data/casework/episodes.ts";
import { write } from "../../data/casework/write.ts";
import { NamesCache } from "../../data/names.ts";
import type { Store } from "../../data/store/store.ts";
import { anAuthor, anEpisode, havingChildren, havingOrganisation, NOW } from "../support/builders.ts";
import { describeOnBothStores } from "../support/stores.ts";

describeOnBothStores("The names that can be typed", (open) => {
  let store: Store;
  before(async () => {
    store = await open();
  });

  it("of an empty store are none", async () => {
    const { names } = await new NamesCache(store).current();
    expect(names).to.deep.equal({
      children: [],
      placements: [],
      providers: [],
      teams: [],
      workers: [],
      agencies: [],
    });
  });

  it("are of children, places and people at work, with a child's reference and council id", async () => {
    const places = await havingOrganisation(store, {
      agencies: ["Police"],
      workers: [{ name: "Robin Hale", team: "North" }],
      placements: [{ name: "Elm House", type: "council_care_home", provider: "The council" }],
    });
    const [named, nameless] = await havingChildren(
      store,
      { source: "lcs", externalId: "C1", name: "Kit Marlow" },
      { name: null },
    );
    const { names } = await new NamesCache(store).current();
    const numbers = await store.db.child.findMany({ orderBy: { id: "asc" } });
    expect(names.children).to.deep.equal([
      { id: named, reference: `MC-${numbers[0]!.number}`, externalId: "C1", name: "Kit Marlow" },
      { id: nameless, reference: `MC-${numbers[1]!.number}`, externalId: null, name: null },
    ]);
    expect(names.placements).to.deep.equal([
      {
        id: places.placements.get("Elm House"),
        name: "Elm House",
        type: "council_care_home",
        providerId: places.providers.get("The council"),
      },
    ]);
    expect(names.providers.map((row) => row.name)).to.deep.equal(["The council"]);
    expect(names.teams.map((row) => row.name)).to.deep.equal(["North"]);
    expect(names.workers.map((row) => row.name)).to.deep.equal(["Robin Hale"]);
    expect(names.agencies.map((row) => row.name)).to.deep.equal(["Police"]);
  });

  it("are read again when one has changed, by whichever process, and only then", async () => {
    const [mine, other] = [new NamesCache(store), new NamesCache(store)];
    const before = await mine.current();
    expect(await mine.current()).to.equal(before);
    await other.current();
    const [childId] = await havingChildren(store, { name: "Ash Reed" });
    const after = await mine.current();
    expect(after.names.children.map((row) => row.name)).to.include("Ash Reed");
    expect((await other.current()).names).to.deep.equal(after.names);
    await write(store, anAuthor(), (w) => storeEpisodes(w, [anEpisode(childId!)]));
    expect(await mine.current()).to.equal(after);
  });

  it("are read once for all who ask at the same time", async () => {
    const cache = new NamesCache(store);
    const asked = await Promise.all([1, 2, 3, 4].map(() => cache.current()));
    for (const each of asked) expect(each).to.equal(asked[0]);
    expect(await cache.current()).to.equal(asked[3]);
  });

  it("are not those of a child that was voided", async () => {
    const [childId] = await havingChildren(store, { name: "Void Child" });
    await store.db.child.update({ where: { id: childId }, data: { voidedAt: NOW } });
    const { names } = await new NamesCache(store).current();
    expect(names.children.map((row) => row.id)).to.not.include(childId);
  });
});
