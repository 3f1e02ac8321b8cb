import { expect } from "chai";
import type { Store } from "../../data/store/store.ts";
import { wordsOf } from "../support/card-parts.ts";
import { CANARY, demoStore } from "../support/demo-store.ts";
import { OPERATIONS, OUTSIDE, somebody, TestHouse } from "../support/house.ts";
import { ask } from "../support/questions.ts";

/** What people ask, and what the answer's card must say besides reading, as at and definition. */
const QUESTIONS: [question: string, says: RegExp][] = [
  ["Who's persistently missing?", /children are persistently missing/],
  ["who is missing now", /2 children are missing/],
  ["top 10 missing children last year", /Share of the most missing|most missing/i],
  ["what share of episodes came from the top 10 last year", /34 %[\s\S]*366 of 1,069/],
  ["how many missing episodes in 2018/19 compared with the year before", /1,069[\s\S]*\+56 %/],
  ["how many children went missing in 2018/19 compared with last year", /308[\s\S]*\+58 %/],
  ["interview compliance last year", /62 %[\s\S]*655 of 1,064/],
  ["which return interviews are overdue", /31 return interviews overdue/],
  ["which interviews are due", /7 return interviews due/],
  ["what share of children went missing only once last year", /62 %[\s\S]*191 of 308/],
  ["episodes by placement type last year", /Foster care/],
  ["episodes by month last year", /Apr 2018/],
  ["longest 10 episodes last year", /MC-\d+/],
  ["episodes over 3 days last year", /41[\s\S]*long episodes/],
  ["episodes over 3 days without a strategy meeting last year", /3 long episodes without a strategy meeting/],
  ["how many episodes at weekends last year", /Not used from your question: weekends/],
  ["weekly summary", /22 Jul/],
];

describe("A question of the missing co-ordinator", () => {
  const alex = somebody("alex");
  let store: Store;
  let house: TestHouse;
  before(async () => {
    store = await demoStore({ canary: true });
    house = await TestHouse.open(store, { demonstration: true });
  });
  after(() => house.close());

  for (const [question, says] of QUESTIONS) {
    it(`is answered with a card: ${question}`, async () => {
      const { status, replies, card } = await house.say(question, alex);
      expect(status).to.equal(200);
      expect(replies).to.have.length(1);
      const words = wordsOf(card);
      expect(words).to.match(says);
      expect(words).to.match(/As at Tuesday 30 July 2019, 14:00/);
      expect(words).to.contain("Demonstration data");
      expect(replies[0]!.activity.summary).to.match(/^Homeward: /);
      expect(JSON.stringify({ ...replies[0]!.activity, attachments: [] })).not.to.match(CANARY);
    });
  }

  it("shows one child's history, by name here and by reference too", async () => {
    const byName = wordsOf((await house.say("tell me about Zq3x Zw3y", alex)).card);
    const byReference = wordsOf((await house.say("record for MC-1004", alex)).card);
    expect(byName).to.contain("Zq3x Zw3y (MC-1004)");
    expect(byReference).to.contain("Zq3x Zw3y (MC-1004)");
  });

  it("says what can be asked", async () => {
    expect(wordsOf((await house.say("help", alex)).card)).to.match(/who is missing now/i);
  });

  it("says what it does not do, and asks back about what it cannot tell", async () => {
    expect(wordsOf((await house.say("what is the weather", alex)).card)).to.match(/You could ask/);
    expect(wordsOf((await house.say("tell me about Dylan Quux", alex)).card)).to.match(/Which child/);
  });

  it("goes on from the last one, also with a button", async () => {
    await house.say("how many missing episodes in 2018/19", alex);
    const { card } = await house.say("and the year before?", alex);
    expect(wordsOf(card)).to.contain("687");
    const month = await house.say("by month", alex);
    expect(wordsOf(month.card)).to.contain("Apr 2017");
  });

  it("is not gone on from after the policy's minutes", async () => {
    await house.say("how many missing episodes in 2018/19", alex);
    const then = house.now;
    house.now = new Date(then.getTime() + (house.house.policy.followUpMinutes + 1) * 60_000);
    try {
      expect(wordsOf((await house.say("and the year before?", alex)).card)).not.to.contain("687");
    } finally {
      house.now = then;
    }
  });

  it("of several is answered with a card each", async () => {
    const { replies } = await house.say(
      "how many missing episodes in 2018/19 and how many children in 2018/19",
      alex,
    );
    expect(replies).to.have.length(2);
    expect(wordsOf(replies[0]!.card)).to.contain("1,069");
    expect(wordsOf(replies[1]!.card)).to.contain("308");
  });

  it("shows its further rows at a press, to the last", async () => {
    const first = await house.say("which return interviews are overdue", alex);
    let card = first.card;
    const seen = new Set<string>();
    for (let page = 0; page < 4; page += 1) {
      for (const reference of wordsOf(card).match(/MC-\d+/g) ?? []) seen.add(`${page} ${reference}`);
      if (page < 3) card = (await house.press(card, /more|next/i, alex, { on: first.replies[0]!.id })).card;
    }
    expect(wordsOf(card)).to.contain("31 to 31 of 31");
    expect(seen.size).to.be.greaterThan(20);
  });

  it("of a page that the list no longer has shows the last one, never an empty list", async () => {
    const reading = ask("currently_missing");
    const { card } = await house.invoke("page", { reading, offset: 10 }, alex);
    expect(wordsOf(card)).to.match(/2 children are missing[\s\S]*MC-\d+/);
  });

  it("in the operational channel shows references, and outside totals only", async () => {
    const room = await house.say("who is missing now", somebody("alex", OPERATIONS));
    expect(wordsOf(room.card)).to.match(/2 children are missing[\s\S]*MC-\d+/);
    const outside = somebody("alex", OUTSIDE);
    expect(wordsOf((await house.say("who is missing now", outside)).card)).to.match(/Totals only/);
    expect(wordsOf((await house.say("how many missing episodes in 2018/19", outside)).card)).to.contain(
      "1,069",
    );
    const sent = house.sent().filter(({ conversationId }) => conversationId.startsWith("19:"));
    expect(sent).to.have.length(3);
    expect(JSON.stringify(sent)).not.to.match(CANARY);
  });

  it("leaves one audit row an answer, with its figure and without a name", async () => {
    const before = await store.db.audit.count();
    await house.say("how many missing episodes in 2018/19", alex);
    const rows = await store.db.audit.findMany({ skip: before, orderBy: { id: "asc" } });
    expect(rows).to.have.length(1);
    expect(rows[0]).to.deep.include({ kind: "answer", audience: "personal", role: "missing_coordinator" });
    expect(rows[0]!.detail).to.deep.include({ value: 1069 });
    const all = [await store.db.audit.findMany(), await store.db.inbox.findMany(), house.logged];
    expect(JSON.stringify(all, (_, v) => (typeof v === "bigint" ? String(v) : v))).not.to.match(CANARY);
  });
});
