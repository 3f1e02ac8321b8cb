import { expect } from "chai";
import fc from "fast-check";
import { nameOf } from "../../bot/cli/world.ts";
import { explain } from "../../bot/language/explain.ts";
import type { Filters, Question } from "../../data/vocabulary.ts";
import { speakableQuestions } from "./frames.ts";
import { NAMES, parse } from "./support.ts";

const say = (question: Question) => explain(question, (kind, id) => nameOf(NAMES, kind, id));

/** Sets without their order. */
function plain({ filters, ...rest }: Question): unknown {
  const sorted = Object.entries(filters as Filters).map(([key, value]) => [
    key,
    Array.isArray(value) ? [...value].sort() : value,
  ]);
  return { ...rest, filters: Object.fromEntries(sorted.sort()) };
}

describe("the reading of a question in English", () => {
  it("says what was taken, in parts", () => {
    const question: Question = {
      kind: "question",
      metric: "episodes",
      filters: { placementType: ["foster_care"] },
      period: { from: "2018-04-01", to: "2019-04-01" },
      compare: "previous_year",
      groupBy: null,
      limit: null,
    };
    expect(say(question)).to.equal(
      "Missing episodes · foster care · 1 Apr 2018 to 31 Mar 2019 (2018/19) · compared with the year before",
    );
  });

  it("is read back as the same question", () => {
    fc.assert(
      fc.property(speakableQuestions, (question) => {
        const english = say(question);
        const { request } = parse(english);
        expect(request.kind, english).to.equal("question");
        expect(plain(request as Question), english).to.deep.equal(plain(question));
      }),
      { numRuns: 200 },
    );
  });
});
