import { expect } from "chai";
import { anEpisode, havingEpisodes, hours } from "../support/builders.ts";
import { buttonsOf, wordsOf } from "../support/card-parts.ts";
import { OPERATIONS, somebody, TestHouse } from "../support/house.ts";
import { describeOnBothStores } from "../support/stores.ts";
import { smallTown, type Town } from "../support/town.ts";

describeOnBothStores("A strategy meeting", (open) => {
  const alex = somebody("alex");
  let house: TestHouse;
  let town: Town;
  beforeEach(async () => {
    const store = await open();
    town = await smallTown(store);
    house = await TestHouse.open(store, { sends: false });
  });
  afterEach(() => house.close());

  const meetings = () => house.house.store.db.strategyMeeting.findMany({ orderBy: { id: "asc" } });
  const formOf = (form: string, id = town.kit.episodeId, as = alex) =>
    house.invoke(`${form}.open`, { id }, as);

  it("is planned for tomorrow at ten unless said, and its receipt names the three days", async () => {
    const { card: form } = await formOf("meeting_plan");
    const { card } = await house.press(form, "Plan the meeting", alex);
    expect(wordsOf(card)).to.match(/Planned for[\s\S]*Wednesday 31 July 2019, 10:00/);
    expect(wordsOf(card)).to.match(/to be held by Thursday 1 August 2019, 12:00/);
    expect(wordsOf(card)).not.to.contain("later than that");
    const late = await formOf("meeting_plan");
    const inputs = { date: "2019-08-01", time: "12:01" };
    const moved = await house.press(late.card, "Plan the meeting", alex, { inputs });
    expect(wordsOf(moved.card)).to.contain("(72 hours missing): the plan is later than that.");
  });

  it("is at ten on the London clock where nothing else is said", async () => {
    await house.press((await formOf("meeting_plan")).card, "Plan the meeting", alex);
    expect((await meetings())[0]!.plannedFor).to.deep.equal(new Date("2019-07-31T09:00:00Z"));
  });

  it("that is planned again is moved, and once held is recorded with whoever chaired it", async () => {
    await house.press((await formOf("meeting_plan")).card, "Plan the meeting", alex);
    const { card: form } = await formOf("meeting_plan");
    await house.press(form, "Plan the meeting", alex, { inputs: { time: "09:00" } });
    house.now = hours(24);
    const held = await house.press((await formOf("meeting")).card, "Record the meeting", alex);
    expect(wordsOf(held.card)).to.match(/Strategy meeting held[\s\S]*Wednesday 31 July 2019, 09:00/);
    const [row, ...more] = await meetings();
    expect(more).to.deep.equal([]);
    expect(row).to.deep.include({
      chair: "Alex Wilber",
      heldAt: new Date("2019-07-31T08:00:00Z"),
      version: 3,
    });
  });

  for (const [what, form, inputs, says] of [
    ["planned for the past", "meeting_plan", { date: "2019-07-30", time: "13:59" }, /That time has passed/],
    ["held in the future", "meeting", { date: "2019-07-30", time: "14:01" }, /still to come/],
    [
      "held before the child went missing",
      "meeting",
      { date: "2019-07-29", time: "11:59" },
      /before the child/,
    ],
    ["planned for no time", "meeting_plan", { date: "", time: "" }, /can't read that date and time/],
  ] as const) {
    it(`${what} is refused in words, with nothing written`, async () => {
      const { card } = await formOf(form);
      const button = buttonsOf(card)[0]!.title;
      const refused = await house.press(card, button, alex, { inputs });
      expect(wordsOf(refused.card)).to.match(says);
      expect(await meetings()).to.deep.equal([]);
    });
  }

  it("is planned by a social worker of the child, and recorded by a manager only", async () => {
    const megan = somebody("megan");
    const plan = await formOf("meeting_plan", town.kit.episodeId, megan);
    await house.press(plan.card, "Plan the meeting", megan);
    const refused = await formOf("meeting", town.kit.episodeId, megan);
    expect(wordsOf(refused.card)).to.match(/Not part of your role/);
    const [audit] = await house.house.store.db.audit.findMany({ where: { kind: "refusal" } });
    expect(audit!.detail).to.deep.include({ verb: "meeting.open", episodeId: town.kit.episodeId });
    expect(wordsOf((await formOf("meeting", town.kit.episodeId, somebody("adele"))).card)).to.match(
      /Record a strategy meeting/,
    );
  });

  it("can be planned from the list of the long episodes that have none", async () => {
    const row = anEpisode(town.home.childId, { startedAt: hours(-100) });
    const [id] = await havingEpisodes(house.house.store, row);
    const list = await house.say("long episodes without a strategy meeting", alex);
    const form = await house.press(list.card, "Plan meeting", alex, { on: list.replies[0]!.id });
    await house.press(form.card, "Plan the meeting", alex);
    const again = await house.say("long episodes without a strategy meeting", alex);
    expect(buttonsOf(again.card).map(({ title }) => title)).to.include("Record meeting");
    await house.press((await formOf("meeting", id)).card, "Record the meeting", alex);
    expect(wordsOf((await house.say("long episodes without a strategy meeting", alex)).card)).not.to.contain(
      town.home.reference,
    );
  });

  it("in a channel never shows what was typed for the chair again", async () => {
    const there = somebody("alex", OPERATIONS);
    const { card: form } = await formOf("meeting", town.kit.episodeId, there);
    const inputs = { time: "23:59", chair: "Zq999x Zw999y" };
    const refused = await house.press(form, "Record the meeting", there, { inputs });
    expect(wordsOf(refused.card)).to.match(/still to come/);
    const done = await house.press(refused.card, "Record the meeting", there, {
      inputs: { time: "13:00", chair: "Zq999x Zw999y" },
    });
    for (const { card } of [refused, done]) expect(JSON.stringify(card)).not.to.contain("Zq999x");
    expect((await meetings())[0]!.chair).to.equal("Zq999x Zw999y");
  });
});
