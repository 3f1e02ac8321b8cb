import { expect } from "chai";
import fc from "fast-check";
import { parseRequest } from "../../bot/language/reading.ts";
import type { Understanding } from "../../bot/language/understanding.ts";
import { goldLines, parse } from "../language/support.ts";
import { hostileTexts } from "../support/hostile.ts";
import { ownTime } from "../support/own-time.ts";
import { deepOptions } from "./options.ts";

const { count = 200_000, seed = 1 } = deepOptions();
/** Milliseconds of its own CPU time that a message may take, whatever it says. */
const MOST_MS = 20;
/** Far above what nearly all of them take: a pause of the machine's as often as a slow text. */
const DOUBTFUL_MS = 5;

/** What a text is read as, and what it took; where that is a lot, the median of three more tries. */
function timed(text: string): { understood: Understanding; ms: number } {
  const once = () => {
    const taken = ownTime();
    return { understood: parse(text), ms: taken() };
  };
  const first = once();
  if (first.ms <= DOUBTFUL_MS) return first;
  const ms = [once(), once(), once()].map((again) => again.ms).sort((a, b) => a - b)[1]!;
  return { ...first, ms };
}

describe("hostile texts", () => {
  // a bot that has read a few messages: the first ones compile the patterns
  before(() => {
    for (const text of [
      ...goldLines().map(({ text }) => text),
      ...fc.sample(hostileTexts, { numRuns: 1_000, seed }),
    ])
      parse(text);
  });

  it("are read without an error, each in little time", function () {
    this.timeout(1_800_000);
    const slow = { ms: 0, text: "" };
    fc.assert(
      fc.property(hostileTexts, (text) => {
        const { understood, ms } = timed(text);
        if (ms > slow.ms) Object.assign(slow, { ms, text });
        expect(parseRequest(understood.request), text).to.not.equal(null);
        expect(ms, `ms of CPU time for ${text.length} characters: ${text}`).to.be.at.most(MOST_MS);
      }),
      { numRuns: count, seed },
    );
    console.log(
      `      ${count} texts; the slowest took ${slow.ms.toFixed(1)} ms: ${slow.text.slice(0, 80)}…`,
    );
  });
});
