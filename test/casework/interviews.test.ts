import { expect } from "chai";
import { anEpisode, havingEpisodes, havingInterviews, hours } from "../support/builders.ts";
import { buttonsOf, inputsOf, wordsOf } from "../support/card-parts.ts";
import { OPERATIONS, somebody, TestHouse } from "../support/house.ts";
import type { Json } from "../support/json.ts";
import { describeOnBothStores } from "../support/stores.ts";
import { NAMES, smallTown, type Town } from "../support/town.ts";

describeOnBothStores("A return interview", (open) => {
  const alex = somebody("alex");
  const dana = somebody("dana");
  let house: TestHouse;
  let town: Town;
  /** of team North, worker Megan Bowen: back since 20 hours ago */
  let episodeId: number;
  beforeEach(async () => {
    const store = await open();
    town = await smallTown(store);
    const row = anEpisode(town.home.childId, { startedAt: hours(-30), endedAt: hours(-20) });
    episodeId = (await havingEpisodes(store, row))[0]!;
    house = await TestHouse.open(store, { sends: false });
  });
  afterEach(() => house.close());

  const interviews = () =>
    house.house.store.db.$queryRaw<Json[]>`
      SELECT i.* FROM interview i JOIN interview_episode l ON l.interview_id = i.id
      WHERE l.episode_id = ${episodeId} ORDER BY i.id`;
  const writes = () => house.house.store.db.change.count({ where: { activityId: { not: null } } });
  const audits = (kind: string) =>
    house.house.store.db.audit.findMany({ where: { kind, role: { not: null } }, orderBy: { id: "asc" } });
  const formOf = (form: string, as = alex) => house.invoke(`${form}.open`, { id: episodeId }, as);
  const record = async (inputs: Record<string, string>, as = alex) => {
    const { card } = await formOf("interview", as);
    return house.press(card, "Record", as, { inputs });
  };

  it("goes from the receipt of the return to its completion, each step naming the next deadline", async () => {
    const { replies, card: form } = await house.say(`log a return for ${NAMES.kit}`, alex);
    const on = replies[0]!.id;
    const back = await house.press(form, "Log the return", alex, { on });
    const offer = await house.press(back.card, "Offer interview", alex, { on });
    expect(wordsOf(offer.card)).to.match(/Offer a return interview[\s\S]*Returned[\s\S]*Date of the offer/);
    const offered = await house.press(offer.card, "Record the offer", alex, { on });
    expect(wordsOf(offered.card)).to.contain(`${NAMES.kit} (${town.kit.reference}): interview offered`);
    expect(wordsOf(offered.card)).to.match(
      /interview to be done by Friday 2 August 2019, 14:00 \(72 hours\)/,
    );
    const said = await house.press(offered.card, "Record interview", alex, { on });
    const accepted = await house.press(said.card, "Record", alex, { on, inputs: { outcome: "accepted" } });
    expect(wordsOf(accepted.card)).to.match(/interview accepted[\s\S]*to be done by Friday 2 August 2019/);
    house.now = hours(5);
    const held = await house.invoke("interview.open", { id: town.kit.episodeId }, alex);
    const done = await house.press(held.card, "Record", alex);
    expect(wordsOf(done.card)).to.match(/interview completed[\s\S]*Tuesday 30 July 2019, 19:00[\s\S]*closed/);
    expect(await writes()).to.equal(4);
  });

  it("is recorded from the list of what is due, whose row then goes", async () => {
    const list = await house.say("which interviews are due", alex);
    expect(wordsOf(list.card)).to.contain(town.home.reference);
    const form = await house.press(list.card, "Offer interview", alex, { on: list.replies[0]!.id });
    await house.press(form.card, "Record the offer", alex);
    const again = await house.say("which interviews are due", alex);
    expect(buttonsOf(again.card).map(({ title }) => title)).to.include("Record interview");
    await record({ outcome: "declined" });
    expect(wordsOf((await house.say("which interviews are due", alex)).card)).not.to.contain(
      town.home.reference,
    );
  });

  it("leaves change and audit rows with who, where and what, and no word that was typed", async () => {
    const { activityId } = await record({ outcome: "completed" });
    const [change] = await house.house.store.db.change.findMany({ where: { activityId } });
    expect(change).to.deep.include({ table: "interview", by: alex.aadObjectId });
    const [audit] = await audits("write");
    expect(audit).to.deep.include({ personId: alex.aadObjectId, childIds: [town.home.childId] });
    expect(audit!.detail).to.deep.include({ verb: "interview.log", episodeId });
  });

  for (const [what, inputs, says] of [
    ["in the future", { date: "2019-07-30", time: "14:01" }, /still to come/],
    ["before the return", { date: "2019-07-29", time: "17:59" }, /before the child was back/],
    ["that is not a time", { date: "2019-07-30", time: "noon" }, /can't read that date and time/],
    ["by somebody whom nobody knows", { interviewer: "999/999" }, /Choose one of the list/],
  ] as const) {
    it(`${what} is refused in words, with nothing written`, async () => {
      const { card } = await record({ outcome: "completed", ...inputs });
      expect(wordsOf(card)).to.match(says);
      expect(buttonsOf(card).map(({ title }) => title)).to.include("Record");
      expect(await writes()).to.equal(0);
    });
  }

  it("is not offered while the child is missing, in words", async () => {
    for (const form of ["interview_offer", "interview", "interviewer"]) {
      const { card } = await house.invoke(`${form}.open`, { id: town.kit.episodeId }, alex);
      expect(wordsOf(card)).to.match(/No return yet/);
    }
    const data = { id: town.kit.episodeId, version: 1, date: "2019-07-30", time: "13:00" };
    const { card } = await house.invoke("interview.log", { ...data, outcome: "completed" }, alex);
    expect(wordsOf(card)).to.match(/No return yet/);
    expect(await writes()).to.equal(0);
  });

  it("is typed: the form opens filled in, and nothing is written before its button", async () => {
    const { card } = await house.say(`interview done with ${town.home.reference} today at 11:30`, alex);
    expect(wordsOf(card)).to.match(/Record a return interview/);
    expect(await writes()).to.equal(0);
    await house.press(card, "Record", alex);
    expect((await interviews())[0]).to.deep.include({ completed_at: new Date("2019-07-30T10:30:00Z") });
  });

  for (const [words, title, says] of [
    ["offered MC an interview today at 9", "Offer a return interview", /09:00/],
    ["MC declined the interview", "Record a return interview", /declined/],
    ["assign Isaiah Langer to MC's interview", "Assign an interviewer", /Isaiah Langer/],
    ["could not reach MC for the interview", "Record a return interview", /not_contactable/],
  ] as const) {
    it(`is opened by “${words}”`, async () => {
      const { card } = await house.say(words.replace("MC", town.home.reference), alex);
      expect(wordsOf(card)).to.contain(title);
      expect(Object.values(inputsOf(card)).join()).to.match(
        says.source === "Isaiah Langer" ? /\d+\/\d+/ : says,
      );
    });
  }

  it("of a child whom nobody knows, or who has not been back, is answered alike", async () => {
    const asked = [];
    for (const who of ["MC-99999", "Nobody Known", town.sam.reference])
      asked.push(wordsOf((await house.say(`record the interview with ${who}`, alex)).card));
    expect(asked[2]).to.match(/I can't find a child who has come back lately by that name/);
  });

  it("that is pressed again is written once; a colleague is told who was there before", async () => {
    const { card: form } = await formOf("interview_offer");
    const { card: theirs } = await formOf("interview_offer", dana);
    const on = "message-1";
    await house.press(form, "Record the offer", alex, { on });
    const again = await house.press(form, "Record the offer", alex, { on });
    const other = await house.press(theirs, "Record the offer", dana);
    for (const { card } of [again, other])
      expect(wordsOf(card)).to.match(/Already offered by Alex Wilber, Tuesday 30 July 2019, 14:00. Nothing/);
    expect(await writes()).to.equal(1);
    const [refused] = await audits("refusal");
    expect(refused!.detail).to.deep.include({ verb: "interview_offer.log", why: "already_offered" });
  });

  it("whose form is old says who changed it meanwhile, and can be sent again", async () => {
    const { card: form } = await formOf("interview");
    await record({ outcome: "not_contactable" }, dana);
    const stale = await house.press(form, "Record", alex, { inputs: { outcome: "accepted" } });
    expect(wordsOf(stale.card)).to.match(/Dana Okoro changed this .*meanwhile/);
    const right = await house.press(stale.card, "Record", alex);
    expect(wordsOf(right.card)).to.match(/interview accepted/);
  });

  it("that four people record at once is written once", async () => {
    const people = ["alex", "dana", "megan", "adele"].map((first) => somebody(first));
    const { card: form } = await formOf("interview");
    await Promise.all(people.map((as) => house.press(form, "Record", as)));
    expect(await writes()).to.equal(1);
    expect((await interviews()).length).to.equal(1);
  });

  it("may serve the child's other episodes that wait for one, by choice", async () => {
    const row = anEpisode(town.home.childId, { startedAt: hours(-15), endedAt: hours(-12) });
    const [later] = await havingEpisodes(house.house.store, row);
    const { card: form } = await formOf("interview");
    expect(wordsOf(form)).to.match(/Also for/);
    await house.press(form, "Record", alex, { inputs: { also: String(later) } });
    const closed = await house.say("which interviews are due", alex);
    expect(wordsOf(closed.card)).not.to.contain(town.home.reference);
    const stranger = await house.invoke(
      "interview.log",
      { id: later, version: 2, date: "2019-07-30", time: "14:00", outcome: "completed", also: "999999" },
      alex,
    );
    expect(wordsOf(stranger.card)).to.match(/Already recorded/);
  });

  it("is assigned to somebody by a manager, who may choose whoever has interviewed of late", async () => {
    const adele = somebody("adele");
    const { card: form } = await formOf("interviewer", adele);
    expect(wordsOf(form)).to.contain("Isaiah Langer, Open Door");
    const choice = JSON.stringify(form).match(/"title":"Isaiah Langer, Open Door","value":"([^"]+)"/)![1]!;
    const { card } = await house.press(form, "Assign", adele, { inputs: { interviewer: choice } });
    expect(wordsOf(card)).to.match(/Interviewer assigned[\s\S]*Isaiah Langer, Open Door/);
    expect((await interviews())[0]).to.deep.include({ offered_at: null, outcome: null });
  });

  it("is recorded by the interviewer it is assigned to, and not another of the same child", async () => {
    const isaiah = somebody("isaiah");
    const refused = await formOf("interview", isaiah);
    expect(wordsOf(refused.card)).to.match(/Not part of your role/);
    const { interviewer_id: interviewerId } = (
      await house.house.store.db.$queryRaw<Json[]>`SELECT interviewer_id FROM interview LIMIT 1`
    )[0];
    await havingInterviews(house.house.store, {
      episodeIds: [episodeId],
      offeredAt: hours(-5),
      interviewerId,
    });
    const { card } = await record({ outcome: "completed" }, isaiah);
    expect(wordsOf(card)).to.match(/interview completed/);
    // the child's next one is somebody else's
    const row = anEpisode(town.home.childId, { startedAt: hours(-10), endedAt: hours(-8) });
    [episodeId = 0] = await havingEpisodes(house.house.store, row);
    const next = await house.invoke(
      "interview.log",
      { id: episodeId, version: 1, date: "2019-07-30", time: "13:00", outcome: "completed" },
      isaiah,
    );
    expect(wordsOf(next.card)).to.match(/Not part of your role/);
    const [, audit] = await audits("refusal");
    expect(audit!.detail).to.deep.include({ verb: "interview.log", episodeId });
  });

  for (const [first, form] of [
    ["patti", "interview"],
    ["kelly", "interview_offer"],
    ["graham", "interview"],
    ["megan", "interviewer"],
    ["isaiah", "interview_offer"],
    ["tariq", "interview"],
  ] as const) {
    it(`${form} is not ${first}'s to press, which is in the audit`, async () => {
      const { card } = await formOf(form, somebody(first));
      expect(wordsOf(card)).to.match(/Not part of your role/);
      expect((await audits("refusal"))[0]!.detail).to.deep.include({ verb: `${form}.open`, episodeId });
    });
  }

  it("in a channel stands by reference, in the form, the receipt and the list", async () => {
    const there = somebody("alex", OPERATIONS);
    const { card: form } = await formOf("interview", there);
    const receipt = await house.press(form, "Record", there);
    for (const card of [form, receipt.card]) {
      expect(wordsOf(card)).to.contain(town.home.reference);
      expect(JSON.stringify(card)).not.to.contain(NAMES.home.split(" ")[0]);
    }
  });
});
