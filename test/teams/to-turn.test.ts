import { expect } from "chai";
import { activitySchema } from "../../bot/teams/activity.ts";
import { toTurn } from "../../bot/teams/to-turn.ts";
import { BOT, CHANNEL, type Said, Sender, type Speaker, TENANT } from "../support/activities.ts";

const AT = new Date("2019-07-30T13:00:00Z");
const sender = new Sender("http://127.0.0.1:1/");
const turnOf = (said: Said, as: Speaker = {}) => toTurn(activitySchema.parse(sender.activity(said, as)), AT);
const mention = (text: string, id = BOT.id) => ({ type: "mention", text, mentioned: { id, name: "x" } });

function textOf(text: unknown, entities: unknown[] = []): string {
  const turn = turnOf({ type: "message", text, entities }, { scope: "channel" });
  if (turn?.kind !== "text") throw new Error("not a text turn");
  return turn.text;
}

describe("What was typed", () => {
  const at = "<at>Homeward</at>";
  for (const [what, text, entities, expected] of [
    ["without a mention", "who is missing now", [], "who is missing now"],
    ["after the bot's mention", `${at} who is missing`, [mention(at)], "who is missing"],
    [
      "after a mention with a no-break space",
      `${at}&nbsp;who\u00a0is  missing\n`,
      [mention(at)],
      "who is missing",
    ],
    [
      "with the bot mentioned twice",
      `${at} episodes ${at} today`,
      [mention(at), mention(at)],
      "episodes today",
    ],
    ["with the bot mentioned twice in one entity", `${at} episodes ${at}`, [mention(at)], "episodes"],
    [
      "with a colleague's mention beside",
      `${at} ask <at>Sam Reed</at>`,
      [mention(at), mention("<at>Sam Reed</at>", "29:sam")],
      "ask Sam Reed",
    ],
    ["with a colleague called like the bot", `${at} hello`, [mention(at, "29:namesake")], "Homeward hello"],
    ["with a tag but no entity", `${at} hello`, [], "hello"],
    [
      "with a tag of attributes",
      '<at id="0">Homeward</at> hello',
      [mention('<at id="0">Homeward</at>')],
      "hello",
    ],
    ["with a mention entity that cannot be read", "hello", [{ type: "mention" }, null, 7], "hello"],
    ["with nothing but the mention", at, [mention(at)], ""],
    ["with an angle bracket of its own", "episodes < 3 days", [], "episodes < 3 days"],
    ["with signs of a pattern in the mention", "<at>a.*(</at> hello", [mention("<at>a.*(</at>")], "hello"],
  ] as [string, string, unknown[], string][]) {
    it(`is read ${what}`, () => expect(textOf(text, entities)).to.equal(expected));
  }

  it("may be empty, or absent, with files beside", () => {
    expect(turnOf({ type: "message" })).to.deep.include({ kind: "text", text: "" });
    const files = [
      { contentType: "image/png", contentUrl: "x" },
      { contentType: "text/html", content: "<p/>" },
    ];
    expect(turnOf({ type: "message", text: null, attachments: files })).to.deep.include({
      text: "",
      attachments: 1,
    });
  });

  it("comes through whole at 10,000 characters", () => {
    expect(textOf("a".repeat(10_000))).to.have.length(10_000);
  });
});

describe("Where it was said", () => {
  it("is the root of a channel and the thread in it", () => {
    const turn = turnOf({ type: "message", text: "hello" }, { scope: "channel" });
    expect(turn?.conversation).to.deep.include({
      id: CHANNEL,
      threadId: `${CHANNEL};messageid=1564491600000`,
      scope: "channel",
      tenantId: TENANT,
      teamId: "19:team@thread.tacv2",
      teamAadGroupId: null,
      botId: BOT.id,
      serviceUrl: "http://127.0.0.1:1/",
    });
  });

  it("is one and the same in a personal chat", () => {
    const turn = turnOf({ type: "message", text: "hello" });
    expect(turn?.conversation.id).to.equal(turn?.conversation.threadId);
    expect(turn?.conversation).to.deep.include({ scope: "personal", teamId: null });
  });

  it("counts as a room with others where Teams does not say that it is personal", () => {
    const activity = sender.activity({ type: "message", text: "hello" });
    (activity.conversation as Record<string, unknown>).conversationType = undefined;
    expect(toTurn(activitySchema.parse(activity), AT)?.conversation.scope).to.equal("groupChat");
  });

  it("is told by whom, when, and under which id", () => {
    const turn = turnOf({ type: "message", id: "f:77", text: "hello" });
    expect(turn).to.deep.include({ activityId: "f:77", at: AT });
    expect(turn?.actor).to.deep.equal({
      aadObjectId: "aaaaaaaa-0000-4000-8000-000000000001",
      mri: "29:aaaaaaaa-0000-4000-8000-000000000001",
      tenantId: TENANT,
    });
  });
});

describe("A press", () => {
  const press = (value: unknown, name = "adaptiveCard/action") =>
    turnOf({ type: "invoke", name, value, replyToId: "card-1" });

  it("carries its verb, its data and the card that it was on", () => {
    const value = { action: { type: "Action.Execute", verb: "return.open", data: { id: 7 } } };
    expect(press(value)).to.deep.include({
      kind: "press",
      verb: "return.open",
      data: { id: 7 },
      cardActivityId: "card-1",
      automatic: false,
    });
  });

  it("is told apart from a client's own refresh", () => {
    const action = { type: "Action.Execute", verb: "card.refresh" };
    expect(press({ action, trigger: "automatic" })).to.deep.include({ automatic: true, data: {} });
    expect(press({ action, trigger: "manual" })).to.deep.include({ automatic: false });
  });

  for (const [what, value] of [
    ["no value", undefined],
    ["a text for a value", "return.open"],
    ["no action", {}],
    ["an action of null", { action: null }],
    ["no verb", { action: { type: "Action.Execute", data: {} } }],
    ["an empty verb", { action: { verb: "" } }],
    ["a verb of the wrong type", { action: { verb: 7 } }],
    ["a verb of a megabyte", { action: { verb: "x".repeat(1_000_000) } }],
    ["another type of action", { action: { type: "Action.Submit", verb: "a" } }],
    ["data of the wrong type", { action: { verb: "a", data: "b" } }],
    ["a list for data", { action: { verb: "a", data: [1] } }],
    ["a trigger of the wrong type", { action: { verb: "a" }, trigger: {} }],
  ] as [string, unknown][]) {
    it(`is none with ${what}`, () => expect(press(value)).to.equal(null));
  }

  it("is none under another invoke's name", () => {
    for (const name of ["task/fetch", "composeExtension/query", "fileConsent/invoke", ""]) {
      expect(press({ action: { verb: "a" } }, name), name).to.equal(null);
    }
  });
});

describe("Coming and going", () => {
  const kindOf = (said: Said, as: Speaker = { scope: "channel" }) => turnOf(said, as)?.kind ?? null;

  it("is an installation or a removal of the bot", () => {
    expect(kindOf({ type: "installationUpdate", action: "add" })).to.equal("installed");
    expect(kindOf({ type: "installationUpdate", action: "add-upgrade" })).to.equal("installed");
    expect(kindOf({ type: "installationUpdate", action: "remove" })).to.equal("removed");
    expect(kindOf({ type: "installationUpdate", action: "remove-upgrade" })).to.equal("removed");
    expect(kindOf({ type: "installationUpdate", action: "dance" })).to.equal(null);
  });

  it("installs once in a personal chat, where Teams tells it twice", () => {
    const as: Speaker = { scope: "personal" };
    const added = { type: "conversationUpdate", membersAdded: [{ id: BOT.id }, { id: "29:somebody" }] };
    expect(kindOf({ type: "installationUpdate", action: "add" }, as)).to.equal("installed");
    expect(kindOf(added, as)).to.equal(null);
  });

  it("changes the roster when people come or go, and not when the bot does", () => {
    expect(kindOf({ type: "conversationUpdate", membersAdded: [{ id: "29:new" }] })).to.equal(
      "roster_changed",
    );
    expect(kindOf({ type: "conversationUpdate", membersRemoved: [{ id: "29:old" }] })).to.equal(
      "roster_changed",
    );
    expect(kindOf({ type: "conversationUpdate", membersAdded: [{ id: BOT.id }] })).to.equal(null);
    expect(kindOf({ type: "conversationUpdate" })).to.equal(null);
  });

  it("changes the roster when a channel is shared with another team", () => {
    const activity = sender.activity({ type: "conversationUpdate" }, { scope: "channel" });
    Object.assign(activity.channelData as object, { eventType: "channelShared" });
    expect(toTurn(activitySchema.parse(activity), AT)?.kind).to.equal("roster_changed");
  });

  it("is nothing for reactions, edits, typing and whatever else there may be", () => {
    for (const type of [
      "messageReaction",
      "messageUpdate",
      "messageDelete",
      "typing",
      "event",
      "trace",
      "novelty",
    ]) {
      expect(kindOf({ type }), type).to.equal(null);
    }
  });
});
