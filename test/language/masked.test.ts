import { expect } from "chai";
import fc from "fast-check";
import { KNOWN, LEXICON } from "../../bot/language/lexicon.ts";
import { failedAs, masked } from "../../bot/language/masked.ts";
import { indexNames } from "../../bot/language/names.ts";
import { ownWordsOf, ownWordsSchema } from "../../bot/language/own-words.ts";
import { understand } from "../../bot/language/understand.ts";
import type { Names } from "../../bot/language/understanding.ts";
import { hostileTexts } from "../support/hostile.ts";
import { goldLines, INDEX, NOW, parse } from "./support.ts";

const child = (id: number, name: string) => ({
  id,
  reference: `MC-${1000 + id}`,
  externalId: `CH-${id}`,
  name,
});
const NAMES: Names = {
  children: [
    child(1, "Jayden Zephyrine"),
    child(2, "Siobhán O'Dwyer-Quill"),
    child(3, "Will Foster"),
    child(4, "June Carterby"),
  ],
  placements: [
    { id: 1, name: "Thornquay House", type: "council_care_home", providerId: 1 },
    { id: 2, name: "The Summer House", type: "council_care_home", providerId: 1 },
    { id: 3, name: "Winter", type: "council_care_home", providerId: 1 },
  ],
  providers: [{ id: 1, name: "Brightwyke Care" }],
  teams: [
    { id: 1, name: "Kestrelmoor Team" },
    { id: 2, name: "Messing Green" },
  ],
  workers: [{ id: 1, name: "Odalys Prewitt" }],
  agencies: [{ id: 1, name: "Fenwold Constabulary" }],
} as Names;
const STORE = indexNames(NAMES);

const mask = (text: string, names = STORE) => masked(text, names, []);

const PLACEHOLDER = /^\{(child|home|provider|team|worker|agency|group|reference|unknown|number|date|time)\}$/;

/** Whether a word that was kept is one that anybody could read in the lexicon. */
const isPublic = (word: string) =>
  PLACEHOLDER.test(word) ||
  KNOWN.has(word) ||
  LEXICON.abbreviations.has(word) ||
  /^([?.,;:&/+%-]|'s|[qh][1-4])$/.test(word);

const wordsOf = (text: string | null) =>
  (text ?? "")
    .split(" ")
    .filter((word) => word !== "")
    .map((word) => word.replace(/^\[(.*)\]$/, "$1"));

describe("A message that is kept for the lexicon", () => {
  it("has the type of each name in its place", () => {
    expect(mask("Is Jayden Zephyrine back at Thornquay House?")).to.equal("is {child} back at {home} ?");
    expect(mask("odalys prewitt's cases")).to.equal("{worker} 's cases");
    expect(mask("kestrelmoor team episodes with brightwyke care, fenwold constabulary")).to.equal(
      "{team} episodes with {provider} , {agency}",
    );
    expect(mask("history of MC-1001 and ch-2 and mc-9999")).to.equal(
      "history of {reference} and {reference} and {reference}",
    );
  });

  it("holds no name, however it was typed", () => {
    const spellings = [
      [
        "jayden",
        "JAYDEN",
        "jaydens",
        "jayden's",
        "Jayden’s",
        "jaden",
        "jadyen",
        "jayden🙂",
        "🙂jayden🙂zephyrine",
      ],
      [
        "jaydenzephyrine",
        "JaydenZephyrine",
        "jayden_zephyrine",
        "jayden.zephyrine@example.org",
        "j a y d e n",
      ],
      [
        "zephyrin",
        "zephyrines",
        "zephrine",
        "jayden7",
        "jay\u200bden",
        "Jаyden",
        "ｊａｙｄｅｎ",
        "<at>Jayden Zephyrine</at>",
      ],
      ["siobhan", "siobhán", "o'dwyer", "odwyer", "o dwyer quill", "dwyer-quill", "siobhan's", "siobahn"],
      [
        "thornquay",
        "thornquays",
        "thornkay",
        "thornquayhouse",
        "brightwike",
        "kestralmoor",
        "odalis",
        "prewit",
      ],
    ].flat();
    const pieces = /jay|jad|zeph|phyr|siob|dwyer|quill|thornq|thornk|brightw|kestr|odal|prewi|rine/i;
    for (const typed of spellings)
      for (const text of [
        typed,
        `is ${typed} back`,
        `episodes for ${typed} last weak pls`,
        `${typed} ${typed}`,
      ])
        expect(mask(text), text).to.not.match(pieces);
  });

  it("holds no name that is an ordinary word as well, nor a home that is called by such words", () => {
    expect(mask("will foster carers tell us")).to.equal("{child} carers tell us");
    expect(mask("foster carers will tell us")).to.equal("{child} carers {child} tell us");
    expect(mask("episodes in june")).to.equal("episodes in {child}");
    expect(mask("who ran from the summer house")).to.match(/^who ran from( the)? \{home\}$/);
    expect(mask("episodes in winter")).to.equal("episodes in {home}");
    // nobody in this store is called so
    expect(mask("will foster carers tell us", INDEX)).to.equal("will foster carers tell us");
  });

  it("keeps the word that was meant for a slip of the pen, and nothing of any other word", () => {
    expect(mask("missing epsiodes from zorbert")).to.equal("missing episodes from {unknown}");
    expect(mask("is carter back", INDEX)).to.equal("is carer back");
    expect(mask("is Carter back", INDEX)).to.equal("is {unknown} back");
    // as near to a name of the store
    expect(mask("messing and meissing kids")).to.equal("{unknown} and {unknown} kids");
    expect(mask("messing and meissing kids", INDEX)).to.equal("missing and missing kids");
    expect(mask("is a t back", INDEX)).to.equal("is a {unknown} back");
    expect(mask("is Hope back", INDEX)).to.equal("is {unknown} back");
  });

  it("holds no figure: it may be a birthday, a telephone number or an id", () => {
    expect(mask("14/03/2006, 07700 900123 at 9.15pm on 2019-07-30, 3 times")).to.equal(
      "{date} , {number} {number} at {time} on {date} , {number} times",
    );
    expect(mask("episodes in 2018/19 q3")).to.equal("episodes in {date} q3");
  });

  it("shows which words were not used", () => {
    const text = "two things episodes last month";
    expect(masked(text, INDEX, parse(text).unused)).to.equal("[two] things episodes last month");
  });

  it("holds the words of the council's own file", () => {
    const own = ownWordsOf(
      ownWordsSchema.parse({
        groups: [{ phrase: "coastal homes", placements: ["Thornquay House"] }],
        words: [{ phrase: "hop offs", means: "missing episodes" }],
      }),
    );
    expect(mask("hop offs in coastal homes", indexNames(NAMES, own))).to.equal("hop offs in {group}");
  });

  it("holds nothing but words that stand in the lexicon, whatever was typed", () => {
    const typed = fc.oneof(
      hostileTexts,
      fc
        .array(
          fc.constantFrom(
            ...NAMES.children.flatMap(({ name }) => name!.split(/[ -]/)),
            "thornquay",
            "is",
            "back",
            "🙂",
            "epsiodes",
            "zorbert",
            "07700",
          ),
          { maxLength: 12 },
        )
        .chain((words) => fc.constantFrom(" ", "", "'s ", "-", ".").map((join) => words.join(join))),
      fc.constantFrom(...goldLines().map(({ text }) => text)),
    );
    fc.assert(
      fc.property(typed, (text) => {
        for (const word of wordsOf(mask(text))) expect(isPublic(word), `${word} of ${text}`).to.equal(true);
      }),
      { numRuns: 500 },
    );
  });
});

describe("A message that failed", () => {
  const as = (text: string) =>
    failedAs(understand({ text, now: new Date(NOW), names: INDEX, context: null }));

  it("is one that is refused, asked back for want of words, or read past some of them", () => {
    expect(as("why do children run away")).to.equal("out_of_scope no_data");
    expect(as("zorbert blah flurble")).to.equal("out_of_scope not_understood");
    expect(as("how many")).to.equal("clarify metric");
    expect(as("two things episodes last month")).to.equal("unused");
    expect(as("episodes on 30 February")).to.equal("clarify period");
  });

  it("is none that was answered, nor one where several bear the name", () => {
    expect(as("episodes last month")).to.equal(null);
    expect(as("is sam back")).to.equal(null);
    expect(as("help")).to.equal(null);
  });
});
