import { expect } from "chai";
import type { Store } from "../../data/store/store.ts";
import { buttonsOf, wordsOf } from "../support/card-parts.ts";
import { CANARY } from "../support/demo-store.ts";
import { FakeDrive } from "../support/fake-drive.ts";
import { OPERATIONS, somebody, TestHouse } from "../support/house.ts";
import type { Json } from "../support/json.ts";
import { ask } from "../support/questions.ts";
import { describeOnBothStores } from "../support/stores.ts";
import { NAMES, smallTown, type Town } from "../support/town.ts";

const CONSENT = "application/vnd.microsoft.teams.card.file.consent";
const BOM = "\ufeff";

describeOnBothStores("Export as CSV", (open) => {
  const alex = somebody("alex");
  const chat = `a:29:${alex.aadObjectId}`;
  let store: Store;
  let house: TestHouse;
  let town: Town;
  let drive: FakeDrive;
  /** what the directory says of alex */
  let role: string | null;
  beforeEach(async () => {
    role = null;
    drive = await new FakeDrive().start();
    store = await open();
    town = await smallTown(store);
    house = await TestHouse.open(store, {
      directory: (inner) => ({
        person: async (...asked) => {
          const person = await inner.person(...asked);
          return person && role ? { ...person, role: role as "police" } : person;
        },
        audience: (...asked) => inner.audience(...asked),
        forget: (id) => inner.forget(id),
      }),
    });
  });
  afterEach(async () => {
    await house.close();
    await drive.close();
  });

  const offers = () =>
    house.sent().filter(({ activity }) => activity.attachments?.[0]?.contentType === CONSENT);
  const offered = async (): Promise<Json> => {
    await house.connector.until(() => offers().length > 0);
    return offers()[0]!;
  };
  const answer = (action: string, context: unknown, as = alex, uploadInfo: Json = drive.upload("x.csv")) =>
    house.tell(
      {
        type: "invoke",
        name: "fileConsent/invoke",
        value: { type: "fileUpload", action, context, ...(action === "accept" ? { uploadInfo } : {}) },
      },
      as,
    );
  const contextOf = (offer: Json) => offer.activity.attachments[0].content.acceptContext;
  const disclosures = () => store.db.audit.findMany({ where: { kind: "disclosure" } });

  it("offers the file in the same chat, and puts it in OneDrive when it is allowed", async () => {
    const list = await house.say("who is missing now", alex);
    const { body } = await house.press(list.card, "Export as CSV", alex);
    expect(body).to.deep.include({ statusCode: 200, type: "application/vnd.microsoft.activity.message" });
    expect(body.value).to.contain("The file comes below in a moment");
    const offer = await offered();
    expect(offer.conversationId).to.equal(chat);
    expect(await disclosures()).to.deep.equal([]);

    const { replies } = await answer("accept", contextOf(offer));
    const { text } = drive.puts[0]!;
    const [header, ...rows] = text.split("\r\n");
    expect(header).to.equal(`${BOM}Child,Episode,Missing since,For (hours),Risk,Strategy meeting,Placement`);
    expect(rows.filter(Boolean)).to.have.length(5);
    expect(text).to.contain(`${NAMES.kit} (${town.kit.reference})`);
    expect(replies[0]!.activity.attachments[0].contentType).to.equal(
      "application/vnd.microsoft.teams.card.file.info",
    );
    const [audit] = await disclosures();
    expect(audit).to.deep.include({
      personId: alex.aadObjectId,
      role: "missing_coordinator",
      audience: "personal",
    });
    expect(audit!.detail).to.deep.include({ what: "export", rows: 5 });
    expect(audit!.childIds).to.include(town.kit.childId);
  });

  it("is worked out again at the yes, with what has happened since", async () => {
    const list = await house.say("who is missing now", alex);
    await house.press(list.card, "Export as CSV", alex);
    const offer = await offered();
    const form = await house.press(list.card, "Log return", alex);
    await house.press(form.card, "Log the return", alex);
    await answer("accept", contextOf(offer));
    expect(drive.puts[0]!.text.split("\r\n").filter(Boolean)).to.have.length(1 + 4);
  });

  it("asked for in a room, goes to the presser's own chat, and no name is in the room or the queue", async () => {
    const room = somebody("alex", OPERATIONS);
    await house.say("help", alex);
    const list = await house.say("who is missing now", room);
    const { body } = await house.press(list.card, "Export as CSV", room);
    expect(body.value).to.contain("I have sent the file to our own chat");
    const offer = await offered();
    expect(offer.conversationId).to.equal(chat);
    await answer("accept", contextOf(offer));
    expect(drive.puts[0]!.text).to.contain(NAMES.kit);
    expect(house.connector.bytes).to.not.match(CANARY);
    const jobs = await store.db.$queryRawUnsafe("SELECT data::text FROM pgboss.job");
    expect(JSON.stringify(jobs)).to.contain('"file').and.not.match(CANARY);
    expect(house.logged.join("")).to.not.match(CANARY);
    expect(
      JSON.stringify(await store.db.audit.findMany(), (_, v) => (typeof v === "bigint" ? "" : v)),
    ).to.not.match(CANARY);
  });

  it("asked for in a room by somebody who has no chat with us, says to open one", async () => {
    const room = somebody("alex", OPERATIONS);
    const list = await house.say("who is missing now", room);
    const { body } = await house.press(list.card, "Export as CSV", room);
    expect(body.value).to.contain("open a chat with Homeward");
  });

  it("may be typed, and is offered as the reply", async () => {
    const { replies } = await house.say("export who is missing now", alex);
    expect(replies[0]!.activity.attachments[0].contentType).to.equal(CONSENT);
    const nothing = await house.say("export as csv", somebody("megan"));
    expect(wordsOf(nothing.card)).to.contain("Your role does not include this");
  });

  it("is not for whoever has no right to it: no button, and a press that is made up is refused", async () => {
    const worker = somebody("megan");
    const list = await house.say("who is missing now", worker);
    expect(buttonsOf(list.card).map(({ verb }) => verb)).to.not.include("export");
    const { body } = await house.invoke("export", { reading: ask("currently_missing") }, worker);
    expect(body.value).to.contain("Your role does not include this");
    await answer("accept", { reading: ask("currently_missing") }, worker);
    expect(drive.puts).to.deep.equal([]);
    expect(await store.db.audit.count({ where: { kind: "refusal" } })).to.equal(2);
  });

  it("asks for the right again at the yes", async () => {
    const list = await house.say("who is missing now", alex);
    await house.press(list.card, "Export as CSV", alex);
    const offer = await offered();
    role = "social_worker";
    const { replies } = await answer("accept", contextOf(offer));
    expect(drive.puts).to.deep.equal([]);
    expect(wordsOf(replies[0]!.card)).to.contain("Your role does not include this");
    role = "service_head";
    await answer("accept", contextOf(offer));
    expect(drive.puts).to.have.length(1);
  });

  it("is not handed over in a room, whatever is sent from there", async () => {
    await answer("accept", { reading: ask("currently_missing") }, somebody("alex", OPERATIONS));
    expect(drive.puts).to.deep.equal([]);
  });

  it("takes an answer that nobody can read for an old one", async () => {
    for (const context of [null, {}, { reading: "everything" }, { reading: { kind: "dump" } }]) {
      const { replies } = await answer("accept", context);
      expect(wordsOf(replies[0]!.card)).to.contain("This card is out of date");
    }
    expect(drive.puts).to.deep.equal([]);
  });

  it("says so where it is declined, and where it cannot be saved", async () => {
    const declined = await answer("decline", {});
    expect(wordsOf(declined.replies[0]!.card)).to.contain("The file was not saved");
    drive.status = 500;
    const failed = await answer("accept", { reading: ask("currently_missing") });
    expect(failed.replies[0]!.activity.text).to.contain("I couldn't save the file");
    const { replies } = await answer("accept", { reading: ask("episodes") });
    expect(wordsOf(replies[0]!.card)).to.contain("There are no rows here that I can export");
  });

  it("says what to do in the Agents Playground, which takes no files", async () => {
    const activity = house.activity({ type: "message", text: "export who is missing now" }, alex);
    const serviceUrl = `${house.connector.serviceUrl}_connector`;
    await house.send({ ...activity, serviceUrl });
    const sent = house.connector.received.find(({ path }) => path.startsWith("/_connector"))!;
    expect(wordsOf(sent.body.attachments[0].content)).to.contain("This client can't take files");
  });
});
