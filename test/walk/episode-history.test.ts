import { expect } from "chai";
import { giveGrades } from "../../data/casework/grades.ts";
import { correctReturns, undoReturns } from "../../data/casework/returned.ts";
import { logReturns } from "../../data/casework/returns.ts";
import { write } from "../../data/casework/write.ts";
import { savePostedCard } from "../../data/posted-cards.ts";
import type { Store } from "../../data/store/store.ts";
import type { Speaker } from "../support/activities.ts";
import { aCard, hours } from "../support/builders.ts";
import { buttonsOf, inputsOf, wordsOf } from "../support/card-parts.ts";
import { CANARY } from "../support/demo-store.ts";
import { OPERATIONS, OUTSIDE, somebody, TestHouse } from "../support/house.ts";
import { describeOnBothStores } from "../support/stores.ts";
import { NAMES, smallTown, type Town } from "../support/town.ts";

const REASON =
  "Zq909x came home by bus, not by taxi as first said, and was seen at the door by staff of the home at 12:20";

describeOnBothStores("The history of an episode", (open) => {
  const alex = somebody("alex");
  const megan = somebody("megan");
  let store: Store;
  let town: Town;
  let house: TestHouse;
  /** Kit's */
  let reference: string;
  beforeEach(async () => {
    store = await open();
    town = await smallTown(store);
    house = await TestHouse.open(store, { sends: false });
    const { number } = await store.db.episode.findUniqueOrThrow({ where: { id: town.kit.episodeId } });
    reference = `ME-${number}`;
  });
  afterEach(() => house.close());

  const act = async (form: string, button: string, as = megan, inputs: Record<string, string> = {}) => {
    const { card } = await house.invoke(`${form}.open`, { id: town.kit.episodeId }, as);
    return house.press(card, button, as, { inputs });
  };
  /** Graded, back, corrected with a reason, taken back with another. */
  async function lived() {
    const press = { episodeId: town.kit.episodeId, notBefore: hours(-24) };
    const by = (as: Speaker, role: string, at: number) => ({
      by: as.aadObjectId!,
      role,
      recordedAt: hours(at),
      activityId: `press ${at}`,
    });
    await write(store, by(somebody("patti"), "police", -3), (w) =>
      giveGrades(w, [{ ...press, version: 1, risk: "high" }]),
    );
    await write(store, by(megan, "social_worker", -2), (w) =>
      logReturns(w, [{ ...press, version: 2, returnedAt: hours(-2) }]),
    );
    await write(store, by(alex, "missing_coordinator", -1), (w) =>
      correctReturns(w, [
        { ...press, version: 3, returnedAt: new Date("2019-07-30T10:20:00Z"), reason: REASON },
      ]),
    );
    await write(store, by(alex, "missing_coordinator", -0.5), (w) =>
      undoReturns(w, [{ ...press, version: 4, ofOthers: true, reason: "Zq910x was somebody else" }]),
    );
  }
  const ask = async (as = alex, text = `history of ${reference}`) =>
    wordsOf((await house.say(text, as)).card);

  it("says what, when, by whom and why, the oldest first", async () => {
    await lived();
    const words = await ask();
    expect(words)
      .to.contain(`History of ${reference}`)
      .and.to.contain(`${NAMES.kit} (${town.kit.reference}): 5 entries`);
    expect(words).to.match(/Reported: missing since Mon 29 Jul 2019, 12:00/);
    expect(words).to.match(
      /Risk graded high\s+Recorded: Tue 30 Jul 2019, 11:00\s+· By: Patti Fernandez \(City Police\), police/,
    );
    expect(words).to.match(
      /Return logged: back Tue 30 Jul 2019, 12:00[\s\S]*By: Megan Bowen \(City Council\), social worker/,
    );
    expect(words).to.contain("Return corrected from Tue 30 Jul 2019, 12:00 to Tue 30 Jul 2019, 11:20");
    expect(words).to.contain(`Why: “${REASON}”`);
    expect(words).to.match(
      /Return taken back: it was Tue 30 Jul 2019, 11:20[\s\S]*By: Alex Wilber \(City Council\), missing co-ordinator[\s\S]*Zq910x was somebody else/,
    );
    expect(words.indexOf("Reported")).to.be.lessThan(words.indexOf("Return taken back"));
  });

  it("has the steps of its interviews and meetings, and what came in a file", async () => {
    await act("meeting_plan", "Plan the meeting", alex, { date: "2019-07-31", time: "10:00" });
    await act("return", "Log the return");
    await act("interview_offer", "Record the offer", alex, { date: "2019-07-30", time: "14:00" });
    const words = await ask();
    expect(words).to.contain("Strategy meeting planned for Wed 31 Jul 2019, 10:00");
    expect(words).to.match(/Return interview offered.*: Tue 30 Jul 2019, 14:00/);
    await store.db.$executeRawUnsafe("ALTER TABLE change DISABLE TRIGGER ALL");
    await store.db.$executeRawUnsafe(
      "UPDATE change SET by = NULL, import_run = 1 WHERE table_name = 'episode'",
    );
    await store.db.$executeRawUnsafe("ALTER TABLE change ENABLE TRIGGER ALL");
    expect(await ask()).to.match(/Reported: missing since[\s\S]*By: the council's files/);
  });

  it("stands in a room by reference, with no reason and no name of a child", async () => {
    await lived();
    const { card } = await house.say(`what happened to ${reference}`, somebody("patti", OPERATIONS));
    const words = wordsOf(card);
    expect(words).to.contain(`${town.kit.reference}: 5 entries`).and.to.contain("Alex Wilber (City Council)");
    expect(words).to.match(/Reasons that were given are shown in a 1:1 chat/);
    expect(words).not.to.contain("Why:");
    expect(JSON.stringify(card)).not.to.match(CANARY);
  });

  it("is told nobody outside the agreement, nor those with totals only", async () => {
    await lived();
    expect(await ask(somebody("alex", OUTSIDE)))
      .to.match(/Totals only/)
      .and.not.to.contain(town.kit.reference);
    for (const as of [somebody("joan"), somebody("joan", OPERATIONS), somebody("patti")])
      expect(await ask(as)).to.match(/Not part of your role/);
  });

  it("is in a 1:1 chat for those whose role includes the child; of others it is as if there were none", async () => {
    await lived();
    const { number } = await store.db.episode.findUniqueOrThrow({ where: { id: town.sam.episodeId } });
    const theirs = await house.say(`history of ME-${number}`, megan);
    const nobodys = await house.say("history of ME-999999", megan);
    expect(wordsOf(theirs.card)).to.equal(wordsOf(nobodys.card));
    expect(wordsOf(theirs.card)).to.match(/I can't open that episode/);
    const [row] = await store.db.audit.findMany({ where: { activityId: theirs.activityId } });
    expect(row).to.deep.include({ kind: "refusal", childIds: [town.sam.childId] });
    expect(await ask(megan))
      .to.contain(NAMES.kit)
      .and.to.contain(REASON);
  });

  it("is told those who read the audit by reference, without reasons, where they may not name the child", async () => {
    await lived();
    const { card } = await house.say(`history of ${reference}`, somebody("tariq"));
    expect(wordsOf(card)).to.contain(`${town.kit.reference}: 5 entries`);
    expect(JSON.stringify(card)).not.to.match(CANARY);
    expect(await ask(somebody("graham"))).to.contain(REASON);
  });

  it("is itself in the audit", async () => {
    const { activityId } = await house.say(`history of ${reference}`, alex);
    const [row] = await store.db.audit.findMany({ where: { activityId } });
    expect(row).to.deep.include({ kind: "disclosure", childIds: [town.kit.childId] });
    expect(row!.detail).to.deep.include({ what: "episode_history", episodeId: town.kit.episodeId });
  });

  it("of this episode is of the one whose card the thread hangs on, else of the last question's child", async () => {
    expect(await ask(alex, "history of this episode")).to.match(/Type its reference \(ME-/);
    await house.say(`${NAMES.kit}'s record`, alex);
    expect(await ask(alex, "history of this episode")).to.contain(`History of ${reference}`);
    const [root] = OPERATIONS.conversationId!.split(";");
    const reading = { kind: "episode_card", episodeId: town.sam.episodeId };
    await savePostedCard(
      store.db,
      aCard([town.sam.episodeId], {
        conversationId: root!,
        activityId: "1564491600000",
        reading,
        personId: null,
      }),
    );
    expect(await ask(somebody("alex", OPERATIONS), "history of this episode")).to.contain(
      `${town.sam.reference}: `,
    );
  });

  it("is one press away from a receipt and from a child's record, and paged", async () => {
    const { card: receipt } = await act("return", "Log the return");
    expect(wordsOf((await house.press(receipt, "History", megan)).card)).to.contain("Return logged");
    const { number } = await store.db.episode.findFirstOrThrow({
      where: { childId: town.lee.childId, endedAt: { not: null } },
    });
    const { card } = await house.say(`${NAMES.lee}'s record`, somebody("graham"));
    const opened = await house.press(card, "History", somebody("graham"));
    expect(wordsOf(opened.card)).to.match(/History of ME-\d+/);
    expect(number).to.be.a("number");
    for (let n = 0; n < 6; n++) {
      await act("correct", "Correct the return", alex, { time: `12:0${n}`, reason: `Zq9${n}x` });
    }
    await act("undo", "Take it back", alex, { reason: REASON });
    await act("return", "Log the return");
    await act("undo", "Take it back", alex, { reason: REASON });
    const asked = await house.say(`history of ${reference}`, alex);
    expect(wordsOf(asked.card)).to.contain("1 to 10 of 11");
    expect(wordsOf((await house.press(asked.card, "More", alex)).card)).to.contain("11 to 11 of 11");
  });
});

describeOnBothStores("An episode named by its reference", (open) => {
  let store: Store;
  let town: Town;
  let house: TestHouse;
  beforeEach(async () => {
    store = await open();
    town = await smallTown(store);
    house = await TestHouse.open(store, { sends: false });
  });
  afterEach(() => house.close());

  const referenceOf = async (episodeId: number) => {
    const { number } = await store.db.episode.findUniqueOrThrow({ where: { id: episodeId } });
    return `ME-${number}`;
  };

  it("opens the form for that episode, in a room too", async () => {
    const reference = await referenceOf(town.kit.episodeId);
    for (const as of [somebody("alex"), somebody("patti", OPERATIONS)]) {
      const { card } = await house.say(`${reference} is back at 13:05`, as);
      expect(wordsOf(card)).to.contain(town.kit.reference);
      expect(inputsOf(card)).to.include({ date: "2019-07-30", time: "13:05" });
      expect(buttonsOf(card)[0]!.data).to.include({ id: town.kit.episodeId });
    }
    const asked = await house.say("log a return", somebody("alex"));
    const { card } = await house.press(asked.card, "Continue", somebody("alex"), {
      inputs: { child: reference },
    });
    expect(wordsOf(card)).to.contain(NAMES.kit);
  });

  it("is answered like one that there is not, where the role does not include the child", async () => {
    const theirs = await house.say(`${await referenceOf(town.sam.episodeId)} is back`, somebody("megan"));
    const nobodys = await house.say("ME-999999 is back", somebody("megan"));
    expect(wordsOf(theirs.card)).to.equal(wordsOf(nobodys.card));
    const odd = await house.say(
      `${await referenceOf(town.sam.episodeId)} ${town.kit.reference} is back`,
      somebody("alex"),
    );
    expect(wordsOf(odd.card)).to.match(/Which child is back/);
  });
});
