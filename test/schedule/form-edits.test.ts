import { expect } from "chai";
import type { Store } from "../../data/store/store.ts";
import { havingChildren } from "../support/builders.ts";
import { inputsOf, wordsOf } from "../support/card-parts.ts";
import { CANARY } from "../support/demo-store.ts";
import { OPERATIONS, somebody, TestHouse } from "../support/house.ts";
import { describeOnBothStores } from "../support/stores.ts";
import { NAMES, smallTown, type Town } from "../support/town.ts";
import { until } from "../support/waiting.ts";

describeOnBothStores("A form that stands in a conversation", (open) => {
  const alex = somebody("alex");
  const room = somebody("dana", OPERATIONS);
  let store: Store;
  let town: Town;
  let house: TestHouse;
  beforeEach(async () => {
    store = await open();
    town = await smallTown(store);
    await store.db.$executeRawUnsafe("UPDATE pgboss.queue SET retry_delay = 0");
    house = await TestHouse.open(store);
  });
  afterEach(() => house.close());

  /** What is queued waits for a house that sends. */
  const sendNothing = async () => {
    await house.close();
    house = await TestHouse.open(store, { sends: false });
  };
  const asked = async (text: string, as = alex) => {
    const { card, replies } = await house.say(text, as);
    return { card, on: replies[0]!.id };
  };

  it("turns into the receipt of the episode that its press made, and nothing is posted below it", async () => {
    const { card, on } = await asked(`report ${town.home.reference} missing`, room);
    await house.press(card, "Report missing", room, { on });
    const [edit] = await house.edits(1);
    expect(edit!.activityId).to.equal(on);
    expect(wordsOf(edit!.card)).to.contain(`${town.home.reference} reported missing`);
    expect(JSON.stringify(edit)).not.to.match(CANARY);
    const noted = () =>
      store.db.$queryRaw<unknown[]>`
        SELECT 1 FROM pgboss.job WHERE name = 'receipt-note' AND state = 'completed'`;
    await until(noted, (jobs) => jobs.length > 0);
    expect(house.sent(room.conversationId)).to.have.length(1);
  });

  it("is made anew where somebody else changed the episode, and can then be pressed", async () => {
    const { card, on } = await asked(`risk low for ${NAMES.kit}`);
    const back = await house.invoke("return.open", { id: town.sam.episodeId }, room);
    await house.press(back.card, "Log the return", room);
    const theirs = await house.invoke("risk.open", { id: town.kit.episodeId }, room);
    await house.press(theirs.card, "Update the risk", room, { inputs: { risk: "high" } });
    const [first] = (await house.edits(1)).filter(({ activityId }) => activityId === on);
    // that version was graded by a colleague: their receipt stands where the form did
    expect(wordsOf(first!.card)).to.match(/Risk is now high[\s\S]*Recorded by Dana/);
    const { card: stale } = await house.press(card, "Update the risk", alex, { on });
    expect(wordsOf(stale)).to.match(/Dana .* changed this episode meanwhile/);
    expect(inputsOf(stale)).to.deep.equal({ risk: "low" });
    const { card: done } = await house.press(stale, "Update the risk", alex, { on });
    expect(wordsOf(done)).to.contain("Risk is now low");
  });

  it("that corrects a return says so, once somebody else has taken the return back", async () => {
    const form = await asked(`log a return for ${NAMES.kit}`);
    await house.press(form.card, "Log the return", alex, { on: form.on });
    await house.edits(1);
    const correct = await asked(`correct the return of ${NAMES.kit}`);
    const undo = await house.invoke("undo.open", { id: town.kit.episodeId }, room);
    await house.press(undo.card, "Take it back", room, { inputs: { reason: "not the child" } });
    const edits = await house.edits(2);
    const turned = edits.find(({ activityId }) => activityId === correct.on)!;
    expect(wordsOf(turned.card)).to.match(/Already taken back by Dana|Return taken back/);
    expect(JSON.stringify(edits)).not.to.contain("not the child");
  });

  it("that reported a child is no other child's form once the child is back", async () => {
    // so that some other child has the episode's number
    await havingChildren(store, ...Array.from({ length: 9 }, () => ({ name: NAMES.sam })));
    await sendNothing();
    const { card, on } = await asked(`report ${town.home.reference} missing`);
    await house.press(card, "Report missing", alex, { on });
    const form = await asked(`log a return for ${town.home.reference}`);
    await house.press(form.card, "Log the return", alex, { on: form.on });
    const sender = await TestHouse.open(store, { teams: house.connector });
    const waiting = () => store.db.$queryRaw<unknown[]>`
      SELECT 1 FROM pgboss.job WHERE name = 'card-edit' AND state IN ('created', 'retry', 'active')`;
    await sender.edits(1);
    await until(waiting, (jobs) => jobs.length === 0);
    const edited = (await sender.edits(1)).map(({ activityId }) => activityId);
    await sender.close();
    expect(edited).to.include(form.on).and.not.to.include(on);
  });

  it("is left alone while it is being filled in, by what was written before it was opened", async () => {
    await sendNothing();
    const { card, on } = await asked(`log a return for ${NAMES.kit}`);
    const receipt = await house.press(card, "Log the return", alex, { on });
    const form = await house.press(receipt.card, "Undo return", alex, { on });
    expect(wordsOf(form.card)).to.contain("Take a return back");
    const sender = await TestHouse.open(store, { teams: house.connector });
    const done = () =>
      store.db.$queryRaw<unknown[]>`
        SELECT 1 FROM pgboss.job WHERE name = 'card-edit' AND state = 'completed'`;
    await until(done, (jobs) => jobs.length > 0);
    await sender.close();
    expect(house.connector.received.filter(({ method }) => method === "PUT")).to.deep.equal([]);
  });
});
