import { expect } from "chai";
import fc from "fast-check";
import { nameOf } from "../../bot/cli/world.ts";
import { explain } from "../../bot/language/explain.ts";
import { parseRequest } from "../../bot/language/reading.ts";
import type { Question } from "../../data/vocabulary.ts";
import { speakableQuestions } from "../language/frames.ts";
import { goldLines, NAMES, parse } from "../language/support.ts";
import { deepOptions } from "./options.ts";

const { count = 20_000, seed } = deepOptions();
const options = { numRuns: count, ...(seed === undefined ? {} : { seed }) };

function sorted(question: Question): unknown {
  const filters = Object.entries(question.filters).map(([key, value]) => [
    key,
    Array.isArray(value) ? [...value].sort() : value,
  ]);
  return { ...question, filters: Object.fromEntries(filters.sort()) };
}

describe("understanding, at length", () => {
  it("reads its own English back", () => {
    fc.assert(
      fc.property(speakableQuestions, (question) => {
        const english = explain(question, (kind, id) => nameOf(NAMES, kind, id));
        expect(sorted(parse(english).request as Question), english).to.deep.equal(sorted(question));
      }),
      options,
    );
  });

  it("takes any words in any order without an error", () => {
    const words = [...new Set(goldLines().flatMap(({ text }) => text.split(/\s+/)))];
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.constantFrom(...words), fc.string({ maxLength: 12 })), { maxLength: 40 }),
        (some) => {
          expect(parseRequest(parse(some.join(" ")).request)).to.not.equal(null);
        },
      ),
      options,
    );
  });
});
