import { expect } from "chai";
import type { Messenger } from "../../bot/messenger.ts";
import { editCard, LEFT } from "../../bot/schedule/card-edit.ts";
import { createDispatcher } from "../../bot/schedule/dispatcher.ts";
import { followCard } from "../../bot/schedule/follow-card.ts";
import { undoReturns } from "../../data/casework/returned.ts";
import { logReturns } from "../../data/casework/returns.ts";
import { type WriteOptions, write } from "../../data/casework/write.ts";
import { KNOWN } from "../../data/measures/rows.ts";
import { sendJob } from "../../data/store/jobs.ts";
import type { Store } from "../../data/store/store.ts";
import { anEpisode, havingChildren, havingEpisodes } from "../support/builders.ts";
import { wordsOf } from "../support/card-parts.ts";
import { CANARY } from "../support/demo-store.ts";
import { OPERATIONS, somebody, TestHouse } from "../support/house.ts";
import { ask } from "../support/questions.ts";
import { describeOnBothStores, freshServerStore, requireServer } from "../support/stores.ts";
import { NAMES, smallTown, type Town } from "../support/town.ts";
import { someoneWaits, until } from "../support/waiting.ts";

describeOnBothStores("A card that shows an episode", (open) => {
  const alex = somebody("alex");
  const chat = `a:29:${alex.aadObjectId}`;
  const room = somebody("dana", OPERATIONS);
  let store: Store;
  let town: Town;
  let house: TestHouse;
  beforeEach(async () => {
    store = await open();
    town = await smallTown(store);
    // what is not sent is tried again at once
    await store.db.$executeRawUnsafe("UPDATE pgboss.queue SET retry_delay = 0");
  });
  afterEach(() => house.close());

  /** Logs Kit's return from the list; gives the message that was pressed. */
  async function logFromList(name: string = NAMES.kit) {
    const list = await house.say("who is missing now", alex);
    const form = await house.say(`log a return for ${name}`, alex);
    await house.press(form.card, "Log the return", alex, { on: form.replies[0]!.id });
    return { list: list.replies[0]!.id, form: form.replies[0]!.id };
  }

  it("is edited after a write: the list without the child, the form into the receipt", async () => {
    house = await TestHouse.open(store);
    const there = await house.say("who is missing now", room);
    const { list, form } = await logFromList();
    const edits = await house.edits(3);
    expect(edits.map(({ activityId }) => activityId)).to.have.members([there.replies[0]!.id, list, form]);
    const words = (id: string) => wordsOf(edits.find(({ activityId }) => activityId === id)!.card);
    expect(words(list)).to.contain("4 children are missing");
    expect(words(list)).not.to.contain(NAMES.kit);
    expect(words(form)).to.contain(`${NAMES.kit} (${town.kit.reference}) is back`);
    expect(words(there.replies[0]!.id)).to.contain("4 children are missing");
    expect(words(there.replies[0]!.id)).not.to.match(CANARY);
  });

  it("shows a child again whose return is taken back", async () => {
    house = await TestHouse.open(store);
    const list = await house.say("who is missing now", room);
    const shows = async (edits: number) => {
      const edit = (await house.edits(edits)).at(-1)!;
      expect(edit.activityId).to.equal(list.replies[0]!.id);
      return wordsOf(edit.card);
    };
    const card = () => store.db.postedCard.findFirstOrThrow();
    const asked = await card();
    const by = { by: null, recordedAt: house.now };
    const { episodeId } = town.kit;
    await write(store, by, (w) => logReturns(w, [{ episodeId, version: 1, returnedAt: house.now }]));
    expect(await shows(1)).to.contain("4 children are missing");
    await until(card, ({ revision }) => revision > asked.revision);
    const undo = { episodeId, version: 2, reason: "Somebody else", notBefore: house.now, ofOthers: true };
    await write(store, by, (w) => undoReturns(w, [undo]));
    expect(await shows(2)).to.contain("5 children are missing");
  });

  it("of a list that was pressed is followed by a note with the receipt", async () => {
    house = await TestHouse.open(store);
    const list = await house.say("who is missing now", room);
    const on = list.replies[0]!.id;
    const form = await house.press(list.card, "Log return", room, { on });
    await house.press(form.card, "Log the return", room, { on });
    const [, note] = await house.arrivals(room.conversationId!, 2);
    expect(wordsOf(note!.card)).to.match(/MC-\d+ is back/);
    expect(note!.activity.summary).to.equal("Homeward: a change was recorded");
    expect(JSON.stringify(note!.activity)).not.to.match(CANARY);
  });

  for (const [what, asked, opened] of [
    ["whose return it is", "log a return", { title: "Continue", inputs: { child: NAMES.kit } }],
    ["which of two children it is", `log a return for ${NAMES.twin}`, { title: /MC-/, inputs: {} }],
  ] as const) {
    it(`that asked ${what} turns into the one receipt`, async () => {
      house = await TestHouse.open(store);
      const question = await house.say(asked, alex);
      const on = question.replies[0]!.id;
      const form = await house.press(question.card, opened.title, alex, { on, inputs: opened.inputs });
      await house.press(form.card, "Log the return", alex, { on });
      const [edit] = await house.edits(1);
      expect(edit!.activityId).to.equal(on);
      expect(wordsOf(edit!.card)).to.contain("is back");
      const noted = () =>
        store.db.$queryRaw<unknown[]>`
          SELECT 1 FROM pgboss.job WHERE name = 'receipt-note' AND state = 'completed'`;
      await until(noted, (jobs) => jobs.length > 0);
      expect(house.sent(chat)).to.have.length(1);
    });
  }

  it("is brought up to date by the next instance, where one ended between write and edit", async () => {
    const first = await TestHouse.open(store, { sends: false });
    house = first;
    const { list, form } = await logFromList();
    expect(await first.house.store.db.postedCard.count()).to.equal(2);
    const connector = first.connector;
    const second = await TestHouse.open(store, { teams: connector });
    const edits = await second.edits(2);
    expect(edits.map(({ activityId }) => activityId)).to.have.members([list, form]);
    await second.close();
  });

  for (const [what, injection] of [
    ["throttled", { status: 429 }],
    ["answered with 503", { status: 503 }],
    ["left without an answer", { status: "hang" }],
  ] as const) {
    it(`is edited all the same when the connector's first answer is: ${what}`, async () => {
      house = await TestHouse.open(store, { http: { timeoutMs: 300 } });
      house.connector.inject({ ...injection, method: "PUT", times: 2 });
      const { list, form } = await logFromList();
      const edits = await house.edits(2);
      expect(new Set(edits.map(({ activityId }) => activityId))).to.deep.equal(new Set([list, form]));
    });
  }

  it("is edited when the connector said, where it named a time", async () => {
    house = await TestHouse.open(store);
    house.connector.inject({ status: 429, headers: { "Retry-After": "1800" }, method: "PUT" });
    const { list, form } = await logFromList();
    const [first] = await house.edits(1);
    const waiting = () =>
      store.db.$queryRaw<{ minutes: number }[]>`
        SELECT round(extract(epoch FROM start_after - statement_timestamp()) / 60)::int AS minutes
        FROM pgboss.job WHERE name = 'card-edit' AND state = 'retry'`;
    await until(waiting, (jobs) => jobs.length > 0);
    expect(await waiting()).to.deep.equal([{ minutes: 30 }]);
    await store.db.$executeRaw`UPDATE pgboss.job SET start_after = created_on WHERE state = 'retry'`;
    const [, second] = await house.edits(2);
    expect([first!.activityId, second!.activityId]).to.have.members([list, form]);
  });

  it("does not wait for another whose message hangs", async () => {
    house = await TestHouse.open(store, { http: { timeoutMs: 600_000 } });
    house.connector.inject({ status: "hang", method: "PUT", times: 2 });
    await logFromList();
    await house.connector.until(() => house.connector.edits.length === 2);
    const list = await house.say("who is missing now", room);
    const form = await house.say(`log a return for ${NAMES.sam}`, alex);
    await house.press(form.card, "Log the return", alex, { on: form.replies[0]!.id });
    // the first list again, the new one, the form
    const edits = await house.edits(3);
    expect(edits.map(({ activityId }) => activityId)).to.include(list.replies[0]!.id);
  });

  it("is edited in one go with however many others show it", async () => {
    house = await TestHouse.open(store, { sends: false });
    for (let card = 0; card < 25; card++) await house.say("who is missing now", alex);
    await logFromList();
    // looks into the queue once, and then not for an hour
    const sender = await TestHouse.open(store, { teams: house.connector, pollingSeconds: 3_600 });
    const edits = await sender.edits(27);
    expect(new Set(edits.map(({ activityId }) => activityId)).size).to.equal(27);
    await sender.close();
  });

  it("is edited at once where a write fell between reading its rows and sending it", async () => {
    house = await TestHouse.open(store);
    const { replies } = await house.say("who is missing now", alex);
    const card = await store.db.postedCard.findFirstOrThrow();
    // as if the rows had been read one write earlier
    const { id: _, goneAt: __, ...kept } = card;
    await followCard(store, { ...kept, revision: kept.revision - 1n });
    const [edit] = await house.edits(1);
    expect(edit!.activityId).to.equal(replies[0]!.id);
  });

  /** Edits the only card, with something that happens while the message is on its way. */
  async function editWhile(work: () => Promise<unknown> = async () => {}) {
    const { id: cardId } = await store.db.postedCard.findFirstOrThrow();
    const dispatcher = createDispatcher(house.house, {} as Messenger);
    await editCard({ ...dispatcher, edit: () => work().then(() => true) }, { cardId });
    return (await store.db.postedCard.findFirstOrThrow()).episodeIds;
  }

  it("is edited again where a write fell between reading an episode that is new on it and then", async () => {
    house = await TestHouse.open(store, { sends: false });
    await house.say("who is missing now", alex);
    const by = { by: null, recordedAt: house.now };
    const [episodeId] = await havingEpisodes(store, anEpisode(town.home.childId));
    const jobs = () => store.db.$queryRaw<unknown[]>`SELECT 1 FROM pgboss.job WHERE name = 'card-edit'`;
    await editWhile(() =>
      write(store, by, (w) => logReturns(w, [{ episodeId: episodeId!, version: 1, returnedAt: house.now }])),
    );
    expect(await jobs()).to.have.length(1);
    // of the episodes that it showed before, a write tells the card itself
    await store.db.$executeRaw`DELETE FROM pgboss.job`;
    await editWhile(() => write(store, by, async (w) => w.counted("child", "updated")));
    expect(await jobs()).to.deep.equal([]);
  });

  it("of a list goes on being told of the few that left it last; a receipt of nothing", async () => {
    house = await TestHouse.open(store, { sends: false });
    await house.say("who is missing now", alex);
    const { episodeIds: shown } = await store.db.postedCard.findFirstOrThrow();
    const left = Array.from({ length: 2 * LEFT }, (_, n) => 1_000 + n);
    await store.db.postedCard.updateMany({ data: { episodeIds: left } });
    const last = left.slice(0, LEFT);
    expect(await editWhile()).to.deep.equal([...shown, ...last]);
    await write(store, { by: null, recordedAt: house.now }, (w) =>
      logReturns(w, [{ episodeId: shown[0]!, version: 1, returnedAt: house.now }]),
    );
    expect(await editWhile()).to.deep.equal([...shown.slice(1), shown[0], ...last.slice(0, -1)]);
    const reading = { kind: "form", form: "return", episodeId: shown[0]!, version: 1, childId: null };
    await store.db.postedCard.updateMany({ data: { reading } });
    expect(await editWhile()).to.deep.equal([]);
  });

  it("is not edited where nothing was written since", async () => {
    house = await TestHouse.open(store, { sends: false });
    await house.say("who is missing now", alex);
    expect(await store.db.postedCard.count()).to.equal(1);
    expect(await store.db.$queryRawUnsafe("SELECT 1 FROM pgboss.job WHERE name = 'card-edit'")).to.deep.equal(
      [],
    );
  });

  it("follows every row, also those of later pages", async () => {
    house = await TestHouse.open(store, { sends: false });
    const children = await havingChildren(store, ...Array.from({ length: 12 }, () => ({ name: NAMES.sam })));
    await havingEpisodes(store, ...children.map((childId) => anEpisode(childId)));
    await house.say("who is missing now", alex);
    const card = await store.db.postedCard.findFirstOrThrow();
    expect(card.episodeIds).to.have.length(17);
  });

  it("follows the first of a list that is longer than anybody reads", async () => {
    house = await TestHouse.open(store, { sends: false });
    const children = await havingChildren(store, ...Array.from({ length: KNOWN }, () => ({})));
    await havingEpisodes(store, ...children.map((childId) => anEpisode(childId)));
    const list = await house.say("who is missing now", alex);
    const card = await store.db.postedCard.findFirstOrThrow();
    expect(new Set(card.episodeIds)).to.have.length(KNOWN);
    const data = { reading: ask("currently_missing"), offset: KNOWN };
    const last = await house.invoke("page", data, alex, { on: list.replies[0]!.id });
    expect(wordsOf(last.card)).to.contain(`${KNOWN + 1} to ${KNOWN + 5} of ${KNOWN + 5}`);
  });

  it("is left alone once its message is gone", async () => {
    house = await TestHouse.open(store);
    const list = await house.say("who is missing now", alex);
    house.connector.inject({ status: 404, method: "PUT" });
    const first = await house.say(`log a return for ${NAMES.kit}`, room);
    expect(first.status).to.equal(200);
    const form = await house.invoke("return.open", { id: town.kit.episodeId }, alex);
    await house.press(form.card, "Log the return", alex, { on: list.replies[0]!.id });
    await house.arrivals(chat, 2);
    await house.connector.until(() => house.connector.received.some(({ method }) => method === "PUT"));
    const again = await house.say(`log a return for ${NAMES.sam}`, alex);
    await house.press(again.card, "Log the return", alex, { on: again.replies[0]!.id });
    const [edit] = await house.edits(1);
    expect(edit!.activityId).to.equal(again.replies[0]!.id);
  });
});

// the embedded store runs one transaction at a time: no edit can begin meanwhile
describe("A card whose edit begins while another write is being committed (PostgreSQL)", () => {
  before(async function () {
    await requireServer(this);
  });

  it("shows that write too", async () => {
    const store = await freshServerStore();
    const town = await smallTown(store);
    const house = await TestHouse.open(store, { sends: false });
    await house.say("who is missing now", somebody("alex"));
    const author = { by: null, recordedAt: house.now };
    const back = (episodeId: number, options?: WriteOptions) =>
      write(
        store,
        author,
        (writing) => logReturns(writing, [{ episodeId, version: 1, returnedAt: house.now }]),
        options,
      );
    await back(town.kit.episodeId);
    let sender: TestHouse | undefined;
    await back(town.sam.episodeId, {
      sendJob: async (...job) => {
        await sendJob(...job);
        sender = await TestHouse.open(store, { teams: house.connector });
        await someoneWaits(job[0]);
      },
    });
    const [edit] = await sender!.edits(1);
    expect(wordsOf(edit!.card)).to.contain("3 children are missing");
    await sender!.close();
    await house.close();
  });
});
