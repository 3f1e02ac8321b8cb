import { expect } from "chai";
import { storeChildren } from "../../data/casework/children.ts";
import { storeEpisodes } from "../../data/casework/episodes.ts";
import { write } from "../../data/casework/write.ts";
import { NamesCache } from "../../data/names.ts";
import type { Store } from "../../data/store/store.ts";
import { aChild, anAuthor, anEpisode, havingChildren, havingOrganisation } from "../support/builders.ts";
import { describeOnBothStores, freshServerStore, requireServer } from "../support/stores.ts";

describeOnBothStores("The names that can be typed", (open) => {
  let store: Store;
  before(async () => {
    store = await open();
  });

  it("of an empty store are none", async () => {
    const { organisation, childWords } = await new NamesCache(store).current();
    expect([...childWords]).to.deep.equal([]);
    expect(organisation).to.deep.equal({
      children: [],
      placements: [],
      providers: [],
      teams: [],
      workers: [],
      agencies: [],
    });
  });

  it("are of places and people at work, with the words of children's names and the kinds of their ids", async () => {
    const places = await havingOrganisation(store, {
      agencies: ["Police"],
      workers: [{ name: "Robin Hale", team: "North" }],
      placements: [{ name: "Elm House", type: "council_care_home", provider: "The council" }],
    });
    await havingChildren(
      store,
      { source: "lcs", externalId: "C1", name: "Kit Mary-Jane MARLOW" },
      { source: "lcs", externalId: "10234", name: "Kit" },
      { source: "lcs", externalId: "LCS 77", name: null },
      { name: null },
    );
    const { organisation: names, childWords } = await new NamesCache(store).current();
    expect([...childWords].sort()).to.deep.equal(["0 5", "a0 2", "b 6", "jane", "kit", "marlow", "mary"]);
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
    expect(after).not.to.equal(before);
    expect([...after.childWords]).to.include.members(["ash", "reed"]);
    expect(after.organisation).to.equal(before.organisation);
    expect((await other.current()).childWords).to.deep.equal(after.childWords);
    await write(store, anAuthor(), (w) => storeEpisodes(w, [anEpisode(childId!)]));
    expect(await mine.current()).to.equal(after);
  });

  it("are read once for all who ask at the same time", async () => {
    const cache = new NamesCache(store);
    const asked = await Promise.all([1, 2, 3, 4].map(() => cache.current()));
    for (const each of asked) expect(each).to.equal(asked[0]);
    expect(await cache.current()).to.equal(asked[3]);
  });
});

describe("The names that can be typed, on a server", () => {
  it("have the words of a transaction that began before another and ended after it", async function () {
    await requireServer(this);
    const store = await freshServerStore();
    const cache = new NamesCache(store);
    await cache.current();
    await write(store, anAuthor(), async (w) => {
      await storeChildren(w, [aChild({ name: "Early Longfellow" })]);
      await havingChildren(store, { name: "Late Shortly" });
      expect([...(await cache.current()).childWords])
        .to.include("shortly")
        .and.not.include("longfellow");
    });
    expect([...(await cache.current()).childWords]).to.include.members(["longfellow", "shortly"]);
  });
});
