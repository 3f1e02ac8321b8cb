import { expect } from "chai";
import type { Outcome } from "../../bot/messenger.ts";
import { createDispatcher } from "../../bot/schedule/dispatcher.ts";
import { queueDueWeeklies, sendWeekly } from "../../bot/schedule/weekly.ts";
import type { Store } from "../../data/store/store.ts";
import { hours } from "../support/builders.ts";
import { wordsOf } from "../support/card-parts.ts";
import { OPERATIONS, somebody, TestHouse } from "../support/house.ts";
import { describeOnBothStores } from "../support/stores.ts";
import { smallTown } from "../support/town.ts";

/** Monday 5 August 2019, 08:00 London. */
const MONDAY = new Date("2019-08-05T07:00:00Z");
const WEEK = "2019-07-29";

describeOnBothStores("The weekly summary", (open) => {
  const alex = somebody("alex");
  const chat = `a:29:${alex.aadObjectId}`;
  let store: Store;
  let house: TestHouse;
  let known = true;
  beforeEach(async () => {
    known = true;
    store = await open();
    await smallTown(store);
  });
  afterEach(() => house.close());

  const quiet = async () => {
    house = await TestHouse.open(store, {
      sends: false,
      directory: (inner) => ({
        ...inner,
        person: async (...asked) => {
          const person = await inner.person(...asked);
          return person && !known ? { ...person, role: "none" } : person;
        },
      }),
    });
  };
  /** Sends what is queued by hand, with a connector's outcome. */
  const send = async (outcome: Outcome, meanwhile = async () => {}) => {
    const posts: string[] = [];
    const dispatcher = createDispatcher(house.house, {
      members: async () => [],
      offer: async () => expect.fail("no file was to be offered"),
      post: async ({ id }) => {
        posts.push(id);
        await meanwhile();
        return outcome;
      },
      edit: async () => outcome,
    });
    const [row] = await store.db.$queryRawUnsafe<{ subscription_id: number }[]>(
      "SELECT subscription_id FROM weekly_send",
    );
    const job = { subscriptionId: row!.subscription_id, conversationId: chat, week: WEEK };
    const failed = await sendWeekly(dispatcher, job).then(
      () => null,
      (error: Error) => error,
    );
    const [after] = await store.db.$queryRawUnsafe<{ state: string }[]>("SELECT state FROM weekly_send");
    return { posts, failed, state: after!.state };
  };
  const subscribed = async () => {
    await quiet();
    await house.say("send me the weekly summary every Monday", alex);
  };
  const due = async (now: Date) => {
    house.now = now;
    return queueDueWeeklies(house.house);
  };
  const sent: Outcome = { state: "Succeeded", activityId: "x" };

  it("can be asked for, asked for again, and stopped", async () => {
    await quiet();
    const ask = async (text: string) => wordsOf((await house.say(text, alex)).card);
    expect(await ask("send me the weekly summary every Monday")).to.contain("every Monday at 08:00");
    expect(await ask("send me the weekly summary every Monday")).to.contain("already comes");
    expect(await ask("stop the weekly summary")).to.contain("no longer comes");
    expect(await ask("stop the weekly summary")).to.contain("no weekly summary here");
    expect(await due(MONDAY)).to.equal(0);
  });

  it("comes once on Monday at 08:00, with two instances at work, and is the card asked for by hand", async () => {
    house = await TestHouse.open(store);
    const other = await TestHouse.open(store, { teams: house.connector });
    await house.say("send me the weekly summary every Monday", alex);
    house.now = new Date(MONDAY.getTime() - 60_000);
    expect(await queueDueWeeklies(house.house)).to.equal(0);
    house.now = MONDAY;
    other.now = MONDAY;
    const knocks = await Promise.all([house, other, house].map((one) => queueDueWeeklies(one.house)));
    expect(knocks.reduce((a, b) => a + b)).to.equal(1);
    const [, weekly] = await house.arrivals(chat, 2);
    const byHand = await house.say("weekly summary", alex);
    expect(wordsOf(weekly!.card)).to.equal(wordsOf(byHand.card));
    expect(weekly!.activity.summary).to.equal("Homeward: a summary");
    expect(await queueDueWeeklies(other.house)).to.equal(0);
    await other.close();
  });

  it("comes to a channel that was subscribed", async () => {
    house = await TestHouse.open(store);
    const there = somebody("alex", OPERATIONS);
    await house.say("send the weekly summary here every Monday", there);
    house.now = MONDAY;
    await queueDueWeeklies(house.house);
    const root = there.conversationId!.split(";")[0]!;
    const [weekly] = await house.arrivals(root, 1);
    expect(wordsOf(weekly!.card)).to.contain("Weekly summary");
  });

  it("that was missed still goes out within the grace, and not later", async () => {
    await subscribed();
    expect(await due(hours(12.1, MONDAY))).to.equal(0);
    expect(await due(hours(11.9, MONDAY))).to.equal(1);
    house.now = hours(12.1, MONDAY);
    expect(await send(sent)).to.deep.include({ posts: [], state: "missed" });
  });

  it("is not sent where the right to it was withdrawn meanwhile", async () => {
    await subscribed();
    await due(MONDAY);
    known = false;
    expect(await send(sent)).to.deep.include({ posts: [], state: "refused" });
  });

  it("is not sent where it was stopped between falling due and going out", async () => {
    await subscribed();
    await due(MONDAY);
    await house.say("stop the weekly summary", alex);
    expect(await send(sent)).to.deep.include({ posts: [], state: "refused" });
  });

  it("is tried again where it is known not to have arrived, and not where it may have", async () => {
    await subscribed();
    await due(MONDAY);
    const throttled = await send({ state: "Throttled", retryAfterMs: 1 });
    expect(throttled.state).to.equal("queued");
    expect(throttled.failed).to.be.an("error");
    expect(await send(sent)).to.deep.include({ posts: [chat], state: "sent", failed: null });
    expect(await send(sent)).to.deep.include({ posts: [], state: "sent" });
  });

  it("that may have arrived is not sent twice; one to a place that is gone is noted", async () => {
    await subscribed();
    await due(MONDAY);
    expect(await send({ state: "Failed", status: 500 })).to.deep.include({ state: "failed", failed: null });
    await store.db.$executeRawUnsafe("UPDATE weekly_send SET state = 'queued'");
    expect(await send({ state: "Gone" })).to.deep.include({ state: "gone", failed: null });
  });

  it("is marked as sent before it goes out, so that a process which dies then sends nothing twice", async () => {
    await subscribed();
    await due(MONDAY);
    const seen: string[] = [];
    await send(sent, async () => {
      const [row] = await store.db.$queryRawUnsafe<{ state: string }[]>("SELECT state FROM weekly_send");
      seen.push(row!.state);
    });
    expect(seen).to.deep.equal(["sent"]);
  });

  it("is queued with patience for the whole grace", async () => {
    await subscribed();
    await due(MONDAY);
    const [job] = await store.db.$queryRawUnsafe<{ covered: number }[]>(
      "SELECT retry_limit * retry_delay / 3600 AS covered FROM pgboss.job WHERE name = 'weekly-send'",
    );
    expect(job!.covered).to.be.at.least(house.house.policy.weeklyGraceHours);
  });
});
