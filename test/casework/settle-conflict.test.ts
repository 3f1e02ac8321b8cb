import { expect } from "chai";
import type { Store } from "../../data/store/store.ts";
import { hours } from "../support/builders.ts";
import { buttonsOf, wordsOf } from "../support/card-parts.ts";
import { havingConflicts } from "../support/conflicts.ts";
import { OPERATIONS, somebody, TestHouse } from "../support/house.ts";
import { describeOnBothStores } from "../support/stores.ts";
import { smallTown, type Town } from "../support/town.ts";

/** When the file says that the child was back; nobody here has logged it. */
const BACK = "2019-07-30T10:00:00.000Z";

describeOnBothStores("A conflict with the files", (open) => {
  const tariq = somebody("tariq");
  let store: Store;
  let house: TestHouse;
  let town: Town;
  let id: number;
  beforeEach(async () => {
    store = await open();
    town = await smallTown(store);
    const source = { source: "council", externalId: "E1" };
    await store.db.episode.update({ where: { id: town.kit.episodeId }, data: source });
    const endedAt = { ours: { endedAt: null }, file: { endedAt: BACK } };
    const about = { table: "episode", rowId: town.kit.episodeId, externalId: "E1" } as const;
    [id] = (await havingConflicts(store, { ...about, ...endedAt, detectedAt: hours(-2) })) as [number];
    house = await TestHouse.open(store, { sends: false });
  });
  afterEach(() => house.close());

  const episode = () => store.db.episode.findUniqueOrThrow({ where: { id: town.kit.episodeId } });
  const kept = () => store.db.importConflict.findUniqueOrThrow({ where: { id } });
  const listed = async () => {
    const { card, replies } = await house.say("import conflicts", tariq);
    return { card, on: replies[0]!.id };
  };

  it("in which ours is kept leaves the record as it is", async () => {
    const { card, on } = await listed();
    const pressed = await house.press(card, "Keep ours", tariq, { on });
    expect(wordsOf(pressed.card)).to.match(/Ours was kept[\s\S]*No conflict with the files is left/);
    expect((await episode()).endedAt).to.equal(null);
    expect(await kept()).to.deep.include({
      choice: "ours",
      settledBy: tariq.aadObjectId,
      settledAt: house.now,
    });
    expect(wordsOf((await listed()).card)).to.contain("No conflict with the files is open");
  });

  it("in which the file's is taken changes the record, with its history and an audit row", async () => {
    const { card, on } = await listed();
    const pressed = await house.press(card, "Take the file's", tariq, { on });
    expect(wordsOf(pressed.card)).to.match(/The file's was taken[\s\S]*Tue 30 Jul 2019, 11:00/);
    expect(await episode()).to.deep.include({ endedAt: new Date(BACK), version: 2 });
    const [change] = await store.db.change.findMany({ where: { activityId: pressed.activityId } });
    expect(change).to.deep.include({ table: "episode", rowId: town.kit.episodeId, by: tariq.aadObjectId });
    const audits = await store.db.audit.findMany({ where: { kind: "write", role: "data_officer" } });
    expect(audits).to.have.length(1);
    expect(audits[0]).to.deep.include({ personId: tariq.aadObjectId, audience: "personal" });
  });

  it("is settled once: the same press again gets the same receipt", async () => {
    const { card, on } = await listed();
    const first = await house.press(card, "Take the file's", tariq, { on });
    house.now = new Date(house.now.getTime() + 60_000);
    const again = await house.press(card, "Take the file's", tariq, { on });
    expect(wordsOf(again.card)).to.contain("The file's was taken");
    expect(wordsOf(again.card)).to.match(/Already settled by Tariq Noor, Tuesday 30 July 2019, 14:00/);
    expect(wordsOf(first.card)).not.to.contain("Already");
    expect((await episode()).version).to.equal(2);
  });

  it("once settled says who did, and another choice changes nothing", async () => {
    const { card, on } = await listed();
    await house.press(card, "Keep ours", somebody("alex"), { on });
    const late = await house.press(card, "Take the file's", tariq, { on });
    expect(wordsOf(late.card)).to.match(/Ours was kept[\s\S]*/);
    expect(wordsOf(late.card)).to.match(/Already settled by Alex [A-Z]\w+/);
    expect((await episode()).endedAt).to.equal(null);
    expect(await kept()).to.include({ choice: "ours" });
  });

  it("that two settle at once is settled by one of them", async () => {
    const { card, on } = await listed();
    const both = await Promise.all([
      house.press(card, "Keep ours", tariq, { on }),
      house.press(card, "Take the file's", somebody("alex"), { on }),
    ]);
    const again = both.filter(({ card }) => /Already settled/.test(wordsOf(card)));
    expect(again).to.have.length(1);
    const { choice } = await kept();
    const headline = choice === "ours" ? "Ours was kept" : "The file's was taken";
    for (const { card } of both) expect(wordsOf(card)).to.contain(headline);
    expect((await episode()).endedAt === null).to.equal(choice === "ours");
  });

  it("whose record has changed since the card was made is shown again, and nothing is settled", async () => {
    const { card, on } = await listed();
    await store.db.episode.update({ where: { id: town.kit.episodeId }, data: { version: 2 } });
    const pressed = await house.press(card, "Take the file's", tariq, { on });
    expect(wordsOf(pressed.card)).to.match(/has changed meanwhile, so nothing was settled/);
    expect((await kept()).settledAt).to.equal(null);
    const fresh = await house.press(pressed.card, "Keep ours", tariq, { on });
    expect(wordsOf(fresh.card)).to.contain("Ours was kept");
  });

  it("whose file cannot be right as things stand is left open, with what to do", async () => {
    const file = { endedAt: hours(-48).toISOString() };
    await store.db.importConflict.update({ where: { id }, data: { file } });
    const { card, on } = await listed();
    const pressed = await house.press(card, "Take the file's", tariq, { on });
    expect(wordsOf(pressed.card)).to.match(/do not fit the record[\s\S]*Keep ours, or correct the record/);
    expect(await episode()).to.deep.include({ endedAt: null, version: 1 });
    expect((await kept()).settledAt).to.equal(null);
    const refusals = await store.db.audit.findMany({ where: { kind: "refusal" } });
    expect(refusals.map(({ detail }) => detail)).to.have.nested.property("[0].why", "does_not_fit");
  });

  it("leads on to those that are left", async () => {
    const about = { table: "child", rowId: town.sam.childId, externalId: "C9" } as const;
    const team = { ours: { team: "South" }, file: { team: "North" } };
    await havingConflicts(store, { ...about, ...team, detectedAt: hours(-1) });
    const { card, on } = await listed();
    const pressed = await house.press(card, "Keep ours", tariq, { on });
    expect(wordsOf(pressed.card)).to.contain("1 conflict with the files left to settle");
    const left = await house.press(pressed.card, "Show what is left", tariq, { on });
    expect(wordsOf(left.card)).to.contain(town.sam.reference);
    expect(buttonsOf(left.card)).to.have.length(2);
  });

  it("is settled by nobody else, nor in a room, and the audit says that they tried", async () => {
    const data = { id, version: 1, choice: "file" };
    for (const [as, says] of [
      [somebody("megan"), /Not part of your role/],
      [somebody("patti"), /Not part of your role/],
      [somebody("tariq", OPERATIONS), /own chat/],
    ] as const) {
      const { card } = await house.invoke("conflict.settle", data, as);
      expect(wordsOf(card)).to.match(says);
      expect(wordsOf(card)).not.to.contain(town.kit.reference);
    }
    expect((await kept()).settledAt).to.equal(null);
    const refusals = await store.db.audit.findMany({ where: { kind: "refusal" } });
    expect(refusals.map(({ detail }) => (detail as { verb?: string }).verb)).to.deep.equal(
      Array(3).fill("conflict.settle"),
    );
  });

  for (const [what, data] of [
    ["of no such id", { id: 999_999, version: 1, choice: "ours" }],
    ["with a choice that there is not", { id: 1, version: 1, choice: "agreed" }],
    ["without a version", { id: 1, choice: "ours" }],
  ] as const) {
    it(`${what} is an old card's`, async () => {
      const { card } = await house.invoke("conflict.settle", data, tariq);
      expect(wordsOf(card)).to.match(/buttons no longer work/);
      expect((await kept()).settledAt).to.equal(null);
    });
  }
});
