import fc from "fast-check";

/** A child as a test stores it. */
export interface NamedRow {
  source: string;
  externalId: string | null;
  name: string | null;
}

/** Words that are near to each other, are ordinary words too, or are written in several ways. */
const WORDS = [
  ..."Jayden Jaydan Jaydon Hayden Kaydence Jaydenne Jon John Joan Christopher Christophe Cristopher Kristofer".split(
    " ",
  ),
  ..."Marlon Merlon Price Pryce Prince Brice Foster Forster Smith Smyth Smithe Smithson Hale Hall Halle".split(
    " ",
  ),
  ..."Will June May Rose Grace Young West March Child Weeks de la O Li Mary Ann Anne Marie Jane Mary-Jane".split(
    " ",
  ),
  ..."O'Brien OBrien O’Neill D'Souza Zoë Zoe José JOSE Siobhán SMITH St. (Jay) Ruairí-Óg Smith–Hale".split(
    " ",
  ),
];
const IDS = [null, "CH-12", "CH-0012", "ch-12", "104233", "C7", "LCS 4411", "AB-12-3", "7", "2019", "Xy9"];

const aWord = fc.constantFrom(...WORDS);
const aName = fc
  .tuple(fc.array(aWord, { minLength: 1, maxLength: 4 }), fc.constantFrom(" ", " ", " ", "-", "  ", "\u00a0"))
  .map(([words, blank]) => words.join(blank));

/** A store's children, few enough to be alike. */
export const someChildren: fc.Arbitrary<NamedRow[]> = fc
  .array(fc.record({ name: fc.option(aName, { freq: 12 }), externalId: fc.constantFrom(...IDS) }), {
    minLength: 1,
    maxLength: 25,
  })
  .map((rows) => rows.map((row, i) => ({ ...row, source: `system ${i}` })));

/** How a name is typed: some of its words, in other letters, with slips of the pen. */
const aTyping = fc.record({
  child: fc.nat(),
  from: fc.nat(3),
  words: fc.integer({ min: 1, max: 4 }),
  small: fc.boolean(),
  slip: fc.option(fc.record({ at: fc.nat(), kind: fc.nat(3), letter: fc.constantFrom(..."aeionrst'") }), {
    freq: 2,
  }),
  after: fc.constantFrom("", "", "", "s", "'s", " S", " h"),
});

function typed(rows: readonly NamedRow[], typing: Parameters<Parameters<typeof aTyping.map>[0]>[0]): string {
  const row = rows[typing.child % rows.length]!;
  const words = (row.name ?? row.externalId ?? "MC-1001").split(/[\s-]+/);
  const from = Math.min(typing.from, words.length - 1);
  const said = words.slice(from, from + typing.words).join(" ");
  return `${slipped(typing.small ? said.toLowerCase() : said, typing.slip)}${typing.after}`;
}

function slipped(said: string, slip: { at: number; kind: number; letter: string } | null): string {
  if (!slip || said === "") return said;
  const i = slip.at % said.length;
  const ways = [
    said.slice(0, i) + said.slice(i + 1),
    said.slice(0, i) + slip.letter + said.slice(i),
    said.slice(0, i) + slip.letter + said.slice(i + 1),
    said.slice(0, i) + (said[i + 1] ?? "") + said[i] + said.slice(i + 2),
  ];
  return ways[slip.kind]!;
}

const SENTENCES = [
  "{n}",
  "is {n} back",
  "{n} back at 14:05",
  "tell me about {n}",
  "episodes for {n} last year",
  "log a return for {n}",
  "compare {n} and {m}",
  "who looked at {n} this month",
  "history of {n}",
  "has {n} had an interview since june",
  "{n} missing since 9pm",
  "how many in {n} last year and {m}",
  "excluding {n}, top 10 last year",
  "<at>{n}</at> hello <at>{m}</at> is missing",
  "{n} {m} price march will",
  "{n} or {m}?",
  "interviews for {n} at hayden house with marlon",
];

/** What somebody types about a store's children, who may also be typed by reference or id. */
export const aLine: fc.Arbitrary<(rows: readonly NamedRow[], numbers: readonly number[]) => string> = fc
  .tuple(
    fc.constantFrom(...SENTENCES),
    aTyping,
    aTyping,
    fc.option(fc.constantFrom("mc", "id", "ME-12", "mc-9999999999"), { freq: 4 }),
    fc.option(fc.array(aWord, { maxLength: 3 }), { freq: 4 }),
  )
  .map(([sentence, one, other, instead, more]) => (rows, numbers) => {
    const at = one.child % rows.length;
    const id = instead === "mc" ? `MC-${numbers[at]}` : instead === "id" ? rows[at]!.externalId : instead;
    const said = sentence
      .replace("{n}", () => id ?? typed(rows, one))
      .replace("{m}", () => typed(rows, other));
    return [said, ...(more ?? [])].join(" ");
  });
