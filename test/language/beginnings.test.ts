import { expect } from "chai";
import { clean } from "../../bot/language/clean.ts";
import { KNOWN } from "../../bot/language/lexicon.ts";
import { longest } from "../../bot/language/periods/ranges.ts";
import { mayBegin, PRODUCTIONS } from "../../bot/language/periods/read.ts";
import { goldLines } from "./support.ts";

const CLOCK = { today: "2019-07-30", forward: false };
/** What stands behind the first word of a period: of each form at least one. */
const BEHIND = (
  "|1|year|month|year 2018|a month persistent|holidays 2019|2018/19|1 june 2019|march|march 2019|monday|weekend|1st of june|of june|of may|to date|so far|far|far this year|" +
  "week ago|days ago|30 days|to 9 june|to june|june to july|ending 31 march 2019|commencing 13 may|the end of june|end of june|" +
  "before last|before yesterday|night|morning|quarter|quarter of 2018/19|half|half of 2018/19|bank holiday|holiday weekend|" +
  "day|term|holidays|few weeks|two weeks of may|three quarters of last year|months to march 2019|calendar year|1 june onwards|onwards"
)
  .split("|")
  .map((text) => text.split(" ").filter(Boolean));

/** First words that the lexicon does not know. */
const BESIDE = "preceding municipal wc w/c w/b w/e 0 2019 1/6 q1 h2 x";

const read = (words: readonly string[], i: number) => longest(PRODUCTIONS, words, i, CLOCK);

describe("The words with which a period may begin", () => {
  it("are all of those with which one does, whatever stands behind", () => {
    const missed = [...KNOWN, ...BESIDE.split(" ")]
      .filter((word) => !mayBegin(word))
      .flatMap((word) =>
        BEHIND.filter((behind) => read([word, ...behind], 0)).map((behind) => [word, ...behind].join(" ")),
      );
    expect(missed).to.deep.equal([]);
  });

  it("are all of those with which one begins in the question set", () => {
    const missed = goldLines().flatMap(({ text }) => {
      const { words } = clean(text, () => false);
      return words
        .filter((word, i) => !mayBegin(word) && read(words, i) !== null)
        .map((word) => `${word}: ${text}`);
    });
    expect(missed).to.deep.equal([]);
  });

  it("are few: most words of a question are none of them", () => {
    const words = goldLines().flatMap(({ text }) => clean(text, () => false).words);
    expect(words.filter(mayBegin).length).to.be.lessThan(words.length / 3);
  });
});
