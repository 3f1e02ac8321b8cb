import { expect } from "chai";
import { clean } from "../../bot/language/clean.ts";
import { expand } from "../../bot/language/expand.ts";
import { firstWords } from "../../bot/language/first-words.ts";
import { LEXICON } from "../../bot/language/lexicon.ts";
import { Line } from "../../bot/language/line.ts";
import type { Pattern } from "../../bot/language/pattern.ts";
import { takeSpans } from "../../bot/language/take-spans.ts";
import { goldLines } from "./support.ts";

describe("The first words of a phrase", () => {
  const cases: [source: string, words: string[] | null][] = [
    ["miss(ing|ed)? child", ["miss", "missing", "missed"]],
    ["(at |from ){0,2}noon", ["at", "from", "noon"]],
    ["(the )?(last|this) week", ["the", "last", "this"]],
    ["@child( (and|,|&) @child){0,5}", ["@child"]],
    ["(?<=^ )(please )?log(?= $)", ["please", "log"]],
    ["(?!some )(high|low) risk", ["high", "low"]],
    ["gr[ae]y", ["gray", "grey"]],
    ["a{2}b c", ["aab"]],
    ["\\? why", ["?"]],
    ["by (\\d{1,2}|[a-z]{1,9})", ["by"]],
    ["\\d{1,2} times", ["#", "##"]],
    ["(u|o)(\\d{1,2})s?", ["u#", "u##", "u#s", "u##s", "o#", "o##", "o#s", "o##s"]],
    ["1[0-9] plus", ["##"]],
    ["what( \\S+)? (a|b)+ home", ["what"]],
    [".{0,20} children", null],
    ["[a-z]{2} children", null],
    ["(children )?", null],
    ["a{2,}b", null],
    ["a??b", null],
    ["(?<n>a)b", null],
    ["(a)\\1b", null],
  ];
  for (const [source, words] of cases)
    it(`are ${words ? words.join(", ") : "any"} for "${source}"`, () => {
      const found = firstWords(source);
      expect(found && [...found].sort()).to.deep.equal(words && [...words].sort());
    });

  it("leave out no phrase of the lexicon that a line of the question set holds", () => {
    const patterns = [...patternsIn(LEXICON)];
    expect(patterns.length).to.be.above(500);
    let held = 0;
    for (const { text } of goldLines()) {
      const plain = clean(text, () => false);
      const said = plain.copy();
      expand(said);
      for (const line of [plain, said])
        for (const pattern of patterns) {
          pattern.re.lastIndex = 0;
          const holds = pattern.re.test(line.text);
          if (holds !== line.has(pattern)) expect.fail(`${pattern.re.source} in "${line.text}"`);
          if (holds) held += 1;
        }
    }
    expect(held).to.be.above(1_000);
  });
});

/** A line of which every pattern is tried. */
class EveryPatternTried extends Line {
  override mayHold(): boolean {
    return true;
  }
}

describe("The words that a phrase begins with or needs", () => {
  const plain = (alternatives: string) => alternatives.split("|").filter((word) => /^[a-z ]+$/.test(word));
  const cuts = LEXICON.groupings.flatMap(({ words, which }) => [
    ...plain(words).flatMap((word) =>
      ["episodes by", "broken down by the", "across all the different", "a", "breakdown of"].map(
        (before) => `${before} ${word} last year`,
      ),
    ),
    ...plain(words).map((word) => `${word} breakdown of the missing children`),
    ...plain(which).flatMap((word) => [
      `which council ${word} had the most episodes`,
      `which ${word}?`,
      `top 3 performing ${word} this year`,
      `all our ${word}, worst first`,
      `list of the ${word} ranked`,
      `our own ${word} with the highest number`,
    ]),
  ]);

  it("leave out nothing that a line says: with every pattern tried, it says the same", () => {
    const texts = [...goldLines().map(({ text }) => text), ...cuts];
    expect(texts.length).to.be.above(1_000);
    for (const text of texts) {
      const line = clean(text, () => false);
      const whole = new EveryPatternTried(line.copy().units);
      for (const one of [line, whole]) expand(one);
      const said = [line, whole].map((one) => JSON.stringify([takeSpans(one, "2019-07-30"), one.units]));
      expect(said[0], text).to.equal(said[1]);
    }
  });
});

function* patternsIn(value: unknown): Generator<Pattern> {
  if (typeof value !== "object" || value === null) return;
  if ("re" in value && "id" in value) yield value as Pattern;
  else for (const one of Object.values(value)) yield* patternsIn(one);
}
