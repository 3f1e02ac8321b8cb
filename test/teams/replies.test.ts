import { expect } from "chai";
import { seenIn } from "../../bot/memory.ts";
import type { Reply, Turn } from "../../bot/turn.ts";
import { CHANNEL } from "../support/activities.ts";
import { notice, sentence } from "../support/disclosed.ts";
import { HttpBot } from "../support/http-bot.ts";

const CANARY = "Olivia Brown of 12 Mill Lane";

describe("Replies to a message", () => {
  let bot: HttpBot;
  let take: (turn: Turn) => Promise<Reply[]>;
  beforeEach(async () => {
    take = async () => [];
    bot = await HttpBot.start({ takeTurn: (turn) => take(turn) });
  });
  afterEach(() => bot.close());

  it("are each a message of their own, in order, a card without text beside it", async () => {
    take = async () => [sentence("First."), notice("Second"), sentence("Third.")];
    await bot.say("three things");
    const sent = bot.connector.activities;
    expect(sent.map(({ text, attachments }) => text ?? attachments[0].content.type)).to.deep.equal([
      "First.",
      "AdaptiveCard",
      "Third.",
    ]);
    expect(sent[1]).not.to.have.property("text");
    expect(sent[1].attachments[0].contentType).to.equal("application/vnd.microsoft.card.adaptive");
    expect(sent[1].summary).to.be.a("string").and.not.to.equal("");
    expect(sent.map(({ importance }) => importance)).to.deep.equal([undefined, undefined, undefined]);
  });

  it("are told back with the ids that they stand under", async () => {
    take = async () => [sentence("First."), notice("Second")];
    await bot.say("two things");
    expect(bot.posted.map(({ reply, activityId }) => [reply.kind, activityId])).to.deep.equal([
      ["sentence", "sent-1"],
      ["card", "sent-2"],
    ]);
  });

  it("stay in the thread of a channel", async () => {
    take = async () => [sentence("Here.")];
    await bot.say("hello", { scope: "channel" });
    expect(bot.connector.received[0]!.conversationId).to.equal(`${CHANNEL};messageid=1564491600000`);
  });

  it("refresh where the conversation can be reached; a personal chat has its person", async () => {
    await bot.say("hello");
    await bot.install({ scope: "channel" });
    const seen = bot.turns.map(seenIn);
    expect(seen.map(({ scope, serviceUrl, aadObjectId }) => [scope, serviceUrl, aadObjectId])).to.deep.equal([
      ["personal", bot.connector.serviceUrl, "aaaaaaaa-0000-4000-8000-000000000001"],
      ["channel", bot.connector.serviceUrl, null],
    ]);
  });

  it("are not sent to a conversation that the bot was removed from", async () => {
    take = async () => [sentence("Goodbye.")];
    await bot.send(bot.activity({ type: "installationUpdate", action: "remove" }));
    expect(bot.turns.map(({ kind }) => kind)).to.deep.equal(["removed"]);
    expect(bot.connector.received).to.deep.equal([]);
  });

  it("welcome where the bot was installed", async () => {
    take = async () => [notice("Welcome")];
    await bot.install();
    expect(bot.connector.activities).to.have.length(1);
  });

  it("become one neutral sentence with a reference where something broke", async () => {
    take = async () => {
      throw Object.assign(new Error(`${CANARY}\n    at ${CANARY} (/a/b.ts:1:1)`), { code: "P2002" });
    };
    const reply = await bot.say(`where is ${CANARY}?`);
    expect(reply).to.deep.include({ status: 200, text: "" });
    const [activity] = bot.connector.activities;
    const line = bot.logged.map((text) => JSON.parse(text)).find(({ msg }) => msg === "turn failed");
    expect(activity.text)
      .to.match(/^Something went wrong on our side\./)
      .and.to.contain(line.reference);
    expect(line.failure).to.deep.include({ class: "Error", code: "P2002" });
    expect(bot.connector.bytes + bot.logged.join(""))
      .not.to.contain("Olivia")
      .and.not.to.contain("Mill Lane");
  });

  it("stand although the keeping of their ids broke", async () => {
    await bot.close();
    bot = await HttpBot.start({
      takeTurn: async () => [sentence("First."), sentence("Second.")],
      deps: { sent: async () => Promise.reject(new Error(CANARY)) },
    });
    await bot.say("hello");
    expect(bot.connector.activities.map(({ text }) => text)).to.deep.equal(["First.", "Second."]);
    expect(bot.logged.join("")).to.contain("sent card not kept").and.not.to.contain("Olivia");
  });

  it("are not followed by a message about a conversation that takes none", async () => {
    take = async () => [sentence("Hello.")];
    bot.connector.inject({
      status: 403,
      body: { error: { code: "BotNotInConversationRoster", message: CANARY } },
    });
    expect((await bot.say("hello")).status).to.equal(200);
    expect(bot.connector.received).to.have.length(1);
    const line = bot.logged.map((text) => JSON.parse(text)).find(({ msg }) => msg === "turn failed");
    expect(line.failure).to.deep.include({ class: "SendFailed" });
    expect(line.failure.cause).to.deep.include({ status: 403, code: "BotNotInConversationRoster" });
    expect(bot.logged.join("")).not.to.contain("Olivia");
  });

  it("are sent again, soon and seldom, where the connector took none", async () => {
    take = async () => [sentence("Hello.")];
    for (const status of [412, 429, 502, 503]) {
      bot.connector.received.length = 0;
      bot.connector.inject({ status, times: 2 });
      await bot.say("hello");
      expect(bot.connector.received, String(status)).to.have.length(3);
    }
    expect(bot.posted).to.have.length(4);
  });

  it("are not sent again where they may have been delivered", async () => {
    take = async () => [sentence("Hello.")];
    for (const status of [500, 504]) {
      bot.connector.received.length = 0;
      bot.connector.inject({ status });
      await bot.say("hello");
      expect(bot.connector.received, String(status)).to.have.length(1);
    }
  });
});
