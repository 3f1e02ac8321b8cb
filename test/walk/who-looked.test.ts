import { expect } from "chai";
import type { Store } from "../../data/store/store.ts";
import { hours, NOW } from "../support/builders.ts";
import { buttonsOf, wordsOf } from "../support/card-parts.ts";
import { CANARY } from "../support/demo-store.ts";
import { OPERATIONS, somebody, TestHouse } from "../support/house.ts";
import { describeOnBothStores } from "../support/stores.ts";
import { NAMES, smallTown, type Town } from "../support/town.ts";

describeOnBothStores("Who looked at a child", (open) => {
  const head = somebody("graham");
  const officer = somebody("tariq");
  const megan = somebody("megan");
  let store: Store;
  let town: Town;
  let house: TestHouse;
  beforeEach(async () => {
    store = await open();
    town = await smallTown(store);
    house = await TestHouse.open(store, { sends: false });
  });
  afterEach(() => house.close());

  const ask = async (as = head, text = `who looked at ${town.kit.reference}`) =>
    wordsOf((await house.say(text, as)).card);
  const auditOf = (activityId: string) => store.db.audit.findMany({ where: { activityId } });

  it("is told with who, in which role, what, where and when, the newest first", async () => {
    house.now = hours(-2);
    await house.say(`${NAMES.kit}'s record`, megan);
    house.now = hours(-1);
    await house.say("who is missing now", somebody("patti", OPERATIONS));
    await house.invoke("return.open", { id: town.kit.episodeId }, somebody("alex"));
    house.now = NOW;
    const words = await ask();
    expect(words).to.contain(`Who looked at ${NAMES.kit} (${town.kit.reference})`);
    expect(words).to.contain("Shown 3 times, to 3 people");
    expect(words).to.match(
      /Alex Wilber \(City Council\), missing co-ordinator\s+What: the form “Log a return”\s+· Where: in their own chat\s+· When: Tue 30 Jul 2019, 13:00[\s\S]*Patti Fernandez \(City Police\), police\s+What: Missing now\s+· Where: in a channel, by reference[\s\S]*Megan Bowen \(City Council\), social worker\s+What: Missing history[\s\S]*12:00/,
    );
  });

  it("is of that child and of nobody else, and only of what was shown", async () => {
    await house.say(`${NAMES.sam}'s record`, somebody("alex"));
    // refused, with the child in its audit row
    await house.say(`who looked at ${town.kit.reference}`, megan);
    await house.invoke("risk.open", { id: town.kit.episodeId }, somebody("kelly"));
    // a figure without its rows
    await house.say("who is missing now", somebody("joan"));
    await house.say(`${NAMES.kit}'s record`, somebody("joan"));
    await house.say(
      "missing episodes in June 2019",
      somebody("joan", { scope: "channel", conversationId: "19:x" }),
    );
    expect(await ask()).to.contain("Homeward has shown this child to nobody");
  });

  it("is itself in the audit, and told the next time", async () => {
    const { activityId } = await house.say(`who looked at ${town.kit.reference}`, officer);
    const [row] = await auditOf(activityId);
    expect(row).to.deep.include({ kind: "disclosure", role: "data_officer", childIds: [town.kit.childId] });
    expect(row!.detail).to.deep.include({ what: "disclosures", value: 0 });
    expect(await ask()).to.match(
      /Tariq Noor \(City Council\), data officer\s+What: Who looked at this child/,
    );
  });

  it("takes a period of London days, and is gone on from", async () => {
    house.now = new Date("2019-06-30T22:59:00Z");
    await house.say(`${NAMES.kit}'s record`, megan);
    house.now = new Date("2019-06-30T23:01:00Z");
    await house.say(`${NAMES.kit}'s record`, somebody("adele"));
    house.now = NOW;
    expect(await ask(officer, `who looked at ${town.kit.reference} in June`)).to.match(
      /Shown 1 time in June 2019, to 1 person[\s\S]*Megan Bowen/,
    );
    const july = await ask(officer, "and this month?");
    expect(july).to.contain("Adele Vance").and.not.to.contain("Megan Bowen");
    expect(await ask(officer, "ever"))
      .to.contain("Megan Bowen")
      .and.to.contain("Adele Vance");
  });

  it("is paged", async () => {
    for (let n = 0; n < 12; n++) await house.say(`${NAMES.kit}'s record`, megan);
    const { card, replies } = await house.say(`who looked at ${town.kit.reference}`, head);
    expect(wordsOf(card)).to.contain("1 to 10 of 12");
    const { card: next } = await house.press(card, "More", head, { on: replies[0]!.id });
    // the question itself has been added meanwhile
    expect(wordsOf(next)).to.contain("11 to 13 of 13");
  });

  it("is told a data officer by reference, who may not ask by name", async () => {
    await house.say(`${NAMES.kit}'s record`, megan);
    const { card } = await house.say(`who looked at ${town.kit.reference}`, officer);
    expect(wordsOf(card)).to.contain(town.kit.reference).and.to.contain("Megan Bowen");
    expect(JSON.stringify(card)).not.to.match(CANARY);
    const byName = await house.say(`who looked at ${NAMES.kit}`, officer);
    const byNoName = await house.say("who looked at MC-9999", officer);
    expect(wordsOf(byName.card)).to.equal(wordsOf(byNoName.card));
  });

  it("is refused to everybody else in words, which the audit keeps", async () => {
    for (const first of ["megan", "adele", "ruth", "kelly", "isaiah", "patti", "joan"]) {
      const { card, activityId } = await house.say(`who looked at ${town.kit.reference}`, somebody(first));
      expect(wordsOf(card), first).to.match(/Not part of your role/);
      const [row] = await auditOf(activityId);
      expect(row, first).to.deep.include({ kind: "refusal", childIds: [town.kit.childId] });
      expect(row!.detail).to.deep.include({ code: "not_allowed", request: "disclosures" });
    }
    for (const first of ["graham", "tariq", "alex", "dana"])
      expect(await ask(somebody(first)), first).to.contain(`Who looked at`);
  });

  it("is not told in a channel, and no page of it by a press there", async () => {
    await house.say(`${NAMES.kit}'s record`, megan);
    const reading = { kind: "disclosures", filters: { child: [town.kit.childId] }, period: null };
    const said = await house.say(`who looked at ${town.kit.reference}`, somebody("graham", OPERATIONS));
    const pressed = await house.invoke("page", { reading, offset: 0 }, somebody("graham", OPERATIONS));
    for (const card of [said.card, pressed.card]) {
      expect(wordsOf(card)).to.match(/own chat/);
      expect(wordsOf(card)).not.to.contain("Megan");
    }
    const byMegan = await house.invoke("page", { reading, offset: 0 }, megan);
    expect(wordsOf(byMegan.card)).to.match(/Not part of your role/);
  });

  it("asks which child where none is named, and goes on from the answer", async () => {
    expect(await ask(head, "who looked at a child's record")).to.match(/Which child/);
    expect(await ask(head, town.kit.reference)).to.contain(`Who looked at ${NAMES.kit}`);
    expect(buttonsOf((await house.say("who viewed this child", head)).card)).to.deep.equal([]);
    expect(await ask(head, "who viewed this child")).to.contain(`Who looked at ${NAMES.kit}`);
  });
});
