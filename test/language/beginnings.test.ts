import { expect } from "chai";
import { clean } from "../../bot/language/clean.ts";
import { KNOWN } from "../../bot/language/lexicon.ts";
import { longest } from "../../bot/language/periods/ranges.ts";
import { beginningWith, PRODUCTIONS } from "../../bot/language/periods/read.ts";
import { goldLines } from "./support.ts";

const CLOCK = { today: "2019-07-30", forward: false };
/** What stands behind the first word of a period: of each form at least one. */
const BEHIND = (
  "|1|year|month|year 2018|a month persistent|holidays 2019|2018/19|1 june 2019|march|march 2019|monday|weekend|1st of june|of june|of may|to date|so far|far|far this year|" +
  "week ago|days ago|30 days|to 9 june|to june|june to july|ending 31 march 2019|commencing 13 may|the end of june|end of june|" +
  "before last|before yesterday|night|morning|quarter|quarter of 2018/19|half|half of 2018/19|bank holiday|holiday weekend|" +
  "day|term|holidays|few weeks|two weeks of may|three quarters of last year|months to march 2019|calendar year|1 june onwards|onwards|" +
  "to today|until last monday|easter to christmas|summer|financial year so far|fortnight|two of this year|year ago|3"
)
  .split("|")
  .map((text) => text.split(" ").filter(Boolean));

/** First words that the lexicon does not know. */
const BESIDE = "preceding municipal wc w/c w/b w/e 0 2019 1/6 q1 h2 fy19 1st 2019-06-01 18-19 x";

/** The forms of which a reading is lost by trying those alone that may begin with the word. */
function missedAt(words: readonly string[], i: number): string[] {
  const tried = beginningWith(words[i]!) ?? [];
  const lost = PRODUCTIONS.filter((form) => !tried.includes(form) && longest([form], words, i, CLOCK));
  return lost.map(({ name }) => `${name}: ${words.slice(i).join(" ")}`);
}

describe("The words with which a form of period may begin", () => {
  it("are all of those with which it does, whatever stands behind", () => {
    const missed = [...KNOWN, ...BESIDE.split(" ")].flatMap((word) =>
      BEHIND.flatMap((behind) => missedAt([word, ...behind], 0)),
    );
    expect(missed).to.deep.equal([]);
  });

  it("are all of those with which one begins in the question set", () => {
    const missed = goldLines().flatMap(({ text }) => {
      const { words } = clean(text, () => false);
      return words.flatMap((_, i) => missedAt(words, i));
    });
    expect(missed).to.deep.equal([]);
  });

  it("are few: with most words of a question none begins, with the others a few of all forms", () => {
    const words = goldLines().flatMap(({ text }) => clean(text, () => false).words);
    const forms = words.map((word) => beginningWith(word)?.length ?? 0);
    expect(forms.filter((count) => count > 0).length).to.be.lessThan(words.length / 3);
    expect(forms.reduce((sum, count) => sum + count)).to.be.lessThan(words.length * 3);
  });
});
