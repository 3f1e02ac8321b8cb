import { expect } from "chai";
import { NOW } from "../support/builders.ts";
import { buttonsOf, inputsOf, wordsOf } from "../support/card-parts.ts";
import { CANARY } from "../support/demo-store.ts";
import { OPERATIONS, OUTSIDE, somebody, TestHouse } from "../support/house.ts";
import { describeOnBothStores } from "../support/stores.ts";
import { NAMES, smallTown, type Town } from "../support/town.ts";

describeOnBothStores("A child who is reported missing", (open) => {
  const alex = somebody("alex");
  const patti = somebody("patti", OPERATIONS);
  let house: TestHouse;
  let town: Town;
  beforeEach(async () => {
    const store = await open();
    town = await smallTown(store);
    house = await TestHouse.open(store, { sends: false });
  });
  afterEach(() => house.close());

  const episodesOf = (childId: number) =>
    house.house.store.db.episode.findMany({ where: { childId }, orderBy: { id: "asc" } });
  const openForm = async (as = alex, childId = town.home.childId) =>
    (await house.invoke("report.open", { id: childId }, as)).card;

  it("in words opens the form filled in, and nothing is written before its button is pressed", async () => {
    const { card } = await house.say(`report ${NAMES.home} missing since 11:30 today`, alex);
    expect(wordsOf(card)).to.contain(`${NAMES.home} (${town.home.reference})`);
    expect(inputsOf(card)).to.include({
      date: "2019-07-30",
      time: "11:30",
      category: "missing",
      risk: "none",
    });
    expect(await episodesOf(town.home.childId)).to.deep.equal([]);
  });

  it("is missing from when they were last seen, with risk and agency; the receipt says what is due", async () => {
    const { card: form } = await house.say(`report ${NAMES.home} missing`, alex);
    const agencies = await house.house.store.db.agency.findMany();
    const police = String(agencies.find(({ name }) => name === "City Police")!.id);
    const inputs = { time: "09:15", risk: "high", category: "away", agency: police };
    const { card } = await house.press(form, "Report missing", alex, { inputs });
    expect(wordsOf(card)).to.match(/reported away[\s\S]*Tuesday 30 July 2019, 09:15[\s\S]*High/);
    expect(wordsOf(card)).to.match(/Strategy meeting to be held by Friday 2 August 2019, 09:15/);
    expect(wordsOf(card)).to.match(/Recorded by Alex Wilber, Tuesday 30 July 2019, 14:00/);
    const [episode] = await episodesOf(town.home.childId);
    expect(episode).to.deep.include({
      startedAt: new Date("2019-07-30T08:15:00Z"),
      category: "away",
      agencyId: Number(police),
    });
    const list = await house.say("who is missing now", alex);
    expect(wordsOf(list.card)).to.contain("5 children are missing");
  });

  it("is taken to be reported by the presser's own agency, unless another is chosen", async () => {
    const form = await openForm(patti);
    await house.press(form, "Report missing", patti);
    const [episode] = await episodesOf(town.home.childId);
    const agency = await house.house.store.db.agency.findUniqueOrThrow({ where: { id: episode!.agencyId! } });
    expect(agency.name).to.equal("City Police");
  });

  it("stands in a channel by reference, without the placement", async () => {
    const [form, own] = [await openForm(patti), await openForm(alex)];
    const { card } = await house.press(form, "Report missing", patti, { inputs: { time: "09:15" } });
    expect(wordsOf(card)).to.contain(`${town.home.reference} reported missing`);
    expect(JSON.stringify([form, card])).not.to.match(CANARY);
    expect(Object.keys(inputsOf(form))).not.to.include("placement");
    expect(Object.keys(inputsOf(own))).to.include("placement");
  });

  it("and missing already is not reported again: the card says of which episode", async () => {
    const words = wordsOf((await house.say(`report ${NAMES.kit} missing`, alex)).card);
    expect(words).to.match(/Already reported by .*Nothing has changed/);
    expect(words).to.contain("ME-");
    expect(await episodesOf(town.kit.childId)).to.have.length(1);
  });

  it("by five people at once is missing once, and the others are told by whom", async () => {
    const people = ["alex", "dana", "megan", "adele", "patti"].map((first) => somebody(first));
    const form = await openForm();
    const presses = await Promise.all(people.map((as) => house.press(form, "Report missing", as)));
    const said = presses.map(({ card }) => wordsOf(card));
    expect(said.filter((words) => /Already reported by/.test(words))).to.have.length(4);
    expect(said.filter((words) => /Recorded by/.test(words))).to.have.length(1);
    expect(await episodesOf(town.home.childId)).to.have.length(1);
  });

  it("with the same press again is missing once, and gets the receipt again", async () => {
    const question = await house.say(`report ${NAMES.home} missing`, alex);
    const on = question.replies[0]!.id;
    await house.press(question.card, "Report missing", alex, { on });
    house.now = new Date(NOW.getTime() + 3 * 3_600_000);
    const { card } = await house.press(question.card, "Report missing", alex, { on });
    expect(wordsOf(card)).to.match(/Already reported by Alex Wilber, Tuesday 30 July 2019, 14:00/);
    expect(await episodesOf(town.home.childId)).to.have.length(1);
  });

  for (const [what, inputs, says] of [
    ["in the future", { time: "14:01" }, /still to come/],
    ["before birth", { date: "2001-01-01" }, /before the child was born/],
    ["that is not a time", { time: "noon" }, /can't read that date and time/],
  ] as const) {
    it(`from a time ${what} is refused in words, and the refusal is in the audit`, async () => {
      const { card } = await house.press(await openForm(), "Report missing", alex, { inputs });
      expect(wordsOf(card)).to.match(says);
      expect(buttonsOf(card).map(({ title }) => title)).to.deep.equal(["Report missing"]);
      expect(await episodesOf(town.home.childId)).to.deep.equal([]);
      const { db } = house.house.store;
      const [refused] = await db.audit.findMany({ where: { kind: "refusal" } });
      expect(refused!.detail).to.include({ verb: "report.log" });
      expect(refused!.childIds).to.deep.equal([town.home.childId]);
    });
  }

  it("while an earlier episode lasted is refused in words", async () => {
    await house.house.store.db.episode.update({
      where: { id: town.kit.episodeId },
      data: { endedAt: NOW },
    });
    const form = await openForm(alex, town.kit.childId);
    const { card } = await house.press(form, "Report missing", alex, { inputs: { time: "13:00" } });
    expect(wordsOf(card)).to.match(/two would overlap/);
  });

  it("whose name fits two is asked about, in a 1:1 chat only", async () => {
    const { card } = await house.say(`report ${NAMES.twin} missing`, alex);
    expect(buttonsOf(card)).to.have.length(2);
    const asked = await house.say("report a child missing", alex);
    const on = asked.replies[0]!.id;
    const chosen = await house.press(asked.card, "Continue", alex, { on, inputs: { child: NAMES.twin } });
    expect(buttonsOf(chosen.card)).to.have.length(2);
    const there = somebody("alex", OPERATIONS);
    const said = new Set<string>();
    for (const child of [NAMES.twin, NAMES.home, "Nobody Known"]) {
      const { card } = await house.invoke("report.find", { child }, somebody("megan", OPERATIONS));
      expect(wordsOf(card)).not.to.match(CANARY);
      if (child !== NAMES.home) said.add(wordsOf(card));
    }
    expect([...said]).to.have.length(1);
    expect(wordsOf((await house.say("report a child missing", there)).card)).to.contain(
      "Which child is missing?",
    );
  });

  it("may be reported by those whose role covers the child, and each refused press is in the audit", async () => {
    const { db } = house.house.store;
    for (const [as, childId] of [
      [somebody("kelly"), town.home.childId],
      [somebody("isaiah"), town.lee.childId],
      [somebody("graham"), town.home.childId],
      [somebody("joan"), town.home.childId],
      [somebody("alex", OUTSIDE), town.home.childId],
    ] as const) {
      const before = await db.audit.count({ where: { kind: "refusal" } });
      const now = { date: "2019-07-30", time: "13:00" };
      const { card } = await house.invoke("report.log", { id: childId, version: 1, ...now }, as);
      expect(wordsOf(card)).to.match(/Not part of your role|can't verify your access/);
      expect(await db.audit.count({ where: { kind: "refusal" } })).to.equal(before + 1);
    }
    expect(await episodesOf(town.home.childId)).to.deep.equal([]);
  });
});
