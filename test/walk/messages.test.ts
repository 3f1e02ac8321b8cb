import { expect } from "chai";
import { NOW } from "../support/builders.ts";
import { wordsOf } from "../support/card-parts.ts";
import { OPERATIONS, somebody, TestHouse } from "../support/house.ts";
import { describeOnBothStores } from "../support/stores.ts";
import { smallTown, type Town } from "../support/town.ts";

describeOnBothStores("A message", (open) => {
  const alex = somebody("alex");
  let house: TestHouse;
  let town: Town;
  before(async () => {
    const store = await open();
    town = await smallTown(store);
    house = await TestHouse.open(store, { sends: false });
  });
  after(() => house.close());

  it("without words is answered with what to ask", async () => {
    expect(wordsOf((await house.say("  ", alex)).card)).to.match(/No words reached me/);
  });

  it("of 10,000 characters is too long", async () => {
    expect(wordsOf((await house.say("missing ".repeat(1_250), alex)).card)).to.match(/too long/);
  });

  it("that is only an attachment is not opened", async () => {
    const attachments = [{ contentType: "image/png", contentUrl: "https://files.example/a.png" }];
    const { card } = await house.tell({ type: "message", text: "", attachments }, alex);
    expect(wordsOf(card)).to.match(/I read text only/);
  });

  it("that comes twice is answered once", async () => {
    const activity = house.activity({ type: "message", text: "who is missing now" }, alex);
    expect((await house.send(activity)).replies).to.have.length(1);
    expect((await house.send(activity)).replies).to.have.length(1);
  });

  it("that comes twice at the same time is answered once", async () => {
    const activity = house.activity({ type: "message", text: "who is missing now" }, alex);
    await Promise.all([house.send(activity), house.send(activity), house.send(activity)]);
    expect(house.sent().filter(({ activity: sent }) => sent.replyToId === activity.id)).to.have.length(1);
  });

  it("whose reply did not get out is answered when it comes again", async () => {
    const activity = house.activity({ type: "message", text: "who is missing now" }, alex);
    house.connector.inject({ status: 500 });
    expect((await house.send(activity)).replies).to.deep.equal([]);
    house.now = new Date(NOW.getTime() + 25_000);
    expect((await house.send(activity)).replies).to.have.length(1);
    house.now = NOW;
  });

  it("of ten people at once is answered to each", async () => {
    const people = ["alex", "megan", "adele", "isaiah", "patti", "dana", "graham", "ruth", "kelly", "tariq"];
    const answers = await Promise.all(
      people.map((first) => house.say("who is missing now", somebody(first))),
    );
    for (const { status, replies } of answers) {
      expect(status).to.equal(200);
      expect(replies).to.have.length(1);
    }
  });

  it("of somebody whom the directory does not know shows nothing", async () => {
    const stranger = { aadObjectId: "99999999-9999-4999-8999-999999999999" };
    const { card } = await house.say("who is missing now", stranger);
    expect(wordsOf(card)).to.match(/can't verify your access/);
    expect(wordsOf(card)).not.to.contain(town.kit.reference);
  });

  it("of somebody without a role is answered with totals only", async () => {
    const words = wordsOf((await house.say("who is missing now", somebody("joan"))).card);
    expect(words).to.contain("5");
    expect(words).not.to.contain("MC-");
  });

  it("is told apart from a button that no card has", async () => {
    for (const [verb, data] of [
      ["child.delete", { id: 1 }],
      ["return.log", {}],
      ["return.log", { id: "1", version: 1, date: "2019-07-30", time: "13:00" }],
      ["return.open", { id: -1 }],
      ["return.open", { id: 2 ** 31 }],
      ["return.log", { id: 1, version: 2 ** 31, date: "2019-07-30", time: "13:00" }],
      ["ask", { reading: { kind: "question", metric: "names" } }],
      ["ask", null],
      ["page", { reading: {}, offset: -1 }],
      ["help", { topic: 7 }],
    ] as const) {
      const { status, card, body } = await house.invoke(verb, data, alex);
      expect(status, verb).to.equal(200);
      expect(card ? wordsOf(card) : JSON.stringify(body), verb).to.match(/out of date|cannot be used here/);
    }
  });

  it("goes on from the question that another instance has answered since", async () => {
    const { replies } = await house.say("how many missing episodes in July 2019", alex);
    const { lastReading } = house.house.store.db;
    const mine = { where: { conversationId: replies[0]!.conversationId } };
    const { reading } = await lastReading.findFirstOrThrow(mine);
    await lastReading.updateMany({
      ...mine,
      data: { reading: { ...(reading as object), metric: "interview_compliance" } },
    });
    expect(wordsOf((await house.say("and in June?", alex)).card)).to.match(/interview.*June 2019/is);
  });

  it("is followed up on another instance over the same database", async function () {
    if (house.house.store.engine === "embedded") return this.skip();
    const there = { ...somebody("dana", OPERATIONS) };
    const second = await TestHouse.open(house.house.store, { sends: false, teams: house.connector });
    await house.say("how many missing episodes in July 2019", there);
    const { card } = await second.say("and in June?", there);
    await second.close();
    expect(wordsOf(card)).to.match(/June 2019/);
  });
});
