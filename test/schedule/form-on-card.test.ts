import { expect } from "chai";
import type { Store } from "../../data/store/store.ts";
import { hours } from "../support/builders.ts";
import { buttonsOf, wordsOf } from "../support/card-parts.ts";
import { hurry } from "../support/channels.ts";
import { OPERATIONS, somebody, TestHouse } from "../support/house.ts";
import { describeOnBothStores } from "../support/stores.ts";
import { smallTown, type Town, type TownChild } from "../support/town.ts";
import { until } from "../support/waiting.ts";

describeOnBothStores("A list on which somebody has opened a form", (open) => {
  const alex = somebody("alex", OPERATIONS);
  const dana = somebody("dana", OPERATIONS);
  let store: Store;
  let town: Town;
  let house: TestHouse;
  /** everybody in the channel is known */
  let covered: boolean;
  /** the list's message */
  let on: string;
  beforeEach(async () => {
    store = await open();
    town = await smallTown(store);
    await store.db.$executeRawUnsafe("UPDATE pgboss.queue SET retry_delay = 0");
    covered = true;
    house = await TestHouse.open(store, {
      directory: (inner) => ({
        ...inner,
        audience: async (room, asker) =>
          room.scope === "channel" && !covered ? "outside" : inner.audience(room, asker),
      }),
    });
    const { replies } = await house.say("who is missing now", alex);
    on = replies[0]!.id;
  });
  afterEach(() => house.close());

  const opens = ({ episodeId }: TownChild, as = alex) =>
    house.invoke("return.open", { id: episodeId }, as, { on });
  /** A return that is logged on another message. */
  const logs = async ({ episodeId }: TownChild, as = dana) => {
    const { card } = await house.invoke("return.open", { id: episodeId }, as);
    await house.press(card, "Log the return", as);
  };
  const edited = () => house.connector.received.filter(({ path }) => path.endsWith(`/activities/${on}`));
  const jobs = () => store.db.$queryRaw<unknown[]>`
    SELECT 1 FROM pgboss.job WHERE name = 'card-edit' AND state = 'completed'`;
  /** Resolves when a job has looked at the list and there is none left. */
  const looked = (count = 1) => until(jobs, ({ length }) => length >= count);
  const listNow = async () => {
    const [edit] = await house.edits(1);
    expect(edit!.activityId).to.equal(on);
    return wordsOf(edit!.card);
  };

  it("is left alone while it is filled in, for 45 seconds, and then shows what has happened", async () => {
    await opens(town.kit);
    await logs(town.sam);
    await looked();
    expect(edited()).to.deep.equal([]);
    house.now = hours(44 / 3_600);
    await hurry(store);
    await looked(2);
    expect(edited()).to.deep.equal([]);
    house.now = hours(45 / 3_600);
    await hurry(store);
    expect(await listNow())
      .to.contain("4 children are missing")
      .and.not.to.contain(town.sam.reference);
  });

  it("is there again, as it now is, when the form is cancelled", async () => {
    const { card } = await opens(town.kit);
    await logs(town.sam);
    await looked();
    const list = await house.press(card, "Cancel", alex, { on });
    expect(wordsOf(list.card)).to.contain("4 children are missing").and.to.contain(town.kit.reference);
    expect(await listNow()).to.contain("4 children are missing");
    expect(await store.db.episode.count({ where: { endedAt: null } })).to.equal(4);
  });

  it("is there again when the form is pressed, with the receipt below it", async () => {
    const { card } = await opens(town.kit);
    const refused = await house.press(card, "Log the return", alex, { on, inputs: { date: "2019-07-31" } });
    expect(buttonsOf(refused.card).map(({ title }) => title)).to.include("Cancel");
    await logs(town.sam);
    await looked();
    expect(edited()).to.deep.equal([]);
    await house.press(refused.card, "Log the return", alex, { on, inputs: { date: "2019-07-30" } });
    expect(await listNow())
      .to.contain("3 children are missing")
      .and.not.to.contain(town.kit.reference);
  });

  it("is edited at once where somebody else has changed what the form is about", async () => {
    await opens(town.kit);
    const { card } = await house.invoke("risk.open", { id: town.kit.episodeId }, dana);
    await house.press(card, "Update the risk", dana, { inputs: { risk: "high" } });
    expect(await listNow())
      .to.contain("5 children are missing")
      .and.to.contain("High");
  });

  it("waits for each of two people who have one open there", async () => {
    const { card: ours } = await opens(town.kit);
    const { card: theirs } = await opens(town.lee, dana);
    await logs(town.sam);
    await looked();
    await house.press(ours, "Cancel", alex, { on });
    await looked(2);
    expect(edited()).to.deep.equal([]);
    await house.press(theirs, "Cancel", dana, { on });
    expect(await listNow()).to.contain("4 children are missing");
  });

  it("does not wait for anybody once others may read along", async () => {
    await opens(town.kit);
    covered = false;
    await logs(town.sam, somebody("dana"));
    expect(await listNow()).not.to.match(/MC-\d/);
  });

  it("comes back to nobody by an old card's Cancel, or by one on a message that is not there", async () => {
    for (const message of [undefined, "no-such-message"]) {
      const { card } = await house.invoke("form.cancel", {}, alex, { on: message });
      expect(wordsOf(card)).to.contain("This card is out of date");
    }
  });
});

describeOnBothStores("A form that was typed", (open) => {
  it("lies over nothing, and has no Cancel", async () => {
    const store = await open();
    const town = await smallTown(store);
    const house = await TestHouse.open(store, { sends: false });
    const { card } = await house.say(`log a return for ${town.kit.reference}`, somebody("alex"));
    expect(buttonsOf(card).map(({ title }) => title)).to.deep.equal(["Log the return"]);
    await house.close();
  });
});
