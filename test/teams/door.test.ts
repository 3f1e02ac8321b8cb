import { expect } from "chai";
import { door } from "../../bot/teams/door.ts";
import { TENANT } from "../support/activities.ts";
import { sentence } from "../support/disclosed.ts";
import { HttpBot, type HttpReply } from "../support/http-bot.ts";

const OTHER = "22222222-2222-4222-8222-222222222222";

describe("The door", () => {
  let bot: HttpBot;
  before(async () => {
    bot = await HttpBot.start({
      takeTurn: async () => [sentence("come in")],
      tenants: [TENANT.toUpperCase()],
    });
  });
  after(() => bot.close());
  afterEach(() => {
    bot.turns.length = 0;
    bot.connector.received.length = 0;
    bot.logged.length = 0;
  });

  function expectDropped(reply: HttpReply, reason: string): void {
    expect(reply.status).to.equal(200);
    expect(bot.turns).to.deep.equal([]);
    expect(bot.connector.received).to.deep.equal([]);
    const [line] = bot.logged.map((text) => JSON.parse(text));
    expect(line).to.deep.include({ msg: "activity dropped", reason });
    expect(bot.logged.join("")).not.to.contain("Alex Example").and.not.to.contain("psst");
  }

  it("lets the council's own tenant in", async () => {
    await bot.say("hello");
    expect(bot.connector.activities.map(({ text }) => text)).to.deep.equal(["come in"]);
  });

  for (const channelId of ["webchat", "directline", "emulator", "slack", "MSTEAMS"]) {
    it(`stays shut to ${channelId}`, async () => {
      expectDropped(await bot.say("psst", { channelId }), "other_channel");
    });
  }

  it("stays shut to another tenant", async () => {
    expectDropped(await bot.say("psst", { tenantId: OTHER }), "other_tenant");
  });

  it("stays shut where the tenant of the conversation and that of the message differ", async () => {
    const activity = bot.activity({ type: "message", text: "psst" });
    activity.channelData.tenant.id = OTHER;
    expectDropped(await bot.send(activity), "other_tenant");
  });

  it("stays shut where no tenant is told", async () => {
    const activity = bot.activity({ type: "message", text: "psst" });
    delete activity.channelData;
    delete activity.conversation.tenantId;
    expectDropped(await bot.send(activity), "other_tenant");
  });

  it("stays shut where no tenant is told on one's own machine, too, where any may be", () => {
    const activity = bot.activity({ type: "message", text: "psst" });
    expect(door(activity, null)).to.equal("open");
    delete activity.channelData;
    delete activity.conversation.tenantId;
    expect(door(activity, null)).to.equal("other_tenant");
  });

  it("stays shut to whoever has no Entra id", async () => {
    expectDropped(await bot.say("psst", { aadObjectId: null }), "no_identity");
  });

  it("answers a press from elsewhere with a body that says nothing, and HTTP 200", async () => {
    const reply = await bot.press("return.open", { id: 7 }, { tenantId: OTHER });
    expectDropped(reply, "other_tenant");
    expect(reply.json.statusCode).to.equal(400);
    expect(reply.text).not.to.contain("tenant");
  });

  it("still hears that a roster changed where Teams sends no person with it", async () => {
    const said = { type: "conversationUpdate", membersAdded: [{ id: "29:new" }] };
    await bot.send(bot.activity(said, { scope: "channel", aadObjectId: null }));
    expect(bot.turns.map(({ kind, actor }) => [kind, actor.aadObjectId])).to.deep.equal([
      ["roster_changed", ""],
    ]);
  });

  it("drops a message of the right form with parts of the wrong type", async () => {
    for (const broken of [
      { from: null },
      { from: { id: 7 } },
      { recipient: {} },
      { text: { a: 1 } },
      { entities: "x" },
    ]) {
      bot.logged.length = 0;
      expectDropped(await bot.send(bot.activity({ type: "message", text: "psst", ...broken })), "unreadable");
    }
  });
});
