import { readFileSync } from "node:fs";
import { expect } from "chai";
import { indexed, indexNames } from "../../bot/language/names.ts";
import { ownWordsAmiss } from "../../bot/language/own-index.ts";
import { NO_OWN_WORDS, ownWordsOf, ownWordsSchema } from "../../bot/language/own-words.ts";
import { understand } from "../../bot/language/understand.ts";
import { HOMES, TEAMS } from "../../data/demonstration/organisation.ts";
import type { Names } from "../../data/vocabulary.ts";
import { NOW } from "./support.ts";

const PROVIDERS = [...new Set(HOMES.flatMap(({ provider }) => provider ?? []))];
const numbered = (names: readonly string[]) => names.map((name, i) => ({ id: i + 1, name }));
const NAMES: Names = {
  children: [{ id: 1, reference: "MC-1001", externalId: "CH-1", name: "Rosie Fishwick" }],
  placements: HOMES.map(({ name, type, provider }, i) => ({
    id: i + 1,
    name,
    type,
    providerId: provider === null ? null : PROVIDERS.indexOf(provider) + 1,
  })),
  providers: numbered(PROVIDERS),
  teams: numbered(TEAMS),
  workers: [],
  agencies: [],
};
const ids = (list: { id: number; name: string }[], ...names: string[]) =>
  names.map((name) => list.find((one) => one.name === name)!.id);

const EXAMPLE: unknown = JSON.parse(
  readFileSync(new URL("../../data/examples/own-words.json", import.meta.url), "utf8"),
);
const own = (file: unknown) => ownWordsOf(ownWordsSchema.parse(file));

function reader(file: unknown) {
  const names = indexNames(NAMES, own(file));
  return (text: string) => understand({ text, now: new Date(NOW), names, context: null });
}
const read = reader(EXAMPLE);
const plain = reader({});

/** What is wrong with a file, entry by entry. */
function problems(file: unknown): string[] {
  const parsed = ownWordsSchema.safeParse(file);
  return parsed.success
    ? []
    : parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
}
const group = (phrase: string, more: object = { teams: ["North"] }) => ({ groups: [{ phrase, ...more }] });
const word = (phrase: string, means = "missing episodes") => ({ words: [{ phrase, means }] });

describe("A council's own words", () => {
  it("name a group of homes, of types, of providers and a team", () => {
    const filtersOf = (text: string) => {
      const { request } = read(text);
      return request.kind === "question" ? request.filters : request.kind;
    };
    expect(filtersOf("episodes from the valley homes last month")).to.deep.equal({
      placement: ids(NAMES.placements, "Millbrook", "Fernleigh", "Ashdale"),
    });
    expect(filtersOf("Framework beds, episodes last quarter")).to.deep.equal({
      placementType: ["independent_provider", "supported_accommodation"],
    });
    expect(filtersOf("how many children went missing from block contract this year")).to.deep.equal({
      provider: ids(NAMES.providers, "Bridgewater Care", "Elm Tree Residential"),
    });
    expect(filtersOf("Front Door compliance by month")).to.deep.equal({ team: ids(NAMES.teams, "North") });
  });

  it("turn round with the words before them, like any other filter", () => {
    expect(read("episodes this year excluding valley homes").request).to.have.deep.property("filters", {
      not_placement: ids(NAMES.placements, "Millbrook", "Fernleigh", "Ashdale"),
    });
  });

  it("are read with a slip of the pen, as names are", () => {
    expect(read("episodes from the vallye homes last month").request).to.deep.equal(
      read("episodes from the valley homes last month").request,
    );
  });

  it("of slang read as what they mean", () => {
    for (const [slang, said] of [
      ["how many hop-offs last month", "how many missing episodes last month"],
      ["RVC compliance 2018/19", "return interview compliance 2018/19"],
      ["hop offs by rvc outcome", "missing episodes by return interview outcome"],
    ] as const)
      expect(read(slang).request, slang).to.deep.equal(plain(said).request);
  });

  it("leave every other line as it is read without them", () => {
    for (const text of [
      "foster care episodes last month",
      "who is missing from Millbrook",
      "beds",
      "what does persistent mean",
      "is Rosie Fishwick back",
    ])
      expect(read(text), text).to.deep.equal(plain(text));
  });

  it("give way to a child's name, which counts as one in a room", () => {
    const fish = reader(word("fishwick"));
    expect(fish("episodes for Fishwick").namesChild).to.equal(true);
  });

  it("ask back where the store holds none of the homes: all homes were not meant", () => {
    const closed = reader(group("coastal homes", { placements: ["Seaview"] }));
    expect(closed("episodes from coastal homes last month").request).to.deep.include({
      kind: "clarify",
      why: "name",
    });
  });

  it("say where they name what the store does not hold, and where a name says the same", () => {
    const file = {
      groups: [{ phrase: "coastal homes", placements: ["Millbrook", "Seaview"] }],
      words: [{ phrase: "rosie", means: "missing episodes" }],
    };
    expect(ownWordsAmiss(own(file), indexed(indexNames(NAMES)))).to.deep.equal({
      unheld: ["groups.0.placements.1"],
      named: ["words.0.phrase"],
    });
    expect(ownWordsAmiss(own(EXAMPLE), indexed(indexNames(NAMES)))).to.deep.equal({ unheld: [], named: [] });
  });

  it("may be left out altogether", () => {
    expect(own({})).to.deep.equal(NO_OWN_WORDS);
  });

  describe("are refused, with the entry and what to do,", () => {
    it("where the lexicon reads the phrase already", () => {
      for (const phrase of [
        "our homes",
        "council homes",
        "last month",
        "missing episodes",
        "high-risk kids",
        "girls",
        "rhi",
        "how many",
        "log return",
        "delete everything",
        "what can you do",
      ])
        expect(problems(group(phrase)), phrase).to.deep.equal([
          "groups.0.phrase: is read by Homeward's own lexicon: leave the entry out, or choose another phrase",
        ]);
    });

    it("where a phrase comes twice, however it is written", () => {
      const file = { ...group("the Valley homes"), ...word("valley-homes") };
      expect(problems(file)).to.deep.equal([
        "words.0.phrase: is the phrase of groups.0, too: keep one of the two",
      ]);
    });

    it("where a phrase is more than plain words", () => {
      for (const phrase of ["(a|b)", "valley.*", "valley $", "^homes", "{who}", "x".repeat(61)])
        expect(problems(group(phrase))[0], phrase).to.match(/^groups\.0\.phrase: /);
      expect(problems(group("a b c d e f g"))).to.deep.equal([
        "groups.0.phrase: has to be one to 6 words: shorten it",
      ]);
    });

    it("where a group is of nothing, of two kinds, or of a placement type that there is not", () => {
      expect(problems(group("valley homes", {}))[0]).to.match(/^groups\.0: needs one of placementType, /);
      expect(problems(group("valley homes", { placements: ["Linden"], teams: ["North"] }))[0]).to.match(
        /^groups\.0: needs one of .*it has 2$/,
      );
      expect(problems(group("valley homes", { placementType: ["castle"] }))[0]).to.match(
        /^groups\.0\.placementType\.0: .*council_care_home/,
      );
    });

    it("where slang is said in words that the lexicon does not have", () => {
      expect(problems(word("hop offs", "flibbertigibbets"))).to.deep.equal([
        "words.0.means: holds words that Homeward does not read: say it in other words",
      ]);
    });
  });
});
