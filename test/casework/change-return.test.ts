import { expect } from "chai";
import { hours, NOW } from "../support/builders.ts";
import { buttonsOf, inputsOf, wordsOf } from "../support/card-parts.ts";
import { CANARY } from "../support/demo-store.ts";
import { OPERATIONS, somebody, TestHouse } from "../support/house.ts";
import { describeOnBothStores } from "../support/stores.ts";
import { NAMES, smallTown, type Town } from "../support/town.ts";

const REASON = "Zq909x came home by bus";

describeOnBothStores("A return that is logged", (open) => {
  const alex = somebody("alex");
  const megan = somebody("megan");
  const patti = somebody("patti", OPERATIONS);
  let house: TestHouse;
  let town: Town;
  beforeEach(async () => {
    const store = await open();
    town = await smallTown(store);
    house = await TestHouse.open(store, { sends: false });
  });
  afterEach(() => house.close());

  /** Kit's return, logged by somebody an hour before now; gives the receipt. */
  async function logged(as = megan) {
    house.now = hours(-1);
    const form = await house.invoke("return.open", { id: town.kit.episodeId }, as);
    const { card } = await house.press(form.card, "Log the return", as);
    house.now = NOW;
    return card;
  }
  const openForm = async (verb: "undo" | "correct", as = alex) =>
    (await house.invoke(`${verb}.open`, { id: town.kit.episodeId }, as)).card;
  const takeBack = async (as = alex, inputs: Record<string, string> = { reason: REASON }) =>
    wordsOf((await house.press(await openForm("undo", as), "Take it back", as, { inputs })).card);
  const episode = () => house.house.store.db.episode.findUniqueOrThrow({ where: { id: town.kit.episodeId } });

  it("has on its receipt what takes it back and what corrects it", async () => {
    const receipt = await logged();
    expect(buttonsOf(receipt).map(({ title }) => title)).to.deep.equal([
      "Offer interview",
      "Correct return",
      "Undo return",
      "History",
    ]);
    const form = await house.press(receipt, "Undo return", megan);
    const { card } = await house.press(form.card, "Take it back", megan, { inputs: { reason: REASON } });
    expect(wordsOf(card)).to.match(/Return taken back[\s\S]*is missing/);
    expect(buttonsOf(card).map(({ title }) => title)).to.deep.equal(["Log return", "History"]);
    expect((await episode()).endedAt).to.equal(null);
  });

  it("is corrected to the time that was typed, with a reason", async () => {
    await logged();
    const { card: form } = await house.say(`correct the return of ${NAMES.kit} to 12:20`, alex);
    expect(inputsOf(form)).to.include({ date: "2019-07-30", time: "12:20", reason: "" });
    const { card } = await house.press(form, "Correct the return", alex, { inputs: { reason: REASON } });
    expect(wordsOf(card)).to.match(/return corrected[\s\S]*Tuesday 30 July 2019, 12:20/);
    expect(wordsOf(card)).to.match(/interview to be done by Friday 2 August 2019, 12:20/);
    expect((await episode()).endedAt).to.deep.equal(new Date("2019-07-30T11:20:00Z"));
  });

  it("is taken back by its typed words, which fill the form in and write nothing", async () => {
    await logged();
    const { card } = await house.say(`undo the return of ${NAMES.kit}`, alex);
    expect(wordsOf(card)).to.contain(`${NAMES.kit} (${town.kit.reference})`);
    expect(buttonsOf(card).map(({ title }) => title)).to.deep.equal(["Take it back"]);
    expect((await episode()).endedAt).not.to.equal(null);
  });

  it("is the one that “undo that” means, of the person who logged it last, and of nobody else", async () => {
    await logged(alex);
    expect(wordsOf((await house.say("oops, undo that", alex)).card)).to.contain(town.kit.reference);
    expect(wordsOf((await house.say("undo that", megan)).card)).to.match(/Whose return is to be taken back/);
    house.now = hours(23.1);
    expect(wordsOf((await house.say("undo that", alex)).card)).to.match(/Whose return is to be taken back/);
  });

  it("needs a reason, which is kept with the change and nowhere else", async () => {
    await logged();
    expect(await takeBack(alex, { reason: "  " })).to.match(/Say in a few words why/);
    const { db } = house.house.store;
    expect(await takeBack()).to.contain("Return taken back");
    const [change] = await db.change.findMany({ where: { reason: { not: null } } });
    expect(change).to.include({ rowId: town.kit.episodeId, reason: REASON, by: alex.aadObjectId });
    const jobs = await db.$queryRaw<unknown[]>`SELECT data FROM pgboss.job`;
    const receipts = await db.receipt.findMany();
    const kept = [await db.audit.findMany(), await db.postedCard.findMany(), jobs, receipts, house.logged];
    const text = JSON.stringify(kept, (_, value) => (typeof value === "bigint" ? String(value) : value));
    expect(text).not.to.contain("Zq909x");
  });

  it("and refused gives back the words in the presser's own chat, never in a channel", async () => {
    await logged();
    for (const [as, given] of [
      [somebody("dana"), REASON],
      [somebody("dana", OPERATIONS), ""],
    ] as const) {
      const inputs = { reason: REASON, time: "23:00" };
      const { card } = await house.press(await openForm("correct", as), "Correct the return", as, { inputs });
      expect(wordsOf(card)).to.match(/still to come/);
      expect(inputsOf(card).reason).to.equal(given);
    }
  });

  it("is taken back by who logged it; by others only where they manage the work", async () => {
    await logged(alex);
    expect(await takeBack(megan)).to.match(/Somebody else logged this return/);
    expect(await takeBack(somebody("adele"))).to.contain("Return taken back");
  });

  it("is changed by nobody whose role only logs returns, and the refusal is in the audit", async () => {
    await logged(patti);
    const { db } = house.house.store;
    for (const verb of ["undo", "correct"] as const) {
      for (const as of [
        patti,
        somebody("patti"),
        somebody("kelly"),
        somebody("isaiah"),
        somebody("graham"),
      ]) {
        const before = await db.audit.count({ where: { kind: "refusal" } });
        const data = {
          id: town.kit.episodeId,
          version: 2,
          reason: REASON,
          date: "2019-07-30",
          time: "12:00",
        };
        const { card } = await house.invoke(`${verb}.log`, data, as);
        expect(wordsOf(card)).to.match(/Not part of your role/);
        expect(wordsOf(card)).not.to.match(CANARY);
        expect(await db.audit.count({ where: { kind: "refusal" } })).to.equal(before + 1);
      }
    }
    expect((await episode()).version).to.equal(2);
  });

  it("is past changing after the hours of the policy", async () => {
    await logged();
    house.now = hours(23);
    expect(await takeBack(alex, { reason: "" })).to.match(/Say in a few words why/);
    house.now = hours(23.1);
    expect(await takeBack()).to.match(/recorded too long ago/);
    expect((await episode()).endedAt).not.to.equal(null);
  });

  it("stands once the child is missing again", async () => {
    await logged();
    const report = await house.invoke("report.open", { id: town.kit.childId }, alex);
    await house.press(report.card, "Report missing", alex);
    expect(await takeBack()).to.match(/has gone missing again since/);
  });

  it("that was taken back already says by whom, and the old card writes nothing", async () => {
    await logged();
    const old = await openForm("undo", somebody("dana"));
    await takeBack();
    const { card } = await house.press(old, "Take it back", somebody("dana"), { inputs: { reason: REASON } });
    expect(wordsOf(card)).to.match(/Already taken back by Alex Wilber, Tuesday 30 July 2019, 14:00/);
    expect((await episode()).version).to.equal(3);
  });

  it("on a version that has passed tells who changed it, and when", async () => {
    await logged();
    const old = await openForm("correct", somebody("dana"));
    const mine = await openForm("correct");
    await house.press(mine, "Correct the return", alex, { inputs: { time: "12:30", reason: REASON } });
    const inputs = { time: "12:40", reason: REASON };
    const { card } = await house.press(old, "Correct the return", somebody("dana"), { inputs });
    expect(wordsOf(card)).to.match(/Alex Wilber changed this episode meanwhile, Tuesday 30 July 2019, 14:00/);
    expect(wordsOf((await house.press(card, "Correct the return", somebody("dana"))).card)).to.contain(
      "12:40",
    );
  });
});
