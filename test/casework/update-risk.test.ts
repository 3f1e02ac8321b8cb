import { expect } from "chai";
import { buttonsOf, inputsOf, wordsOf } from "../support/card-parts.ts";
import { CANARY } from "../support/demo-store.ts";
import { OPERATIONS, somebody, TestHouse } from "../support/house.ts";
import { describeOnBothStores } from "../support/stores.ts";
import { NAMES, smallTown, type Town } from "../support/town.ts";

describeOnBothStores("The risk of an episode", (open) => {
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

  const openForm = async (as = alex, id = town.kit.episodeId) =>
    (await house.invoke("risk.open", { id }, as)).card;
  const grade = async (risk: string, as = alex, form?: unknown) =>
    wordsOf(
      (await house.press(form ?? (await openForm(as)), "Update the risk", as, { inputs: { risk } })).card,
    );

  it("is typed with the grade, which the form then holds; its button updates it", async () => {
    const { card: form } = await house.say(`risk high for ${NAMES.kit}`, alex);
    expect(inputsOf(form)).to.deep.equal({ risk: "high" });
    const { card } = await house.press(form, "Update the risk", alex);
    expect(wordsOf(card)).to.match(/Risk is now high[\s\S]*Recorded by Alex Wilber/);
    expect(buttonsOf(card).map(({ title }) => title)).to.deep.equal(["Log return", "History"]);
    expect(wordsOf((await house.say("who is missing now", alex)).card)).to.contain("High");
  });

  it("is updated by the police in the channel, by reference", async () => {
    const form = (await house.say(`risk medium for ${town.sam.reference}`, patti)).card;
    const { card } = await house.press(form, "Update the risk", patti);
    expect(wordsOf(card)).to.match(/Risk is now medium/);
    expect(wordsOf(card)).to.contain(town.sam.reference);
    expect(JSON.stringify([form, card])).not.to.match(CANARY);
  });

  it("that falls stays known as the highest one held", async () => {
    await grade("high");
    await grade("low");
    expect(wordsOf(await openForm())).to.contain("Low (was high)");
  });

  it("that is the same as before changes nothing, and says so", async () => {
    await grade("high");
    expect(await grade("high")).to.match(/graded so already/);
  });

  it("on a version that has passed tells who changed the episode, and shows the form anew", async () => {
    const [mine, theirs] = [await openForm(), await openForm(patti)];
    expect(await grade("high", patti, theirs)).to.contain("Risk is now high");
    expect(await grade("low", alex, mine)).to.match(/Patti .* changed this episode meanwhile/);
    const { db } = house.house.store;
    expect(await db.episodeRisk.count({ where: { episodeId: town.kit.episodeId } })).to.equal(1);
  });

  it("of a child who is back is not updated: the card says since when", async () => {
    const form = await openForm();
    const back = await house.invoke("return.open", { id: town.kit.episodeId }, alex);
    await house.press(back.card, "Log the return", alex);
    expect(await grade("high", alex, form)).to.match(/is back[\s\S]*Already logged by Alex Wilber/);
  });

  it("is not for residential staff nor for interviewers, and the refusal is in the audit", async () => {
    for (const as of [somebody("kelly"), somebody("isaiah"), somebody("graham")]) {
      const data = { id: town.lee.episodeId, version: 1, risk: "high" };
      const { card } = await house.invoke("risk.log", data, as);
      expect(wordsOf(card)).to.match(/Not part of your role/);
    }
    expect(await house.house.store.db.audit.count({ where: { kind: "refusal" } })).to.equal(3);
    expect(await house.house.store.db.episodeRisk.count()).to.equal(0);
  });

  it("with a grade that there is not is an old card's", async () => {
    const data = { id: town.kit.episodeId, version: 1, risk: "enormous" };
    expect(wordsOf((await house.invoke("risk.log", data, alex)).card)).to.match(/out of date/);
  });
});
