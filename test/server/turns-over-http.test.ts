import { once } from "node:events";
import { connect } from "node:net";
import { gzipSync } from "node:zlib";
import { expect } from "chai";
import fc from "fast-check";
import { ConfigError } from "../../bot/config.ts";
import { startServer } from "../../bot/server/server.ts";
import type { Turn } from "../../bot/turn.ts";
import { sentence } from "../support/disclosed.ts";
import { HttpBot, type HttpReply } from "../support/http-bot.ts";

/** What a stranger could learn something from: code, paths, versions, quotations of what was sent. */
const TELLING =
  /node_modules|\bat \S+ \(|\.ts:\d|\.js:\d|botbuilder|restify|Unexpected token|JSON at position|canary/i;

describe("The bot over HTTP", () => {
  let bot: HttpBot;
  before(async () => {
    bot = await HttpBot.start({
      takeTurn: async (turn) => (turn.kind === "text" ? [sentence(`${turn.text.length} characters`)] : []),
    });
  });
  after(() => bot.close());
  beforeEach(() => {
    bot.turns.length = 0;
    bot.connector.received.length = 0;
  });

  const texts = () => bot.turns.map((turn: Turn) => (turn.kind === "text" ? turn.text : turn.kind));
  function expectRefused(reply: HttpReply, status: number): void {
    expect(reply.status).to.equal(status);
    expect(Object.keys(reply.json)).to.deep.equal(["error"]);
    expect(reply.text).not.to.match(TELLING);
    expect(bot.turns).to.deep.equal([]);
  }

  it("answers what was typed, in the conversation where it was typed", async () => {
    const reply = await bot.say("who is missing now?");
    expect(reply).to.deep.include({ status: 200, text: "" });
    const [activity] = await bot.connector.waitFor(1);
    expect(activity.text).to.equal("19 characters");
    expect(activity.conversation.id).to.equal(bot.turns[0]!.conversation.id);
  });

  it("takes an empty message, white space, and one that is only a picture", async () => {
    const picture = [{ contentType: "image/png", contentUrl: "https://example.test/a.png" }];
    for (const said of [{ text: "" }, { text: " \n\u00a0" }, { attachments: picture }, { text: null }, {}]) {
      expect((await bot.send(bot.activity({ type: "message", ...said }))).status).to.equal(200);
    }
    expect(texts()).to.deep.equal(["", "", "", "", ""]);
  });

  it("takes 10,000 characters whole", async () => {
    expect((await bot.say("é".repeat(10_000))).status).to.equal(200);
    expect(texts()[0]).to.have.length(10_000);
  });

  it("passes the same activity on each time it comes: whoever keeps the inbox tells them apart", async () => {
    const activity = bot.activity({ type: "message", text: "again" });
    await Promise.all([bot.send(activity), bot.send(activity)]);
    expect(bot.turns.map(({ activityId }) => activityId)).to.deep.equal([activity.id, activity.id]);
  });

  it("takes ten at once, each answered in its own conversation", async () => {
    const numbers = Array.from({ length: 10 }, (_, index) => index + 1);
    const replies = await Promise.all(
      numbers.map((n) =>
        bot.say("x".repeat(n), { conversationId: `a:chat-${n}`, aadObjectId: `person-${n}` }),
      ),
    );
    expect(replies.map(({ status }) => status)).to.deep.equal(numbers.map(() => 200));
    const answers = bot.connector.received.map(({ conversationId, body }) => [conversationId, body.text]);
    expect(answers).to.have.deep.members(numbers.map((n) => [`a:chat-${n}`, `${n} characters`]));
  });

  it("ignores reactions, edits and events without a word", async () => {
    for (const type of ["messageReaction", "messageUpdate", "typing", "event", "endOfConversation"]) {
      expect(await bot.send(bot.activity({ type })), type).to.deep.include({ status: 200, text: "" });
    }
    expect(bot.turns).to.deep.equal([]);
    expect(bot.connector.received).to.deep.equal([]);
  });

  for (const [what, raw] of [
    ["broken JSON", '{"type":"message","text":"canary'],
    ["no JSON", "canary"],
    ["nothing", ""],
    ["null", "null"],
    ["a number", "7"],
    ["a list", '[{"type":"message"}]'],
    ["an object without a type", '{"text":"canary"}'],
    ["a type of the wrong type", '{"type":{"a":1}}'],
    ["a type and nothing else", '{"type":"message"}'],
    ["keys of the prototype", '{"__proto__":{"type":"message"},"constructor":1}'],
  ] as const) {
    it(`refuses ${what} with 400`, async () => expectRefused(await bot.post(raw), 400));
  }

  it("refuses an address to answer to that is none", async () => {
    for (const serviceUrl of ["", "file:///etc/passwd", "wss://example.test", 7, null, undefined]) {
      expectRefused(await bot.send({ ...bot.activity({ type: "message" }), serviceUrl }), 400);
    }
  });

  it("refuses other types of content", async () => {
    for (const type of ["text/plain", "multipart/form-data; boundary=x", "application/octet-stream"]) {
      expectRefused(
        await bot.post(JSON.stringify(bot.activity({ type: "message" })), { "Content-Type": type }),
        400,
      );
    }
  });

  it("refuses a body of more than a megabyte", async () => {
    expectRefused(await bot.say("x".repeat(1024 * 1024)), 413);
  });

  it("refuses a packed body, which could unfold to any size", async () => {
    const body = gzipSync(JSON.stringify(bot.activity({ type: "message", text: "canary" })));
    const reply = await bot.fetch("/api/messages", {
      method: "POST",
      headers: { "Content-Type": "application/json", "Content-Encoding": "gzip" },
      body,
    });
    expectRefused(reply, 415);
  });

  it("refuses other routes and methods", async () => {
    expectRefused(await bot.fetch("/canary"), 404);
    expectRefused(await bot.fetch("/api/messages"), 405);
    expectRefused(await bot.fetch("/health", { method: "DELETE" }), 405);
  });

  it("tells neither its name nor its version", async () => {
    for (const reply of [await bot.fetch("/health"), await bot.fetch("/canary"), await bot.say("hello")]) {
      expect([...reply.headers.keys()])
        .not.to.include.members(["server"])
        .and.not.to.include.members(["x-powered-by"]);
      expect([...reply.headers.values()].join()).not.to.match(TELLING);
    }
  });

  it("answers no JSON at all with a failure of its own", async () => {
    const activity = bot.activity({ type: "message", text: "hello" });
    const keys = [
      ...Object.keys(activity),
      "value",
      "attachments",
      "membersAdded",
      "name",
      "action",
      "replyToId",
    ];
    const change = fc.dictionary(fc.constantFrom(...keys), fc.jsonValue(), { maxKeys: 3 });
    const type = fc.constantFrom("message", "invoke", "conversationUpdate", "installationUpdate", "novelty");
    await fc.assert(
      fc.asyncProperty(type, change, async (type, change) => {
        const reply = await bot.send({ ...activity, type, ...change, serviceUrl: activity.serviceUrl });
        expect([200, 400]).to.include(reply.status);
        expect(reply.text).not.to.match(TELLING);
      }),
      { numRuns: 60, seed: 11 },
    );
    expect(bot.logged.filter((line) => line.includes("failed"))).to.deep.equal([]);
  });

  it("logs no refused body", () => expect(bot.logged.join("")).not.to.contain("canary"));
});

describe("Whoever watches the process", () => {
  let bot: HttpBot;
  let ready: () => Promise<boolean>;
  beforeEach(async () => {
    bot = await HttpBot.start({ takeTurn: async () => [], ready: () => ready() });
  });
  afterEach(() => bot.close());

  it("learns that it is alive whatever the store says", async () => {
    ready = async () => false;
    expect(await bot.fetch("/health")).to.deep.include({ status: 200, json: { state: "alive" } });
  });

  it("learns whether the store answers, and nothing of why not", async () => {
    ready = async () => true;
    expect(await bot.fetch("/ready")).to.deep.include({ status: 200, json: { state: "ready" } });
    ready = async () => false;
    expect(await bot.fetch("/ready")).to.deep.include({ status: 503, json: { state: "not ready" } });
    ready = () => Promise.reject(new Error("password canary"));
    expect(await bot.fetch("/ready")).to.deep.include({ status: 503, json: { state: "not ready" } });
    expect(bot.logged.join("")).to.contain('"msg":"not ready"').and.not.to.contain("canary");
  });
});

describe("A port", () => {
  it("that is taken is told with what to do", async () => {
    const bot = await HttpBot.start({ takeTurn: async () => [] });
    const deps = { messages: async () => ({ status: 200 }), ready: async () => true, log: bot.log };
    const second = startServer(deps, { host: "127.0.0.1", port: bot.server.port });
    const error = await second.then(
      () => null,
      (error: unknown) => error,
    );
    expect(error).to.be.instanceOf(ConfigError);
    expect((error as ConfigError).message).to.contain(`PORT ${bot.server.port} is taken`);
    await bot.close();
  });
});

describe("Closing", () => {
  it("lets a running turn end, and takes no new one", async () => {
    let finish!: () => void;
    let begun!: () => void;
    const running = new Promise<void>((resolve) => (begun = resolve));
    const bot = await HttpBot.start({
      takeTurn: async () => {
        begun();
        await new Promise<void>((resolve) => (finish = resolve));
        return [sentence("done")];
      },
    });
    const reply = bot.say("hello");
    await running;
    const closed = bot.server.close(5_000);
    const refused = connect(bot.server.port, "127.0.0.1");
    const [error] = await once(refused, "error");
    expect(error.code).to.equal("ECONNREFUSED");
    finish();
    expect((await reply).status).to.equal(200);
    expect(bot.connector.activities.map(({ text }) => text)).to.deep.equal(["done"]);
    await closed;
    await bot.connector.close();
  });

  it("ends in time where a turn never does", async () => {
    let begun!: () => void;
    const running = new Promise<void>((resolve) => (begun = resolve));
    const bot = await HttpBot.start({ takeTurn: () => new Promise(() => begun()) });
    const reply = bot.say("hello").catch(() => "cut off");
    await running;
    await bot.server.close(50);
    expect(await reply).to.equal("cut off");
    await bot.connector.close();
  });
});
