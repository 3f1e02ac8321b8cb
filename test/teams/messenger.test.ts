import { expect } from "chai";
import type { Outcome } from "../../bot/messenger.ts";
import type { ConversationRef } from "../../bot/turn.ts";
import { CHANNEL, TENANT } from "../support/activities.ts";
import { HttpBot } from "../support/http-bot.ts";

const CARD = { type: "AdaptiveCard", version: "1.5", body: [] };

describe("A send that is not a reply", () => {
  let bot: HttpBot;
  let channel: ConversationRef;
  before(async () => {
    bot = await HttpBot.start({ takeTurn: async () => [], connector: { timeoutMs: 200 } });
    channel = {
      id: CHANNEL,
      threadId: `${CHANNEL};messageid=1`,
      scope: "channel",
      tenantId: TENANT,
      serviceUrl: bot.connector.serviceUrl,
      channelId: "msteams",
      botId: "28:homeward",
      teamId: null,
      teamAadGroupId: null,
    };
  });
  after(() => bot.close());
  beforeEach(() => {
    bot.connector.received.length = 0;
  });

  it("is a new post in a channel, as the bot, with a summary for lock screens", async () => {
    const outcome = await bot.messenger.post(channel, CARD, "Weekly summary");
    expect(outcome).to.deep.equal({ state: "Succeeded", activityId: "sent-1" });
    const [request] = bot.connector.received;
    expect(request).to.deep.include({ method: "POST", conversationId: CHANNEL });
    expect(request!.body).to.deep.include({ type: "message", summary: "Weekly summary" });
    expect(request!.body.attachments).to.deep.equal([
      { contentType: "application/vnd.microsoft.card.adaptive", content: CARD },
    ]);
    expect(request!.body.from.id).to.equal("28:homeward");
  });

  it("is an answer in the thread where that is asked for", async () => {
    await bot.messenger.post(channel, CARD, "Note", { inThread: true });
    expect(bot.connector.received[0]!.conversationId).to.equal(channel.threadId);
  });

  it("finds who is in a conversation, page by page, those whom Entra knows", async () => {
    const page = (body: object) => bot.connector.inject({ status: 200, body, method: "GET" });
    page({ members: [{ id: "29:a", aadObjectId: "A" }, { id: "29:bot" }], continuationToken: "more" });
    page({ members: [{ id: "29:b", aadObjectId: "B" }] });
    expect(await bot.messenger.members(channel)).to.deep.equal([
      { teamsId: "29:a", aadObjectId: "A" },
      { teamsId: "29:b", aadObjectId: "B" },
    ]);
    expect(
      bot.connector.received.map(({ method, conversationId }) => [method, conversationId]),
    ).to.deep.equal([
      ["GET", CHANNEL],
      ["GET", CHANNEL],
    ]);
  });

  for (const [status, found] of [
    [403, []],
    [404, []],
    [429, null],
    [500, null],
    ["hang", null],
  ] as const) {
    it(`knows ${found ? "nobody" : "not who is"} in a conversation that is answered ${status}`, async () => {
      bot.connector.inject({ status, method: "GET", headers: { "Retry-After": "60" } });
      expect(await bot.messenger.members(channel)).to.deep.equal(found);
    });
  }

  it("knows not who is in a conversation of which a page is missing", async () => {
    const first = { members: [{ id: "29:a", aadObjectId: "A" }], continuationToken: "more" };
    bot.connector.inject({ status: 200, body: first, method: "GET" });
    bot.connector.inject({ status: 500, method: "GET" });
    expect(await bot.messenger.members(channel)).to.equal(null);
  });

  it("edits the message that stands under an id", async () => {
    const sent = { conversation: channel, activityId: "1:abc/def" };
    expect(await bot.messenger.edit(sent, CARD, "Changed")).to.deep.equal({
      state: "Succeeded",
      activityId: "1:abc/def",
    });
    const [request] = bot.connector.received;
    expect(request!.method).to.equal("PUT");
    expect(request!.path).to.match(/\/activities\/1%3Aabc%2Fdef$/);
    expect(request!.body.attachments[0].content).to.deep.equal(CARD);
  });

  it("leaves the caller's card as it was", async () => {
    const card = { ...CARD, body: [{ type: "TextBlock", text: "one" }] };
    const before = structuredClone(card);
    await bot.messenger.post(channel, card, "x");
    expect(card).to.deep.equal(before);
  });

  const later = (retryAfterMs: number | null): Outcome => ({ state: "Throttled", retryAfterMs });
  for (const [status, headers, attempts, expected] of [
    [400, {}, 1, { state: "Failed", status: 400 }],
    [401, {}, 1, { state: "Failed", status: 401 }],
    [403, {}, 1, { state: "Gone" }],
    [404, {}, 1, { state: "Gone" }],
    [412, {}, 3, later(null)],
    [413, {}, 1, { state: "Failed", status: 413 }],
    [429, {}, 3, later(null)],
    [429, { "Retry-After": "0" }, 3, later(0)],
    [429, { "Retry-After": "37" }, 1, later(37_000)],
    [500, {}, 1, { state: "Failed", status: 500 }],
    [502, {}, 3, later(null)],
    [503, { "Retry-After": "120" }, 1, later(120_000)],
    [504, {}, 1, later(null)],
  ] as [number, Record<string, string>, number, Outcome][]) {
    const wait = headers["Retry-After"] ? ` and Retry-After ${headers["Retry-After"]}` : "";
    for (const method of ["POST", "PUT"] as const) {
      it(`comes to ${expected.state} on a ${method} refused with ${status}${wait}`, async () => {
        bot.connector.inject({ status, headers, times: attempts });
        const outcome =
          method === "POST"
            ? await bot.messenger.post(channel, CARD, "x")
            : await bot.messenger.edit({ conversation: channel, activityId: "1" }, CARD, "x");
        expect(outcome).to.deep.equal(expected);
        expect(bot.connector.received).to.have.length(attempts);
      });
    }
  }

  it("succeeds where a refusal passes within the tries", async () => {
    bot.connector.inject({ status: 429, headers: { "Retry-After": "0" }, times: 2 });
    expect((await bot.messenger.post(channel, CARD, "x")).state).to.equal("Succeeded");
  });

  it("fails, and does not wait for ever, where no answer comes", async () => {
    bot.connector.inject({ status: "hang" });
    expect(await bot.messenger.post(channel, CARD, "x")).to.deep.equal({ state: "Failed", status: null });
  });

  it("fails where nobody listens", async () => {
    const nowhere = { ...channel, serviceUrl: "http://127.0.0.1:1/" };
    expect(await bot.messenger.post(nowhere, CARD, "x")).to.deep.equal({ state: "Failed", status: null });
  });
});
