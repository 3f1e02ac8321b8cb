import { expect } from "chai";
import { COMMANDS, LISTED_COMMANDS } from "../../bot/language/commands.ts";
import { parseReading } from "../../bot/language/reading.ts";
import { parse } from "./support.ts";

describe("the command table", () => {
  for (const { example, kind, action } of COMMANDS) {
    it(`"${example}" is ${action ?? kind}`, () => {
      const { request, unused } = parse(example);
      expect(request.kind).to.equal(kind);
      expect(unused).to.deep.equal([]);
      if (action) expect(request.kind === "action" && request.action).to.equal(action);
    });
  }

  it("fits into Teams' list", () => {
    expect(LISTED_COMMANDS).to.have.length.within(1, 12);
    for (const { title, description } of COMMANDS) {
      expect(title).to.have.length.within(1, 128);
      expect(description).to.have.length.within(1, 128);
    }
  });
});

describe("the reading in a button", () => {
  const question = {
    kind: "question",
    metric: "episodes",
    filters: {},
    period: null,
    compare: null,
    groupBy: null,
    limit: null,
  };

  it("is taken as it is where it is exactly a frame", () => {
    expect(parseReading(question)).to.deep.equal(question);
    const { request } = parse("episodes and individuals for Oakfield last quarter by month");
    expect(parseReading(JSON.parse(JSON.stringify(request)))).to.deep.equal(request);
  });

  it("is refused where anything is off", () => {
    const wrong = [
      null,
      "episodes",
      { ...question, metric: "everything" },
      { ...question, filters: { child: ["Leah Firth"] } },
      { ...question, filters: { child: [1.5] } },
      { ...question, filters: { child: Array.from({ length: 51 }, (_, i) => i + 1) } },
      { ...question, filters: { nothing: true } },
      { ...question, period: { from: "2019-02-30", to: "2019-03-01" } },
      { ...question, period: { from: "2019-03-01", to: "2019-03-01" } },
      { ...question, limit: 0 },
      { ...question, also: [{ ...question, also: [question] }] },
      { ...question, extra: 1 },
      { ...question, kind: "action", action: "log_return", slots: { at: "2019-13-01T10:00" } },
    ];
    for (const data of wrong) expect(parseReading(data), JSON.stringify(data)).to.equal(null);
  });
});
