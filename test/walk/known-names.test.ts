import { expect } from "chai";
import type { House } from "../../bot/house.ts";
import { namesFor } from "../../bot/known-names.ts";
import { storeChildren } from "../../data/casework/children.ts";
import { write } from "../../data/casework/write.ts";
import type { Store } from "../../data/store/store.ts";
import { aChild, anAuthor, havingChildren, havingOrganisation, NOW } from "../support/builders.ts";
import { namesAgree, namesHouse, readWith } from "../support/names-agree.ts";
import { describeOnBothStores } from "../support/stores.ts";

async function organisation(store: Store): Promise<void> {
  await havingOrganisation(store, {
    agencies: ["British Transport Police"],
    teams: ["North"],
    workers: [{ name: "Marlon Hale", team: "North" }],
    placements: [{ name: "Hayden House", type: "council_care_home", provider: "The council" }],
  });
}

describeOnBothStores("A text that is read with the children whom its words may mean", (open) => {
  let store: Store;
  before(async () => {
    store = await open();
    await organisation(store);
  });

  it("is read, and masked, as with all children of the store", async function () {
    this.timeout(120_000);
    await namesAgree(store, { runs: 15 });
  });
});

describeOnBothStores("The children of a text", (open) => {
  let store: Store;
  let house: House;
  const meant = async (text: string) => {
    const { request } = readWith(await namesFor(house, await house.names.current(), text), text);
    return request.kind === "question" ? request.filters.child : undefined;
  };
  before(async () => {
    store = await open();
    await organisation(store);
    house = namesHouse(store);
    await house.names.current();
  });

  it("are found a moment after another instance has reported them", async () => {
    const [ash] = await havingChildren(store, {
      name: "Ashlyn Reedmoor",
      source: "lcs",
      externalId: "C-771",
    });
    for (const text of ["tell me about ashlyn reedmoor", "history of Reedmoor", "history of c-771"])
      expect(await meant(text), text).to.deep.equal([ash]);
    const { number } = await store.db.child.findUniqueOrThrow({ where: { id: ash! } });
    expect(await meant(`history of MC-${number}`)).to.deep.equal([ash]);
  });

  it("are not found by a name that they bear no more", async () => {
    const [bea] = await havingChildren(store, { name: "Beatrix Vale", source: "lcs", externalId: "C-772" });
    expect(await meant("history of beatrix vale")).to.deep.equal([bea]);
    await write(store, anAuthor(), (w) =>
      storeChildren(w, [aChild({ name: "Trixie Vale", source: "lcs", externalId: "C-772" })]),
    );
    expect(await meant("history of beatrix vale")).to.equal(undefined);
    expect(await meant("history of trixie vale")).to.deep.equal([bea]);
  });

  it("are not found once they are voided", async () => {
    const [cy] = await havingChildren(store, { name: "Cyprian Wold" });
    expect(await meant("history of cyprian wold")).to.deep.equal([cy]);
    await store.db.child.update({ where: { id: cy! }, data: { voidedAt: NOW } });
    expect(await meant("history of cyprian wold")).to.equal(undefined);
  });

  it("cost no question to the store where no word is one of a name, an id or a reference", async () => {
    const at = await house.names.current();
    const closed = { ...house, names: { children: () => Promise.reject(new Error("asked")) } as never };
    for (const text of ["who is missing now", "top 10 last year", "episodes of 3 days or more in 2018/19"])
      expect((await namesFor(closed, at, text)).names.children, text).to.deep.equal([]);
  });

  it("who bear a frequent name are enough to ask which, and whoever is typed in full is found", async () => {
    const many = Array.from({ length: 300 }, (_, i) => ({
      name: `Frederica Hall${"abcdefghij"[i % 10]}son`,
    }));
    await havingChildren(store, ...many);
    const [only, full] = await havingChildren(store, { name: "Frederica" }, { name: "Frederica Zuckerby" });
    expect(await meant("history of frederica")).to.deep.equal([only]);
    expect(await meant("history of frederica zuckerby")).to.deep.equal([full]);
    await store.db.child.update({ where: { id: only! }, data: { voidedAt: NOW } });
    expect(await meant("history of frederica z")).to.deep.equal([full]);
    const at = await house.names.current();
    const names = await namesFor(house, at, "history of frederica");
    expect(names.names.children).to.have.length.below(50);
    const { request } = readWith(names, "history of frederica");
    expect(request.kind === "clarify" && request.choices).to.have.length(20);
  });
});
