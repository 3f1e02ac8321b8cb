import { expect } from "chai";
import { giveGrades } from "../../data/casework/grades.ts";
import { logReturns } from "../../data/casework/returns.ts";
import { write } from "../../data/casework/write.ts";
import type { Store } from "../../data/store/store.ts";
import { hours } from "../support/builders.ts";
import { buttonsOf, wordsOf } from "../support/card-parts.ts";
import {
  editOf,
  episodeCardsIn,
  FIRST,
  hurry,
  inFirst,
  inSecond,
  peopleOfTwoChannels,
  SECOND,
  threadOf,
} from "../support/channels.ts";
import { CANARY } from "../support/demo-store.ts";
import { type HouseOptions, somebody, TestHouse } from "../support/house.ts";
import type { Json } from "../support/json.ts";
import { describeOnBothStores } from "../support/stores.ts";
import { smallTown, type Town } from "../support/town.ts";
import { until } from "../support/waiting.ts";

const BIND = "post episodes here";

describeOnBothStores("The card of an episode", (open) => {
  const alex = somebody("alex");
  const chat = `a:29:${alex.aadObjectId}`;
  let store: Store;
  let town: Town;
  let house: TestHouse;
  beforeEach(async () => {
    store = await open();
    town = await smallTown(store);
    await store.db.$executeRawUnsafe("UPDATE pgboss.queue SET retry_delay = 0");
  });
  afterEach(() => house.close());

  const start = async (options: HouseOptions = {}) => {
    house = await TestHouse.open(store, { people: peopleOfTwoChannels(), ...options });
  };
  /** Reports the child who is at home; gives what the press was answered with. */
  const report = async (as = alex, inputs: Record<string, string> = {}) => {
    const form = await house.say(`report ${town.home.reference} missing`, as);
    return house.press(form.card, "Report missing", as, { on: form.replies[0]!.id, inputs });
  };
  const cardsIn = (root: string) => episodeCardsIn(house, root);
  const card = async (root: string) => {
    await house.connector.until(() => cardsIn(root).length > 0);
    return cardsIn(root)[0]!;
  };
  const edited = (id: string, until?: (card: Json) => boolean) => editOf(house, id, until);
  const postState = (root: string) =>
    store.db.episodePost.findMany({ where: { conversationId: root }, select: { state: true } });
  const becomes = (root: string, state: string) =>
    until(
      () => postState(root),
      ([post]) => post?.state === state,
    );

  it("stands once in each channel that fits, and where the child was reported", async () => {
    await start();
    const other = await TestHouse.open(store, { people: peopleOfTwoChannels(), teams: house.connector });
    await house.say(`${BIND} for North`, inFirst("adele"));
    await house.say(`${BIND} for South`, inSecond("adele"));
    expect((await report()).status).to.equal(200);
    const there = await card(FIRST);
    expect(wordsOf(there.card)).to.contain(`${town.home.reference} · ME-`);
    expect(wordsOf(there.card)).to.contain("Missing for");
    expect(wordsOf((await card(chat)).card)).to.match(CANARY);
    await Promise.all([becomes(FIRST, "posted"), becomes(chat, "posted")]);
    expect([cardsIn(FIRST), cardsIn(chat), cardsIn(SECOND)].map(({ length }) => length)).to.deep.equal([
      1, 1, 0,
    ]);
    await other.close();
  });

  it("says in a room what is due and who reported, by reference alone", async () => {
    await start();
    await house.say(BIND, inFirst("adele"));
    await report(somebody("patti"), { time: "13:30", risk: "high" });
    const { card: shown } = await card(FIRST);
    const words = wordsOf(shown);
    expect(words).to.contain("Missing for 30 min, high risk");
    expect(words).to.contain("Strategy meeting: due in 2 days 23 h, Friday 13:30; none planned");
    expect(words).to.contain("Last: reported by Patti Fernandez (City Police), Tue 30 Jul 2019, 14:00.");
    expect(words).to.match(/Risk\nHigh/);
    expect(words).to.match(/Reported by\nCity Police/);
    expect(buttonsOf(shown).map(({ title }) => title)).to.include("Log return");
    const inRooms = house.connector.received.filter(({ conversationId }) =>
      conversationId?.startsWith("19:"),
    );
    expect(JSON.stringify(inRooms)).not.to.match(CANARY);
  });

  it("turns wherever it stands when one logs the return from it; the old button tells what happened", async () => {
    await start();
    await house.say(BIND, inFirst("adele"));
    await house.say(BIND, inSecond("adele"));
    await report(alex, { time: "13:30" });
    const [one, two] = [await card(FIRST), await card(SECOND)];
    const patti = inFirst("patti");
    const form = await house.press(one.card, "Log return", patti, { on: one.id });
    await house.press(form.card, "Log the return", patti, { on: one.id });
    await hurry(store);
    for (const [root, { id }] of [
      [FIRST, one],
      [SECOND, two],
    ] as const) {
      const now = await edited(id);
      expect(wordsOf(now)).to.contain("Back after 30 min");
      expect(wordsOf(now)).to.contain("Return interview: due in 3 days, Friday 14:00; not offered yet");
      expect(buttonsOf(now).map(({ title }) => title)).not.to.include("Log return");
      const [note] = await house.arrivals(threadOf(root, id), 1);
      expect(wordsOf(note!.card)).to.contain("Return logged by City Police, Tue 30 Jul 2019, 14:00.");
      expect(wordsOf(note!.card)).to.contain("Return interview due by Fri 2 Aug 2019, 14:00.");
      expect(wordsOf(note!.card)).not.to.contain("Patti");
    }
    const late = await house.press(two.card, "Log return", inSecond("megan"), { on: two.id });
    expect(wordsOf(late.card)).to.contain("Already logged by Patti Fernandez");
    expect(JSON.stringify(late.body)).not.to.match(CANARY);
  });

  it("is edited once and its thread told once for what happens within five seconds", async () => {
    await start();
    await house.say(BIND, inFirst("adele"));
    await report(alex, { time: "13:30" });
    const { id } = await card(FIRST);
    await becomes(FIRST, "posted");
    const { id: episodeId } = await store.db.episode.findFirstOrThrow({ orderBy: { id: "desc" } });
    const patti = inFirst("patti").aadObjectId!;
    for (const [version, risk] of [
      [1, "high"],
      [2, "low"],
    ] as const) {
      await write(store, { by: patti, recordedAt: house.now }, (w) =>
        giveGrades(w, [{ episodeId, version, risk }]),
      );
    }
    const waiting = () =>
      store.db.$queryRawUnsafe<{ name: string; n: number; seconds: number }[]>(
        `SELECT name, count(*)::int AS n, max(extract(epoch FROM start_after - created_on))::int AS seconds
         FROM pgboss.job WHERE name IN ('card-edit', 'episode-note') AND state = 'created'
           AND data->>'cardId' = (SELECT id::text FROM posted_card WHERE activity_id = $1) GROUP BY 1 ORDER BY 1`,
        id,
      );
    expect(await waiting()).to.deep.equal([
      { name: "card-edit", n: 1, seconds: 5 },
      { name: "episode-note", n: 1, seconds: 5 },
    ]);
    await hurry(store);
    await edited(id, (shown) => /Risk\nLow/.test(wordsOf(shown)));
    const [note] = await house.arrivals(threadOf(FIRST, id), 1);
    expect(wordsOf(note!.card)).to.contain("Risk graded high by City Police");
    expect(wordsOf(note!.card)).to.contain("Risk graded low by City Police");
  });

  it("is not posted where the channel was unbound before it went out", async () => {
    await start({ sends: false });
    await house.say(BIND, inFirst("adele"));
    await report();
    await house.say("stop posting episodes here", inFirst("adele"));
    expect(await postState(FIRST)).to.deep.equal([{ state: "refused" }]);
    const sender = await TestHouse.open(store, { people: peopleOfTwoChannels(), teams: house.connector });
    await becomes(chat, "posted");
    await sender.close();
    expect(cardsIn(FIRST)).to.deep.equal([]);
  });

  it("waits an hour for a room of which it cannot be told who is in it, and comes to no other", async () => {
    let covered = false;
    await start({
      sends: false,
      directory: (inner) => ({
        ...inner,
        audience: async (room, asker) =>
          room.scope === "channel" && !covered ? "outside" : inner.audience(room, asker),
      }),
    });
    covered = true;
    await house.say(BIND, inFirst("adele"));
    await house.say(BIND, inSecond("adele"));
    await report();
    covered = false;
    const { createDispatcher } = await import("../../bot/schedule/dispatcher.ts");
    const { postEpisode, RoomNotCovered } = await import("../../bot/schedule/episode-post.ts");
    const posts: string[] = [];
    const dispatcher = createDispatcher(house.house, {
      members: async () => [],
      offer: async () => expect.fail("no file was to be offered"),
      post: async ({ id }) => ({ state: "Succeeded", activityId: `${posts.push(id)}` }),
      edit: async () => expect.fail("nothing was to be edited"),
    });
    const { episodeId } = await store.db.episodePost.findFirstOrThrow();
    const post = (conversationId: string) =>
      postEpisode(dispatcher, { conversationId, episodeId, reported: true });
    const refused = await post(FIRST).then(
      () => null,
      (error: Error) => error,
    );
    expect(refused).to.be.instanceOf(RoomNotCovered);
    covered = true;
    await post(FIRST);
    covered = false;
    house.now = hours(1.1);
    await post(SECOND);
    covered = true;
    await post(SECOND);
    expect(posts).to.deep.equal([FIRST]);
    expect(await postState(SECOND)).to.deep.equal([{ state: "refused" }]);
  });

  for (const [what, injection] of [
    ["429", { status: 429 }],
    ["412", { status: 412 }],
    ["503", { status: 503 }],
    ["500", { status: 500 }],
    ["nothing", { status: "hang" }],
  ] as const) {
    it(`arrives all the same where the service first answers ${what}`, async () => {
      await start({ http: { timeoutMs: 300 } });
      await house.say(BIND, inFirst("adele"));
      const form = await house.say(`report ${town.home.reference} missing`, inFirst("patti"));
      house.connector.inject({ ...injection, method: "POST", times: 2 });
      await house.press(form.card, "Report missing", inFirst("patti"), { on: form.replies[0]!.id });
      expect(wordsOf((await card(FIRST)).card)).to.contain("Missing for");
      await becomes(FIRST, "posted");
    });
  }

  for (const status of [403, 404]) {
    it(`is given up, with its channel, where the service answers ${status}`, async () => {
      await start();
      await house.say(BIND, inSecond("adele"));
      const form = await house.say(`report ${town.home.reference} missing`, alex);
      house.connector.inject({ status, method: "POST", times: 2 });
      await house.press(form.card, "Report missing", alex, { on: form.replies[0]!.id });
      await becomes(SECOND, "gone");
      const { goneAt } = await store.db.conversation.findUniqueOrThrow({ where: { id: SECOND } });
      expect(goneAt).to.deep.equal(house.now);
    });
  }

  it("is left alone once its message was deleted, and the channel goes on", async () => {
    await start();
    await house.say(BIND, inFirst("adele"));
    await report(alex, { time: "13:30" });
    const { id } = await card(FIRST);
    await becomes(FIRST, "posted");
    house.connector.inject({ status: 404, method: "PUT", times: 9 });
    house.connector.inject({ status: 404, method: "POST", times: 9 });
    const { id: episodeId } = await store.db.episode.findFirstOrThrow({ orderBy: { id: "desc" } });
    await write(store, { by: null, recordedAt: house.now }, (w) =>
      logReturns(w, [{ episodeId, version: 1, returnedAt: house.now }]),
    );
    await hurry(store);
    const gone = () => store.db.postedCard.findFirstOrThrow({ where: { activityId: id } });
    await until(gone, (card) => card.goneAt !== null);
    const { goneAt } = await store.db.conversation.findUniqueOrThrow({ where: { id: FIRST } });
    expect(goneAt).to.equal(null);
  });
});
