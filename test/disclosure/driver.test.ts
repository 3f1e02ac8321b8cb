import { expect } from "chai";
import type { Answer, Driver } from "../../bot/answers/answer.ts";
import { disclose } from "../../bot/disclosure/disclose.ts";
import type { Audience } from "../../bot/people/directory.ts";
import type { FigureView } from "../../cards/views.ts";
import type { Question } from "../../data/vocabulary.ts";
import { answer, CONTEXT, question, shown, viewer, YEAR } from "./builders.ts";

const counted = (value: number) => ({ value, numerator: null, denominator: null });
const share = (numerator: number, denominator: number) => ({
  value: numerator / denominator,
  numerator,
  denominator,
});

function driver(grouping: "placement_type" | "placement", key: string, label: string): Driver {
  return {
    grouping,
    moved: [
      {
        subject: { kind: "bucket", grouping, key, label },
        sides: { now: counted(345), before: counted(308) },
      },
    ],
    rest: { now: counted(40), before: counted(44) },
  };
}

const HOMES = driver("placement_type", "council_care_home", "Council children's homes");

function why(made: Driver, audience: Audience, asked: Partial<Question> = {}, parts: Partial<Answer> = {}) {
  const compared = question("episodes", { period: YEAR, compare: "previous_year", ...asked });
  const compare = {
    period: { from: "2017-04-01", to: "2018-04-01", label: "2017/18", assumed: false },
    ...{ value: 352, numerator: null, denominator: null, change: 33, changePercent: 33 / 352 },
  };
  const view = disclose(
    shown(answer(compared, { value: 385, compare, driver: made, ...parts })),
    audience,
    viewer("missing_coordinator"),
    CONTEXT,
  ) as FigureView;
  return view.change?.why;
}

describe("What drove a change, on a card", () => {
  it("is one sentence: the bucket that moved most, and all else together", () => {
    const said = "Most of it: Council children's homes, up 37 from 308; all else together, down 4 from 44.";
    expect(why(HOMES, "personal")).to.equal(said);
    expect(why(HOMES, "operational")).to.equal(said);
  });

  it("of a share says both shares with what they are shares of", () => {
    const fell = { now: share(110, 190), before: share(100, 152) };
    const rest = { now: share(63, 100), before: share(63, 100) };
    const moved = [{ ...HOMES.moved[0]!, sides: fell }];
    expect(why({ ...HOMES, moved, rest }, "personal", {}, { unit: "share" })).to.equal(
      "Most of it: Council children's homes, 58 % (110 of 190), before 66 % (100 of 152); " +
        "all else together, 63 % (63 of 100), before 63 % (63 of 100).",
    );
  });

  it("may be two buckets together", () => {
    const second = driver("placement_type", "foster_care", "Foster care").moved[0]!;
    expect(why({ ...HOMES, moved: [...HOMES.moved, second] }, "personal")).to.equal(
      "Most of it: Council children's homes, up 37 from 308, and Foster care, up 37 from 308; " +
        "all else together, down 4 from 44.",
    );
  });

  it("says nothing of the rest where a child may stand in several groups", () => {
    expect(why({ ...HOMES, rest: null }, "personal")).to.equal(
      "Most of it: Council children's homes, up 37 from 308.",
    );
  });

  it("is told to nobody outside", () => {
    expect(why(HOMES, "outside")).to.equal(undefined);
  });

  it("is told to nobody who could not ask for that breakdown here", () => {
    const ofOne = { filters: { child: [1] } };
    expect(why(HOMES, "personal", ofOne)).to.be.a("string");
    expect(why(HOMES, "operational", ofOne)).to.equal(undefined);
  });

  it("is never a single household, in a room or a chat", () => {
    expect(why(driver("placement", "4", "Oakfield"), "operational")).to.contain("Oakfield");
    for (const audience of ["personal", "operational"] as const) {
      expect(why(driver("placement", "9", "Household 7096"), audience)).to.equal(undefined);
    }
  });
});
