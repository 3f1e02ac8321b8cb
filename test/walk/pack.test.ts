import { expect } from "chai";
import type { Store } from "../../data/store/store.ts";
import { buttonsOf, wordsOf } from "../support/card-parts.ts";
import { CANARY } from "../support/demo-store.ts";
import { FakeDrive } from "../support/fake-drive.ts";
import { OPERATIONS, OUTSIDE, somebody, TestHouse } from "../support/house.ts";
import type { Json } from "../support/json.ts";
import { describeOnBothStores } from "../support/stores.ts";
import { smallTown } from "../support/town.ts";
import { openWord } from "../support/word.ts";

const CONSENT = "application/vnd.microsoft.teams.card.file.consent";

describeOnBothStores("A paper for an agenda in chat", (open) => {
  const alex = somebody("alex");
  const chat = `a:29:${alex.aadObjectId}`;
  let store: Store;
  let house: TestHouse;
  let drive: FakeDrive;
  beforeEach(async () => {
    drive = await new FakeDrive().start();
    store = await open();
    await smallTown(store);
    house = await TestHouse.open(store);
  });
  afterEach(async () => {
    await house.close();
    await drive.close();
  });

  const offered = async (): Promise<Json> => {
    const offers = () =>
      house.sent().filter(({ activity }) => activity.attachments?.[0]?.contentType === CONSENT);
    await house.connector.until(() => offers().length > 0);
    return offers()[0]!;
  };
  const allow = (context: unknown, as = alex) =>
    house.tell(
      {
        type: "invoke",
        name: "fileConsent/invoke",
        value: { type: "fileUpload", action: "accept", context, uploadInfo: drive.upload("pack.docx") },
      },
      as,
    );

  it("comes as a card of key figures for the last whole month, and says that none was named", async () => {
    const { card } = await house.say("monitoring group pack", alex);
    expect(wordsOf(card)).to.contain("You named no month, so this is the last whole one: June 2019.");
    expect(buttonsOf(card)[0]).to.deep.include({ title: "Word document", verb: "export" });
    const [audit] = await store.db.audit.findMany({ where: { kind: "answer" } });
    expect(audit!.detail).to.deep.include({ what: "pack", pack: "monthly_group" });
  });

  it("is offered as a document in the same chat, and put in OneDrive when it is allowed", async () => {
    const { card } = await house.say("monitoring group pack for July 2019", alex);
    await house.press(card, "Word document", alex);
    const { conversationId, activity } = await offered();
    expect(conversationId).to.equal(chat);
    const { name, content } = activity.attachments[0];
    expect(name).to.equal("homeward-monitoring-group-pack-2019-07.docx");
    expect(content.sizeInBytes).to.be.greaterThan(5_000);
    await allow(content.acceptContext);
    const { words, parts } = openWord(drive.puts[0]!.bytes);
    expect(drive.puts[0]!.bytes.length).to.equal(content.sizeInBytes);
    expect(words)
      .to.contain("July 2019 so far")
      .and.to.contain("Missing children: pack for the monitoring group");
    expect(Object.values(parts).join()).to.not.match(CANARY);
    const [audit] = await store.db.audit.findMany({ where: { kind: "disclosure" } });
    expect(audit!.detail).to.deep.include({ what: "export", pack: "monthly_group" });
    expect(audit!.personId).to.equal(alex.aadObjectId);
  });

  it("asked for in a room, goes to the presser's own chat, and says so", async () => {
    await house.say("help", alex);
    const room = somebody("alex", OPERATIONS);
    const { card } = await house.say("board report for last year", room);
    expect(wordsOf(card)).to.contain("2018/19");
    const { body } = await house.press(card, "Word document", room);
    expect(body.value).to.contain("I have sent the file to our own chat");
    const { conversationId, activity } = await offered();
    expect(conversationId).to.equal(chat);
    await allow(activity.attachments[0].content.acceptContext);
    expect(openWord(drive.puts[0]!.bytes).words).to.contain("Missing children: report to the board");
    expect(house.connector.bytes).to.not.match(CANARY);
  });

  it("is not given where somebody is outside the agreement", async () => {
    const { card } = await house.say("board report 2018/19", somebody("alex", OUTSIDE));
    expect(wordsOf(card)).to.contain("Totals only in this conversation");
    expect(buttonsOf(card).map(({ verb }) => verb)).to.not.include("export");
  });

  it("has no document for a role that may not export, whatever is pressed", async () => {
    const worker = somebody("megan");
    const { card } = await house.say("board report 2018/19", worker);
    expect(buttonsOf(card).map(({ verb }) => verb)).to.not.include("export");
    const reading = (await house.say("board report 2018/19", alex)).card;
    const { data } = buttonsOf(reading).find(({ title }) => title === "Word document")!;
    const { body } = await house.invoke("export", data, worker);
    expect(body.value).to.contain("Your role does not include this");
    await allow(data, worker);
    expect(drive.puts).to.deep.equal([]);
  });

  it("says which period it needs, and takes a made-up reading for an old card", async () => {
    expect(wordsOf((await house.say("monitoring group pack 2018/19", alex)).card)).to.contain("Which month?");
    expect(wordsOf((await house.say("board report for June 2019", alex)).card)).to.contain(
      "Which financial year?",
    );
    expect(wordsOf((await house.say("monitoring group pack for next month", alex)).card)).to.contain(
      "still to come",
    );
    const { body } = await house.invoke("export", { reading: { kind: "action", action: "pack" } }, alex);
    expect(body.value).to.contain("no longer work");
  });

  it("leads on to the questions behind it", async () => {
    const { card } = await house.say("monitoring group pack for July 2019", alex);
    const list = await house.press(card, "Overdue", alex);
    expect(wordsOf(list.card)).to.contain("Return interviews overdue");
  });

  it("is offered by the help, for whoever may ask for it", async () => {
    expect(wordsOf((await house.say("help", alex)).card)).to.contain("board report for last year");
    expect(wordsOf((await house.say("help", somebody("alex", OUTSIDE))).card)).to.not.contain("board report");
  });
});
