import { expect } from "chai";
import { followCard } from "../../bot/schedule/follow-card.ts";
import type { Store } from "../../data/store/store.ts";
import { anEpisode, havingChildren, havingEpisodes } from "../support/builders.ts";
import { wordsOf } from "../support/card-parts.ts";
import { CANARY } from "../support/demo-store.ts";
import { OPERATIONS, somebody, TestHouse } from "../support/house.ts";
import { describeOnBothStores } from "../support/stores.ts";
import { NAMES, smallTown, type Town } from "../support/town.ts";

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
    ["throttled", { status: 429, headers: { "Retry-After": "60" } }],
    ["answered with 503", { status: 503, headers: { "Retry-After": "60" } }],
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
