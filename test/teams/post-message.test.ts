import { expect } from "chai";
import { createLog } from "../../bot/log.ts";
import { createAdapter } from "../../bot/teams/adapter.ts";
import { ConnectorRefusal } from "../../bot/teams/connector-http.ts";
import { sendAlone } from "../../bot/teams/post-message.ts";
import { cardActivity } from "../../bot/teams/to-activity.ts";
import { Sender } from "../support/activities.ts";
import { FakeConnector } from "../support/fake-connector.ts";

const CARD = {
  type: "AdaptiveCard",
  version: "1.5",
  body: [{ type: "TextBlock", text: "Zoë’s “£5” ▲\n" }],
};

describe("A message", () => {
  let connector: FakeConnector;
  const adapter = createAdapter({
    identity: { mode: "local", host: "127.0.0.1" },
    log: createLog({ clock: () => new Date("2019-07-30T13:00:00Z"), level: "fatal" }),
    connector: { firstPauseMs: 1 },
  });
  const says = (text: string) => new Sender(connector.serviceUrl).activity({ type: "message", text });

  before(async () => {
    connector = await new FakeConnector().start();
  });
  after(() => connector.close());
  beforeEach(() => {
    connector.received.length = 0;
  });

  it("reaches the connector as botbuilder's own client would send it, and its id comes back", async () => {
    const card = cardActivity(CARD, "Homeward: an answer to your question");
    await adapter.receive("", says("hello"), async (context) => {
      // of several, botbuilder sends each
      const [first] = await context.sendActivities([card, { type: "message", text: "and this" }]);
      const alone = await context.sendActivity(card);
      const sent = await sendAlone(context, card);
      expect([first?.id, alone?.id, sent?.id]).to.deep.equal(["sent-1", "sent-3", "sent-4"]);
    });
    const [theirs, , ...own] = connector.received;
    for (const message of own) {
      expect({ ...message, headers: null, raw: null, answered: null }).to.deep.equal({
        ...theirs,
        headers: null,
        raw: null,
        answered: null,
      });
      for (const header of ["content-type", "accept"])
        expect(message.headers[header], header).to.equal(theirs!.headers[header]);
    }
  });

  it("that is to come back in the answer to the request comes back there, and goes nowhere else", async () => {
    const waiting = { ...says("hello"), deliveryMode: "expectReplies" };
    const { body } = await adapter.receive("", waiting, async (context) => {
      await sendAlone(context, { type: "message", text: "hello" });
    });
    expect((body as { activities: { text: string }[] }).activities.map(({ text }) => text)).to.deep.equal([
      "hello",
    ]);
    expect(connector.received).to.deep.equal([]);
  });

  it("that may not go does not, of whatever kind it is", async () => {
    await adapter.receive("", says("hello"), async (context) => {
      for (const type of ["message", "typing"]) {
        const told = Promise.reject(new Error("not written"));
        await sendAlone(context, { type, text: "hello" }, told).then(
          () => expect.fail("it went"),
          () => {},
        );
      }
    });
    expect(connector.received).to.deep.equal([]);
  });

  it("that the connector refuses is refused to the sender, with what the connector said", async () => {
    connector.inject({ status: 403, body: { error: { code: "BotNotInConversationRoster" } } });
    let refused: unknown;
    await adapter.receive("", says("hello"), async (context) => {
      await context.sendActivity(cardActivity(CARD, "Summary")).catch((error) => {
        refused = error;
      });
    });
    expect(refused).to.be.instanceOf(ConnectorRefusal);
    expect(refused).to.deep.include({ statusCode: 403, code: "BotNotInConversationRoster" });
  });

  it("is sent while its turn lasts alone: what keeps a turn's context for later is told so", async () => {
    let kept: { activity: unknown } | undefined;
    await adapter.receive("", says("hello"), async (context) => {
      kept = context;
    });
    expect(() => kept!.activity).to.throw("revoked");
  });
});
