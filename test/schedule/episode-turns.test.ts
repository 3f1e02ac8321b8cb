import { expect } from "chai";
import { queueTurns } from "../../bot/schedule/turning.ts";
import { logReturns } from "../../data/casework/returns.ts";
import { write } from "../../data/casework/write.ts";
import type { Store } from "../../data/store/store.ts";
import { anEpisode, havingChildren, havingEpisodes, hours } from "../support/builders.ts";
import { wordsOf } from "../support/card-parts.ts";
import { FIRST, hurry, inFirst, peopleOfTwoChannels, threadOf } from "../support/channels.ts";
import { CANARY } from "../support/demo-store.ts";
import { TestHouse } from "../support/house.ts";
import { describeOnBothStores } from "../support/stores.ts";
import { NAMES, smallTown } from "../support/town.ts";
import { until } from "../support/waiting.ts";

describeOnBothStores("The card of an episode about which nobody does anything", (open) => {
  let store: Store;
  let house: TestHouse;
  /** a second instance on the same store */
  let other: TestHouse | null;
  let card: string;
  let episodeId: number;
  beforeEach(async () => {
    other = null;
    store = await open();
    await smallTown(store);
    house = await TestHouse.open(store, { people: peopleOfTwoChannels() });
    await house.say("post episodes here", inFirst("adele"));
    const [childId] = await havingChildren(store, { name: NAMES.home });
    [episodeId] = (await havingEpisodes(store, anEpisode(childId!, { startedAt: hours(-1) }))) as [number];
    const posted = () => store.db.episodePost.count({ where: { state: "posted" } });
    await until(posted, (cards) => cards > 0);
    card = (await store.db.postedCard.findFirstOrThrow({ where: { conversationId: FIRST } })).activityId;
  });
  afterEach(async () => {
    await other?.close();
    await house.close();
  });

  /** Either instance may do what is queued: what the clock says, it says to both. */
  const itIs = (at: number) => {
    for (const one of [house, other]) if (one) one.now = hours(at);
  };
  const knock = async (at: number) => {
    itIs(at);
    return queueTurns(house.house);
  };
  /** Waits for the edit that says so: an earlier one, of the card's posting, may still be on its way. */
  const says = async (words: string) => {
    for (let n = 1; ; n += 1) if (wordsOf((await house.edits(n))[n - 1]!.card).includes(words)) return;
  };
  const turnsAt = async () =>
    (await store.db.postedCard.findFirstOrThrow({ where: { activityId: card } })).turnsAt;
  const turned = (at: Date) => until(turnsAt, (turns) => turns?.getTime() === at.getTime());

  it("turns after a day, and at three days says that the meeting is overdue, once with two instances", async () => {
    other = await TestHouse.open(store, { people: peopleOfTwoChannels(), teams: house.connector });
    expect(await knock(22.9)).to.equal(0);
    expect(await knock(23)).to.equal(1);
    await says("Missing for 24 h");
    await turned(hours(47));
    itIs(71);
    const knocks = await Promise.all([house, other].map((one) => queueTurns(one!.house)));
    expect(knocks[0]! + knocks[1]!).to.equal(1);
    await says("Strategy meeting: overdue, since Friday 13:00");
    const thread = await house.arrivals(threadOf(FIRST, card), 1);
    expect(wordsOf(thread[0]!.card)).to.contain("Strategy meeting overdue");
    expect(JSON.stringify(thread)).not.to.match(CANARY);
    await turned(hours(95));
    expect(await knock(94.9)).to.equal(0);
    expect(thread).to.have.length(1);
  });

  it("turns 72 hours after the return, when the interview is overdue", async () => {
    await write(store, { by: null, recordedAt: house.now }, (w) =>
      logReturns(w, [{ episodeId, version: 1, returnedAt: house.now }]),
    );
    await hurry(store);
    await says("Return interview: due in 3 days");
    await house.arrivals(threadOf(FIRST, card), 1);
    await turned(hours(72));
    expect(await knock(71.9)).to.equal(0);
    expect(await knock(72)).to.equal(1);
    await says("Return interview: overdue");
    const [, note] = await house.arrivals(threadOf(FIRST, card), 2);
    expect(wordsOf(note!.card)).to.contain("Return interview overdue");
    await until(turnsAt, (at) => at === null);
  });
});
