import { expect } from "chai";
import fc from "fast-check";
import { KNOWN } from "../../bot/language/lexicon.ts";
import { distance, SpellingIndex, tolerance } from "../../bot/language/spelling.ts";

const WORDS = [...KNOWN].filter((word) => /^[a-z']{4,}$/.test(word));
const INDEX = new SpellingIndex(KNOWN);

/** The nearest words, by a comparison with every word there is. */
function nearestOfAll(typed: string): string[] {
  const limit = tolerance(typed);
  const far = WORDS.map((word) => ({ word, edits: distance(typed, word, limit) })).filter(
    ({ word, edits }) =>
      edits <= limit &&
      edits <= tolerance(word.length > typed.length ? word : typed) &&
      (typed.length > 4 || (edits === 1 && sorted(word) === sorted(typed))),
  );
  const least = Math.min(...far.map(({ edits }) => edits));
  const found = far.filter(({ edits }) => edits === least).map(({ word }) => word);
  const sameStart = found.filter((word) => word[0] === typed[0]);
  return sameStart.length > 0 ? sameStart : found;
}

const sorted = (word: string): string => [...word].sort().join("");

/** A word with up to two slips: a letter too many, too few, another one, or two in the wrong order. */
const slip = fc.tuple(fc.nat(3), fc.nat(20), fc.constantFrom(..."aeinorstlz'"));
const misspelt = fc
  .tuple(fc.constantFrom(...WORDS), fc.array(slip, { minLength: 1, maxLength: 2 }))
  .map(([word, slips]) =>
    slips.reduce((typed, [form, place, letter]) => {
      const at = place % typed.length;
      const [before, here, after] = [typed.slice(0, at), typed[at]!, typed.slice(at + 1)];
      return (
        [before + letter + here + after, before + after, before + letter + after][form] ??
        before + after.slice(0, 1) + here + after.slice(1)
      );
    }, word),
  )
  .filter((typed) => typed.length > 3 && !KNOWN.has(typed));

describe("the nearest words to a slip of the pen", () => {
  it("are those that a comparison with every word finds", () => {
    fc.assert(
      fc.property(misspelt, (typed) => {
        expect(INDEX.nearest(typed).sort(), typed).to.deep.equal(nearestOfAll(typed).sort());
      }),
      { numRuns: 400 },
    );
  });

  it("count two letters in the wrong order as one slip", () => {
    expect(distance("eipsode", "episode", 2)).to.equal(1);
    expect(distance("interveiw", "interview", 2)).to.equal(1);
    expect(distance("mising", "missing", 2)).to.equal(1);
    expect(distance("a", "", 4)).to.equal(1);
    expect(distance("ca", "abc", 4)).to.equal(3);
  });
});
