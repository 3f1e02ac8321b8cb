import { expect } from "chai";
import fc from "fast-check";
import { nameOf } from "../../bot/cli/world.ts";
import { explain } from "../../bot/language/explain.ts";
import { parseRequest } from "../../bot/language/reading.ts";
import { METRICS, type Question } from "../../data/vocabulary.ts";
import {
  FILTER_KEYS,
  PERIOD_KINDS,
  questionWith,
  recordQuestions,
  speakableQuestions,
} from "../language/frames.ts";
import { goldLines, NAMES, parse } from "../language/support.ts";
import { deepOptions } from "./options.ts";

const { count = 20_000, seed } = deepOptions();
const options = { numRuns: count, ...(seed === undefined ? {} : { seed }) };

/** Sets without their order. */
function sorted(question: Question): unknown {
  const filters = Object.entries(question.filters).map(([key, value]) => [
    key,
    Array.isArray(value) ? [...value].sort() : value,
  ]);
  return { ...question, filters: Object.fromEntries(filters.sort()) };
}

function isReadBack(question: Question): void {
  const english = explain(question, (kind, id) => nameOf(NAMES, kind, id));
  expect(sorted(parse(english).request as Question), english).to.deep.equal(sorted(question));
}

describe("understanding, at length", () => {
  it("reads its own English back", () => {
    fc.assert(fc.property(speakableQuestions, isReadBack), options);
  });

  it("reads its own English of what was recorded and shown back", () => {
    fc.assert(
      fc.property(recordQuestions, (asked) => {
        const english = explain(asked, (kind, id) => nameOf(NAMES, kind, id));
        expect(parse(english).request, english).to.deep.equal(asked);
      }),
      options,
    );
  });

  it("has words for every measure with every filter in every kind of period", function () {
    this.timeout(600_000);
    let drawn = 0;
    let reached = 0;
    for (const metric of METRICS)
      for (const key of FILTER_KEYS)
        for (const kind of PERIOD_KINDS) {
          const [question] = fc.sample(questionWith(metric, key, kind), {
            numRuns: 1,
            seed: (seed ?? 1) + drawn,
          });
          isReadBack(question!);
          drawn += 1;
          if (question!.metric === metric && question!.period && key in question!.filters) reached += 1;
        }
    console.log(
      `      ${METRICS.length} measures x ${FILTER_KEYS.length} filters x ${PERIOD_KINDS.length} kinds of period: ${reached} reached`,
    );
    // all but children missing only once who were missing so many times
    expect(reached).to.equal((METRICS.length * FILTER_KEYS.length - 1) * PERIOD_KINDS.length);
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
