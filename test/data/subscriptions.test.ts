import { expect } from "chai";
import type { Store } from "../../data/store/store.ts";
import {
  activeSubscriptions,
  claimWeekly,
  endSubscription,
  getSubscription,
  getWeeklySend,
  saveSubscription,
  setWeeklyState,
  weeklySendsSince,
} from "../../data/subscriptions.ts";
import { anAuthor, hours, NOW } from "../support/builders.ts";
import { describeOnBothStores } from "../support/stores.ts";

describeOnBothStores("A weekly summary", (open) => {
  let store: Store;
  before(async () => {
    store = await open();
  });

  const monday = (conversationId: string, over: object = {}) => ({
    conversationId,
    personId: "dana",
    reading: { kind: "question", metric: "summary" },
    weekday: 1,
    minuteOfDay: 480,
    ...over,
  });
  const active = async (conversationId: string) =>
    (await activeSubscriptions(store.db)).filter((row) => row.conversationId === conversationId);

  it("is subscribed to once: the same again is already there", async () => {
    const first = await saveSubscription(store, anAuthor(), monday("a"));
    expect(first.already).to.equal(false);
    const again = await saveSubscription(store, anAuthor({ by: "sam", recordedAt: hours(1) }), monday("a"));
    expect(again).to.deep.equal({ id: first.id, already: true });
    expect(await getSubscription(store.db, first.id)).to.deep.include({ personId: "dana", createdAt: NOW });
  });

  it("at another time takes the old one's place", async () => {
    const first = await saveSubscription(store, anAuthor(), monday("b"));
    const friday = await saveSubscription(
      store,
      anAuthor({ recordedAt: hours(1) }),
      monday("b", { weekday: 5 }),
    );
    expect(friday.already).to.equal(false);
    expect((await active("b")).map((row) => row.id)).to.deep.equal([friday.id]);
    expect((await getSubscription(store.db, first.id))?.endedAt).to.deep.equal(hours(1));
  });

  it("of two people who subscribe a conversation at once is one", async () => {
    const both = await Promise.all([1, 2, 3].map(() => saveSubscription(store, anAuthor(), monday("c"))));
    expect(both.filter((row) => !row.already)).to.have.length(1);
    expect(await active("c")).to.have.length(1);
  });

  it("is ended, and says whether there was one", async () => {
    await saveSubscription(store, anAuthor(), monday("d"));
    expect(await endSubscription(store, anAuthor(), "d")).to.equal(true);
    expect(await endSubscription(store, anAuthor(), "d")).to.equal(false);
    expect(await active("d")).to.deep.equal([]);
    expect((await saveSubscription(store, anAuthor(), monday("d"))).already).to.equal(false);
  });

  it("of a week and conversation is claimed by exactly one of several at the same time", async () => {
    const { id: subscriptionId } = await saveSubscription(store, anAuthor(), monday("e"));
    const claim = { conversationId: "e", week: "2019-07-22", subscriptionId, at: NOW };
    const claims = await Promise.all(Array.from({ length: 6 }, () => claimWeekly(store.db, claim)));
    expect(claims.filter(Boolean)).to.have.length(1);
    expect(await claimWeekly(store.db, { ...claim, week: "2019-07-29" })).to.equal(true);
  });

  it("is claimed by the second where the first one's transaction is undone", async () => {
    const { id: subscriptionId } = await saveSubscription(store, anAuthor(), monday("f"));
    const claim = { conversationId: "f", week: "2019-07-22", subscriptionId, at: NOW };
    const undone = store.db.$transaction(async (tx) => {
      expect(await claimWeekly(tx, claim)).to.equal(true);
      throw new Error("queue out of reach");
    });
    expect(await undone.catch((error: Error) => error.message)).to.equal("queue out of reach");
    expect(await claimWeekly(store.db, claim)).to.equal(true);
  });

  it("goes from queued to what became of it", async () => {
    const { id: subscriptionId } = await saveSubscription(store, anAuthor(), monday("g"));
    const key = { conversationId: "g", week: "2019-07-22" };
    expect(await getWeeklySend(store.db, key)).to.equal(null);
    await claimWeekly(store.db, { ...key, subscriptionId, at: NOW });
    expect(await getWeeklySend(store.db, key)).to.deep.equal({ state: "queued", at: NOW, subscriptionId });
    await setWeeklyState(store.db, { ...key, state: "sent", at: hours(1) });
    expect(await getWeeklySend(store.db, key)).to.deep.equal({ state: "sent", at: hours(1), subscriptionId });
    const since = async (day: string) =>
      (await weeklySendsSince(store.db, day)).filter((row) => row.conversationId === "g");
    expect(await since("2019-07-22")).to.deep.equal([{ ...key, state: "sent" }]);
    expect(await since("2019-07-23")).to.deep.equal([]);
  });
});
