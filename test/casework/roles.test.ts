import { expect } from "chai";
import { wordsOf } from "../support/card-parts.ts";
import { CANARY } from "../support/demo-store.ts";
import { OPERATIONS, OUTSIDE, somebody, TestHouse } from "../support/house.ts";
import { describeOnBothStores } from "../support/stores.ts";
import { NAMES, smallTown, type Town } from "../support/town.ts";

const NOBODY = { aadObjectId: "99999999-9999-4999-8999-999999999999" };
const INPUTS = { version: 1, date: "2019-07-30", time: "13:30" };

describeOnBothStores("Whoever may log a return", (open) => {
  let house: TestHouse;
  let town: Town;
  before(async () => {
    const store = await open();
    town = await smallTown(store);
    house = await TestHouse.open(store, { sends: false });
  });
  after(() => house.close());

  const openForm = async (child: { episodeId: number }, as: ReturnType<typeof somebody>) =>
    wordsOf((await house.invoke("return.open", { id: child.episodeId }, as)).card);

  it("is a social worker for their own team's children, and no others", async () => {
    expect(await openForm(town.kit, somebody("megan"))).to.contain(NAMES.kit);
    expect(await openForm(town.sam, somebody("megan"))).to.match(/Not part of your role/);
  });

  it("is residential staff for the children of their home", async () => {
    expect(await openForm(town.lee, somebody("kelly"))).to.contain(NAMES.lee);
    expect(await openForm(town.kit, somebody("kelly"))).to.match(/Not part of your role/);
  });

  it("is the police for any child, by reference", async () => {
    const words = await openForm(town.sam, somebody("patti"));
    expect(words).to.contain(town.sam.reference);
    expect(words).not.to.match(CANARY);
    expect(
      wordsOf((await house.say(`log a return for ${town.sam.reference}`, somebody("patti"))).card),
    ).to.contain(town.sam.reference);
  });

  it("learns nothing from a name that is not theirs to read", async () => {
    for (const [first, name] of [
      ["patti", NAMES.sam],
      ["megan", NAMES.sam],
    ] as const) {
      const known = wordsOf((await house.say(`log a return for ${name}`, somebody(first))).card);
      expect(known).not.to.match(CANARY);
      expect(known).not.to.contain(town.sam.reference);
      const asked = wordsOf((await house.say(`record for ${name}`, somebody(first))).card);
      expect(asked).not.to.contain(town.sam.reference);
      // a follow-up tells no more than the refusal did
      expect(wordsOf((await house.say("and last year?", somebody(first))).card)).not.to.contain(
        town.sam.reference,
      );
    }
  });

  it("is in a room told alike of a typed name that is known, unknown or not missing", async () => {
    const said = new Set<string>();
    for (const name of ["Nobody Known", NAMES.sam, NAMES.home, NAMES.twin]) {
      const { card } = await house.invoke("return.find", { child: name }, somebody("megan", OPERATIONS));
      said.add(wordsOf(card));
    }
    expect([...said]).to.have.length(1);
    expect([...said][0]).not.to.match(CANARY);
  });

  it("is nobody else, and each refused press is in the audit", async () => {
    for (const as of [
      somebody("isaiah"),
      somebody("graham"),
      somebody("ruth"),
      somebody("tariq"),
      somebody("joan"),
      NOBODY,
      { ...NOBODY, ...OPERATIONS },
      somebody("alex", OUTSIDE),
    ]) {
      const { db } = house.house.store;
      const before = await db.audit.count({ where: { kind: "refusal" } });
      for (const verb of ["return.open", "return.log"]) {
        const { status, card } = await house.invoke(verb, { ...INPUTS, id: town.lee.episodeId }, as);
        expect(status).to.equal(200);
        expect(wordsOf(card)).to.match(/Not part of your role|can't verify your access/);
        expect(wordsOf(card)).not.to.contain(town.lee.reference);
      }
      expect(await db.audit.count({ where: { kind: "refusal" } })).to.equal(before + 2);
    }
    const { db } = house.house.store;
    expect((await db.episode.findUniqueOrThrow({ where: { id: town.lee.episodeId } })).endedAt).to.equal(
      null,
    );
  });

  it("is asked afresh at each press, where the directory has kept an older answer", async () => {
    const kept = await TestHouse.open(house.house.store, {
      sends: false,
      directory: (inner) => ({
        ...inner,
        person: async (id, tenantId, options) => {
          const person = await inner.person(id, tenantId, options);
          return person && options?.fresh ? { ...person, role: "none" } : person;
        },
      }),
    });
    try {
      const megan = somebody("megan");
      const list = await kept.say("who is missing now", megan);
      const form = await kept.press(list.card, "Log return", megan, { on: list.replies[0]!.id });
      expect(wordsOf(form.card)).to.match(/Not part of your role/);
      const { card } = await kept.invoke("return.log", { ...INPUTS, id: town.kit.episodeId }, megan);
      expect(wordsOf(card)).to.match(/Not part of your role/);
    } finally {
      await kept.close();
    }
    const { db } = house.house.store;
    const { endedAt } = await db.episode.findUniqueOrThrow({ where: { id: town.kit.episodeId } });
    expect(endedAt).to.equal(null);
  });

  it("logs it in the operational channel by reference", async () => {
    const there = somebody("patti", OPERATIONS);
    const list = await house.say("who is missing now", there);
    const form = await house.press(list.card, "Log return", there, { on: list.replies[0]!.id });
    const { card } = await house.press(form.card, "Log the return", there, { on: list.replies[0]!.id });
    expect(wordsOf(card)).to.match(/MC-\d+ is back/);
    expect(JSON.stringify([list, form, card])).not.to.match(CANARY);
  });
});
