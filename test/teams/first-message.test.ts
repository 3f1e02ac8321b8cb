import type { TurnContext } from "botbuilder";
import { expect } from "chai";
import { connectorHttp } from "../../bot/teams/connector-http.ts";
import { FirstMessage } from "../../bot/teams/first-message.ts";
import { postMessage } from "../../bot/teams/post-message.ts";
import type { TakeTurn } from "../../bot/turn.ts";
import { cardSummary, renderCard } from "../../cards/render.ts";
import { notice, sentence } from "../support/disclosed.ts";
import { HttpBot } from "../support/http-bot.ts";
import type { Json } from "../support/json.ts";

const CARDS = { render: renderCard, summary: cardSummary };
const CANARY = "Olivia Brown of 12 Mill Lane";

describe("A card that is drawn while the store still writes", () => {
  let bot: HttpBot;
  let take: TakeTurn;
  beforeEach(async () => {
    bot = await HttpBot.start({ takeTurn: (turn, drawn) => take(turn, drawn) });
  });
  afterEach(() => bot.close());

  /** what was sent before this is there after it */
  const lookAtConnector = async () => void (await fetch(`${bot.connector.serviceUrl}v3/look`)).status;
  const titles = () =>
    bot.connector.activities.map(({ text, attachments }) => text ?? attachments[0].content.body[0].text);

  it("goes when the store has written, once, and stands under the id that it then has", async () => {
    const card = notice("Answer");
    take = async (_, drawn) => {
      drawn!([card]);
      const before = bot.connector.activities.length;
      await lookAtConnector();
      expect(bot.connector.activities).to.have.length(before);
      return [card];
    };
    await bot.say("a question");
    await bot.say("and again");
    expect(titles()).to.deep.equal(["Answer", "Answer"]);
    // each time the look was the first
    expect(bot.posted.map(({ activityId }) => activityId)).to.deep.equal(["sent-2", "sent-4"]);
    expect(bot.posted.every(({ reply }) => reply === card)).to.equal(true);
  });

  it("never goes where the store could not write: one neutral sentence does", async () => {
    take = async (_, drawn) => {
      drawn!([notice(CANARY)]);
      throw new Error("not written");
    };
    await bot.say("a question");
    await lookAtConnector();
    expect(titles()).to.have.length(1);
    expect(titles()[0]).to.match(/^Something went wrong on our side\./);
    expect(bot.connector.bytes).not.to.contain("Olivia");
  });

  it("never goes where another answer was made in its place, drawn or not", async () => {
    for (const again of [true, false]) {
      take = async (_, drawn) => {
        drawn!([notice(CANARY)]);
        const other = notice("Another");
        if (again) drawn!([other]);
        return [other];
      };
      await bot.say("a question");
    }
    take = async (_, drawn) => {
      drawn!([notice(CANARY)]);
      return [];
    };
    await bot.say("a question that came before");
    await lookAtConnector();
    expect(titles()).to.deep.equal(["Another", "Another"]);
    expect(bot.connector.bytes).not.to.contain("Olivia");
  });

  it("holds no connection for longer than its turn, whatever becomes of it", async () => {
    for (const outcome of ["another", "none", "failure"]) {
      take = async (_, drawn) => {
        drawn!([notice("Answer")]);
        if (outcome === "another") drawn!([notice("Another")]);
        if (outcome === "failure") throw new Error("not written");
        return [];
      };
      for (let turn = 0; turn < 6; turn += 1) await bot.say("a question");
      // one or two are kept for the next messages
      await bot.connector.until(() => bot.connector.connections < 4);
    }
  });

  it("goes before the others of its turn, which follow in their order", async () => {
    const replies = [notice("First"), sentence("Second."), notice("Third")];
    take = async (_, drawn) => {
      drawn!(replies);
      return replies;
    };
    await bot.say("three things");
    expect(titles()).to.deep.equal(["First", "Second.", "Third"]);
  });

  it("comes back in the answer to the request where that was asked for, and not where it may not go", async () => {
    const ask = () =>
      bot.send({ ...bot.activity({ type: "message", text: "?" }), deliveryMode: "expectReplies" });
    const card = notice("Answer");
    take = async (_, drawn) => {
      drawn!([notice(CANARY)]);
      await lookAtConnector();
      drawn!([card]);
      return [card];
    };
    const { json } = await ask();
    expect(json.activities.map((one: Json) => one.attachments[0].content.body[0].text)).to.deep.equal([
      "Answer",
    ]);
    expect(bot.connector.activities).to.deep.equal([]);
  });

  it("may be given up while its token is on its way, or was refused", async () => {
    const stray: unknown[] = [];
    const hear = (reason: unknown) => void stray.push(reason);
    process.on("unhandledRejection", hear);
    const http = connectorHttp();
    const tokens = [() => new Promise(setImmediate), () => Promise.reject(new Error("no token"))];
    for (const signRequest of tokens) {
      const sendWhen = (_: unknown, message: object, go: Promise<void>) =>
        postMessage(http, { signRequest }, message, go);
      const activity = { conversation: {}, serviceUrl: bot.connector.serviceUrl };
      const first = new FirstMessage({ activity, adapter: { sendWhen } } as unknown as TurnContext, CARDS);
      first.drawn([notice(CANARY)]);
      first.drop();
      for (let n = 0; n < 3; n += 1) await new Promise(setImmediate);
    }
    await lookAtConnector();
    process.off("unhandledRejection", hear);
    expect(stray).to.deep.equal([]);
    expect(bot.connector.activities).to.deep.equal([]);
  });

  it("waits also for an adapter that can make nothing ready", async () => {
    const sent: unknown[] = [];
    const adapter = { sendActivities: async (_: unknown, all: unknown[]) => sent.push(...all) };
    const first = new FirstMessage({ activity: {}, adapter } as unknown as TurnContext, CARDS);
    first.drawn([notice(CANARY)]);
    await lookAtConnector();
    first.drop();
    await lookAtConnector();
    expect(sent).to.deep.equal([]);
  });

  it("is sent once where one turn gives it twice, and then again on the usual way", async () => {
    const card = notice("Answer");
    take = async (_, drawn) => {
      drawn!([card, card]);
      return [card, card];
    };
    await bot.say("a question");
    expect(titles()).to.deep.equal(["Answer", "Answer"]);
  });

  it("is refused to the sender like any other that the connector does not take", async () => {
    const card = notice("Answer");
    take = async (_, drawn) => {
      drawn!([card]);
      return [card];
    };
    bot.connector.inject({ status: 403, body: { error: { code: "BotNotInConversationRoster" } } });
    expect((await bot.say("a question")).status).to.equal(200);
    const line = bot.logged.map((text) => JSON.parse(text)).find(({ msg }) => msg === "turn failed");
    expect(line.failure).to.deep.include({ class: "SendFailed" });
  });
});
