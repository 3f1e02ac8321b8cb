import { expect } from "chai";
import type { Reply } from "../../bot/turn.ts";
import { notice, sentence } from "../support/disclosed.ts";
import { HttpBot, type HttpReply } from "../support/http-bot.ts";

const CANARY = "Olivia Brown of 12 Mill Lane";

describe("The answer to a press", () => {
  let bot: HttpBot;
  const answers: Record<string, () => Reply[]> = {
    "return.open": () => [notice("Log a return")],
    "return.log": () => [sentence("Already logged.")],
    "return.none": () => [],
    "return.break": () => {
      throw new Error(CANARY);
    },
  };
  before(async () => {
    bot = await HttpBot.start({
      takeTurn: async (turn) =>
        (turn.kind === "press" && answers[turn.verb]?.()) || [sentence("That button is too old.")],
    });
  });
  after(() => bot.close());

  const invoke = (value: unknown, name = "adaptiveCard/action") =>
    bot.send(bot.activity({ type: "invoke", name, value }));

  it("is a card in place of the pressed one, in the invoke's own answer", async () => {
    const reply = await bot.press("return.open", { id: 7, version: 1 }, {}, "card-1");
    expect(reply.status).to.equal(200);
    expect(reply.json).to.deep.include({ statusCode: 200, type: "application/vnd.microsoft.card.adaptive" });
    expect(reply.json.value).to.deep.include({ type: "AdaptiveCard", version: "1.5" });
    expect(JSON.stringify(reply.json.value)).to.contain("Log a return");
    expect(bot.turns.at(-1)).to.deep.include({ verb: "return.open", cardActivityId: "card-1" });
    expect(bot.connector.received).to.deep.equal([]);
  });

  it("is a sentence on the card", async () => {
    const { json } = await bot.press("return.log", {});
    expect(json).to.deep.equal({
      statusCode: 200,
      type: "application/vnd.microsoft.activity.message",
      value: "Already logged.",
    });
  });

  it("is a sentence too where the walk has nothing to say", async () => {
    const { status, json } = await bot.press("return.none", {});
    expect([status, json.statusCode, json.type]).to.deep.equal([
      200,
      200,
      "application/vnd.microsoft.activity.message",
    ]);
    expect(json.value).to.match(/received/);
  });

  it("is the walk's for a verb that nobody knows", async () => {
    const { status, json } = await bot.press("no.such.verb", { id: 1 });
    expect([status, json.value]).to.deep.equal([200, "That button is too old."]);
  });

  for (const [what, value] of [
    ["nothing", undefined],
    ["null", null],
    ["a text", "x"],
    ["no action", {}],
    ["an action without a verb", { action: { data: {} } }],
    ["a verb of the wrong type", { action: { verb: ["return.open"] } }],
    ["data of the wrong type", { action: { verb: "return.open", data: 7 } }],
  ] as [string, unknown][]) {
    it(`is HTTP 200 and says nothing of what was wrong with ${what}`, async () => {
      const before = bot.turns.length;
      expectNeutral(await invoke(value));
      expect(bot.turns).to.have.length(before);
    });
  }

  it("is HTTP 200 for the invokes of features that the bot has not", async () => {
    for (const name of [
      "task/fetch",
      "composeExtension/query",
      "signin/verifyState",
      "fileConsent/invoke",
      "x",
    ]) {
      expectNeutral(await invoke({ action: { verb: "return.open" } }, name));
    }
  });

  it("is a sentence with a reference where something broke, and the log holds that reference", async () => {
    const reply = await bot.press("return.break", {});
    expect([reply.status, reply.json.statusCode]).to.deep.equal([200, 200]);
    const reference = /reference ([0-9A-F]{5}-[0-9A-F]{5})/.exec(reply.json.value)?.[1];
    expect(reference, reply.text).to.be.a("string");
    const line = bot.logged.map((text) => JSON.parse(text)).find((line) => line.msg === "turn failed");
    expect(line).to.deep.include({ reference });
    expect(line.failure.class).to.equal("Error");
    expect(line.failure.frames.join("\n")).to.contain("press.test.ts");
    expect(reply.text + bot.connector.bytes + bot.logged.join(""))
      .not.to.contain("Olivia")
      .and.not.to.contain("Mill Lane");
  });

  function expectNeutral(reply: HttpReply): void {
    expect(reply.status).to.equal(200);
    expect(reply.json).to.deep.equal({
      statusCode: 400,
      type: "application/vnd.microsoft.error",
      value: { code: "BadRequest", message: "This button cannot be used here." },
    });
  }
});
