import { expect } from "chai";
import { anEpisode, havingEpisodes, NOW } from "../support/builders.ts";
import { buttonsOf, wordsOf } from "../support/card-parts.ts";
import { somebody, TestHouse } from "../support/house.ts";
import type { Json } from "../support/json.ts";
import { describeOnBothStores } from "../support/stores.ts";
import { NAMES, smallTown, type Town } from "../support/town.ts";

describeOnBothStores("A return", (open) => {
  const alex = somebody("alex");
  const dana = somebody("dana");
  let house: TestHouse;
  let town: Town;
  beforeEach(async () => {
    const store = await open();
    town = await smallTown(store);
    house = await TestHouse.open(store, { sends: false });
  });
  afterEach(() => house.close());

  const endOf = async (episodeId: number) =>
    (await house.house.store.db.episode.findUniqueOrThrow({ where: { id: episodeId } })).endedAt;
  /** what was written by people, not by the town's making */
  const writes = () => house.house.store.db.change.count({ where: { activityId: { not: null } } });
  const audits = (kind: string) =>
    house.house.store.db.audit.findMany({ where: { kind, role: { not: null } } });
  const formFor = async (name: string, as = alex): Promise<{ form: Json; on: string }> => {
    const { replies, card } = await house.say(`log a return for ${name}`, as);
    return { form: card, on: replies[0]!.id };
  };

  it("is logged from the list of who is missing: form, then receipt with the deadline", async () => {
    const list = await house.say("who is missing now", alex);
    const on = list.replies[0]!.id;
    const form = await house.press(list.card, "Log return", alex, { on });
    expect(buttonsOf(form.card).map(({ title }) => title)).to.deep.equal(["Log the return", "Cancel"]);
    expect(await writes()).to.equal(0);
    const { card } = await house.press(form.card, "Log the return", alex, { on });
    expect(wordsOf(card)).to.match(/is back[\s\S]*Tuesday 30 July 2019, 14:00/);
    expect(wordsOf(card)).to.match(/interview to be done by Friday 2 August 2019, 14:00 \(72 hours\)/);
    expect(await writes()).to.equal(1);
  });

  it("is logged from typed words, which fill the form in and write nothing", async () => {
    const { form, on } = await formFor(`${NAMES.kit}, back at 11:30 today`);
    expect(wordsOf(form)).to.contain(`${NAMES.kit} (${town.kit.reference})`);
    expect(await endOf(town.kit.episodeId)).to.equal(null);
    await house.press(form, "Log the return", alex, { on });
    expect(await endOf(town.kit.episodeId)).to.deep.equal(new Date("2019-07-30T10:30:00Z"));
  });

  it("leaves a change row and an audit row with who, where and what", async () => {
    const { form, on } = await formFor(NAMES.kit);
    const { activityId } = await house.press(form, "Log the return", alex, { on });
    const [change] = await house.house.store.db.change.findMany({ where: { activityId } });
    expect(change).to.deep.include({ table: "episode", rowId: town.kit.episodeId, by: alex.aadObjectId });
    const [audit] = await audits("write");
    expect(audit).to.deep.include({
      activityId,
      personId: alex.aadObjectId,
      role: "missing_coordinator",
      audience: "personal",
      childIds: [town.kit.childId],
    });
    expect(audit!.detail).to.deep.include({ verb: "return.log", episodeId: town.kit.episodeId });
  });

  it("for a name that two children bear asks which of them", async () => {
    const { form, on } = await formFor(NAMES.twin);
    const choices = buttonsOf(form);
    expect(choices).to.have.length(2);
    const chosen = await house.press(form, choices[0]!.title, alex, { on });
    expect(buttonsOf(chosen.card).map(({ verb }) => verb)).to.deep.equal(["return.log"]);
  });

  for (const [what, inputs, says] of [
    ["in the future", { date: "2019-07-30", time: "14:01" }, /still to come/],
    ["before the start", { date: "2019-07-29", time: "11:59" }, /before the child went missing/],
    ["that is not a time", { date: "2019-07-30", time: "noon" }, /can't read that date and time/],
    ["without a day and a time", { date: "", time: "" }, /can't read that date and time/],
    ["on no real day", { date: "2019-02-30", time: "12:00" }, /can't read that date and time/],
  ] as const) {
    it(`${what} is refused in words, with nothing written`, async () => {
      const { form, on } = await formFor(NAMES.kit);
      const { card } = await house.press(form, "Log the return", alex, { on, inputs });
      expect(wordsOf(card)).to.match(says);
      expect(buttonsOf(card).map(({ title }) => title)).to.deep.equal(["Log the return"]);
      expect(await writes()).to.equal(0);
      const right = await house.press(card, "Log the return", alex, {
        on,
        inputs: { date: "2019-07-30", time: "13:00" },
      });
      expect(wordsOf(right.card)).to.contain("is back");
    });
  }

  it("whose fields did not come along at all is refused in words too", async () => {
    const { episodeId: id } = town.kit;
    const { card } = await house.invoke("return.log", { id, version: 1 }, alex);
    expect(wordsOf(card)).to.match(/can't read that date and time/);
    expect(await writes()).to.equal(0);
  });

  it("in the hour that occurs twice is the second one for a child who went missing after the first", async () => {
    const [id] = await havingEpisodes(
      house.house.store,
      anEpisode(town.home.childId, { startedAt: new Date("2019-10-27T00:40:00Z") }),
    );
    house.now = new Date("2019-10-27T01:20:00Z");
    const { form, on } = await formFor(NAMES.home);
    expect(wordsOf((await house.press(form, "Log the return", alex, { on })).card)).to.contain("is back");
    expect(await endOf(id!)).to.deep.equal(new Date("2019-10-27T01:20:00Z"));
  });

  it("of a child who is not missing, of nobody and of an old card is refused in words", async () => {
    expect(wordsOf((await formFor(NAMES.home)).form)).to.match(
      /No missing episode is open|is missing now by that name/,
    );
    expect(wordsOf((await formFor("Nobody Known")).form)).to.match(/Which child/);
    const { card } = await house.invoke("return.open", { id: 999_999 }, alex);
    expect(wordsOf(card)).to.match(/Not part of your role/);
    expect(await writes()).to.equal(0);
  });

  it("that is pressed again is written once and shows its receipt again", async () => {
    const { form, on } = await formFor(NAMES.kit);
    const first = await house.press(form, "Log the return", alex, { on });
    const same = await house.press(form, "Log the return", alex, { on, activityId: first.activityId });
    const other = await house.press(form, "Log the return", alex, { on });
    for (const { card } of [same, other]) {
      expect(wordsOf(card)).to.match(/is back/);
      expect(wordsOf(card)).to.match(/Already logged by Alex Wilber/);
    }
    expect(await writes()).to.equal(1);
  });

  it("that is pressed ten times at once is written once", async () => {
    const { form, on } = await formFor(NAMES.kit);
    const presses = await Promise.all(
      Array.from({ length: 10 }, () => house.press(form, "Log the return", alex, { on })),
    );
    const said = presses.map(({ card }) => wordsOf(card));
    expect(said.every((words) => words.includes("is back"))).to.equal(true);
    expect(said.filter((words) => !words.includes("Already logged"))).to.have.length(1);
    expect(await writes()).to.equal(1);
    expect(await audits("write")).to.have.length(1);
  });

  it("that ten people log at once is written once, and the others are told by whom", async () => {
    const people = ["alex", "dana", "megan", "adele", "patti"].map((first) => somebody(first));
    const { form } = await formFor(NAMES.kit);
    const presses = await Promise.all(people.map((as) => house.press(form, "Log the return", as)));
    const said = presses.map(({ card }) => wordsOf(card));
    expect(said.filter((words) => !words.includes("Already logged by"))).to.have.length(1);
    expect(await writes()).to.equal(1);
  });

  it("on a version that has passed tells who did what when, and is in the audit as refused", async () => {
    const { form, on } = await formFor(NAMES.kit);
    await house.press(form, "Log the return", alex, { on });
    house.now = new Date(NOW.getTime() + 300_000);
    const { card } = await house.press(form, "Log the return", dana, { inputs: { time: "13:30" } });
    expect(wordsOf(card)).to.match(/Already logged by Alex Wilber, Tuesday 30 July 2019, 14:00/);
    const [refused] = await audits("refusal");
    expect(refused).to.deep.include({ personId: dana.aadObjectId, childIds: [town.kit.childId] });
    expect(refused!.detail).to.deep.include({ verb: "return.log", why: "already_ended" });
  });
});
