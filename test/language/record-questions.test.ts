import { expect } from "chai";
import fc from "fast-check";
import { nameOf } from "../../bot/cli/world.ts";
import { explain } from "../../bot/language/explain.ts";
import { parseReading, parseRequest } from "../../bot/language/reading.ts";
import { recordQuestions } from "./frames.ts";
import { frame, goldLines, NAMES, NOW, parse } from "./support.ts";

const [child] = NAMES.children;
const name = child!.name!;
const first = "MC-1001";
const request = (text: string, context: string | null = null) => parse(text, NOW, context).request;
const looked = (childId: number | null, period: unknown = null) => ({
  kind: "disclosures",
  filters: childId === null ? {} : { child: [childId] },
  period,
});
const life = (episode: string, childId: number | null = null) => ({
  kind: "episode_history",
  episode,
  filters: childId === null ? {} : { child: [childId] },
});
const JULY = { from: "2019-07-01", to: "2019-08-01" };

describe("A question about who looked at a child", () => {
  for (const text of [
    `who looked at ${first}`,
    `Who has looked at ${first}?`,
    `who's been looking at ${first.toLowerCase()}`,
    `who has seen ${name}'s record`,
    `who viewed ${name}`,
    `can you tell me who opened the record of ${first} please`,
    `has anyone accessed ${name}'s file`,
    `audit for ${first}`,
    `the audit trail of ${first}`,
    `who looked up ${name}`,
    `who was shown ${first}`,
  ]) {
    it(`is read as one: ${text}`, () => {
      expect(request(text)).to.deep.equal(looked(child!.id));
      expect(parse(text)).to.deep.include({ unused: [], namesChild: text.includes(name) });
    });
  }

  it("takes a period, wherever it stands", () => {
    for (const text of [
      `audit for ${first} this month`,
      `who looked at ${first} in July`,
      `in July 2019, who looked at ${first}?`,
    ])
      expect(request(text), text).to.deep.equal(looked(child!.id, JULY));
    expect(request(`who looked at ${first} since 30 July`)).to.deep.equal(
      looked(child!.id, { from: "2019-07-30", to: "2019-07-31" }),
    );
  });

  it("is of the child of the last question, where it says this child", () => {
    expect(request("who viewed this child", `episodes for ${first} this year`)).to.deep.equal(
      looked(child!.id),
    );
    expect(request("who has seen their record", `who looked at ${first}`)).to.deep.equal(looked(child!.id));
    expect(request("who looked at this child")).to.deep.equal(looked(null));
    expect(request("who looked at this child", "missing episodes this year")).to.deep.equal(looked(null));
  });

  it("is gone on from with a period or another child, and with nothing else", () => {
    const asked = `who looked at ${first} last month`;
    expect(request("and this month?", asked)).to.deep.equal(looked(child!.id, JULY));
    expect(request("MC-1002", asked)).to.deep.equal(looked(2, { from: "2019-06-01", to: "2019-07-01" }));
    expect(request("ever", asked)).to.deep.equal(looked(child!.id));
    expect(request(first, "who looked at a child's record")).to.deep.equal(looked(child!.id));
    expect(request("by home", asked).kind).to.equal("clarify");
  });

  it("asks back for a name that fits several, or nobody", () => {
    const several = request("who looked at Sam's record");
    expect(several).to.deep.include({ kind: "clarify", why: "child" });
    expect(several.kind === "clarify" && several.choices).to.deep.equal([looked(4), looked(5)]);
    expect(request("who looked at MC-9999")).to.deep.equal({ kind: "clarify", why: "child", choices: [] });
  });

  for (const text of [
    `who saw ${name} for the return interview`,
    `who has seen ${name}`,
    `who looked for ${name}`,
    `who is looking after ${name}`,
    `delete the audit for ${first}`,
    `audit of our homes this month`,
    `who looked at ${first} and how many episodes this year`,
  ]) {
    it(`is not read into: ${text}`, () => {
      expect(request(text).kind).to.not.equal("disclosures");
    });
  }
});

describe("A question about the history of an episode", () => {
  for (const text of [
    "history of ME-2034",
    "History of episode ME-2034?",
    "what happened to ME-2034",
    "what's happened in me-2034 so far",
    "ME-2034",
    "ME-2034 history",
    "show me ME-2034",
    "the audit trail for ME-02034",
    "who changed ME-2034",
  ]) {
    it(`is read as one: ${text}`, () => {
      expect(request(text)).to.deep.equal(life("ME-2034"));
      // an episode's reference is nobody's name
      expect(parse(text)).to.deep.include({ unused: [], namesChild: false });
    });
  }

  it("is of this episode, and of whose the conversation tells", () => {
    expect(request("history of this episode")).to.deep.equal(life("this"));
    expect(request("what happened in this episode?", `episodes for ${first}`)).to.deep.equal(life("this", 1));
    // whose card the next thread hangs on is not the language's to know
    expect(request("history of this episode", "what happened to ME-2034")).to.deep.equal(life("this"));
    expect(request(`history of ${first}'s last episode`)).to.deep.equal(life("latest", 1));
    expect(request(`what happened in the current episode of ${name}`)).to.deep.equal(life("latest", 1));
  });

  it("leaves a child's record what it is", () => {
    expect(frame(`history of ${name}`).metric).to.equal("child_profile");
    expect(frame(`what happened to ${first}`).metric).to.not.equal("episode_history");
  });
});

describe("An episode's reference", () => {
  it("says which episode something is to be done about", () => {
    expect(request("ME-2034 is back at 13:05")).to.deep.include({
      kind: "action",
      action: "log_return",
      filters: {},
      slots: { at: "2019-07-30T13:05", episode: "ME-2034" },
    });
    expect(request("risk high for ME-2034")).to.deep.include({
      action: "update_risk",
      slots: { risk: "high", episode: "ME-2034" },
    });
    expect(request("undo the return of ME-2034")).to.deep.include({
      action: "undo",
      slots: { episode: "ME-2034" },
    });
  });

  it("is never passed over: what else is asked about it is asked back", () => {
    for (const text of [
      "how many hours was ME-2034 missing",
      "is ME-2034 high risk",
      "episodes like ME-2034 this year",
    ])
      expect(request(text), text).to.deep.equal({
        kind: "clarify",
        why: "metric",
        choices: [life("ME-2034")],
      });
    expect(request("compare ME-2034 with ME-2035")).to.deep.equal({
      kind: "clarify",
      why: "episode",
      choices: [],
    });
  });
});

describe("What is asked of the record", () => {
  it("is read back from its own English, and from a button", () => {
    fc.assert(
      fc.property(recordQuestions, (asked) => {
        const english = explain(asked, (kind, id) => nameOf(NAMES, kind, id));
        expect(request(english), english).to.deep.equal(asked);
        expect(parseReading(JSON.parse(JSON.stringify(asked)))).to.deep.equal(asked);
        expect(parseRequest(JSON.parse(JSON.stringify(asked)))).to.deep.equal(asked);
      }),
      { numRuns: 300 },
    );
  });

  it("is no button's reading with a name, several children or a strange episode in it", () => {
    for (const odd of [
      { ...looked(1), filters: { child: ["Sam"] } },
      { ...looked(1), filters: { child: [1, 2] } },
      { ...looked(1), filters: { team: [1] } },
      { ...life("ME-2034"), episode: "ME-0" },
      { ...life("ME-2034"), episode: "all" },
    ])
      expect(parseReading(odd)).to.equal(null);
  });

  it("is read into no line of the question set", () => {
    for (const { text, now, context } of goldLines()) {
      const { kind } = parse(text, now, context).request;
      expect(["disclosures", "episode_history"], text).to.not.include(kind);
    }
  });
});
