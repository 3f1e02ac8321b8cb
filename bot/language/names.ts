import { foldWord } from "./clean.ts";
import { KNOWN, LEXICON, PERIOD_WORDS } from "./lexicon.ts";
import { indexOwnWords, type OwnIndex } from "./own-index.ts";
import { NO_OWN_WORDS, type OwnWords } from "./own-words.ts";
import { SpellingIndex } from "./spelling.ts";
import type { NameIndex, Names } from "./understanding.ts";

export type NameKind = "child" | "placement" | "provider" | "team" | "worker" | "agency";
/** How much of a name was typed; `id` is the council's, `reference` our own. */
export type NameForm = "full" | "alias" | "id" | "reference" | "first" | "last" | "part";

export interface Named {
  kind: NameKind;
  id: number;
  form: NameForm;
  /** of a person's last name: "Sam W" */
  initial?: string | undefined;
}

/** The names as the parser looks them up: by folded words. */
export interface IndexedNames extends NameIndex {
  /** every phrase that names somebody or something, by its folded words */
  readonly phrases: ReadonlyMap<string, readonly Named[]>;
  readonly longest: number;
  /** all words of names: the short ones have no slips of the pen */
  readonly words: ReadonlySet<string>;
  /** all words of names, for slips of the pen */
  readonly spelling: SpellingIndex;
  /** names that are ordinary words, too: they need a sign that they are meant */
  readonly common: ReadonlySet<string>;
  /** the council's own words */
  readonly own: OwnIndex;
}

const GENERIC_TAIL = new Set(
  "house home homes lodge cottage road street avenue lane close drive court hall place children's childrens residential unit centre team".split(
    " ",
  ),
);

/** The words of a name as the parser splits them. */
export function nameWords(name: string): string[] {
  return foldWord(name)
    .replace(/'s\b/g, " 's")
    .replace(/[^\p{L}\p{N}' -]/gu, " ")
    .split(/[\s-]+/)
    .filter((word) => word !== "");
}

const BUILT = new WeakMap<NameIndex, IndexedNames>();

/**
 * The index of a store's names: build it once for each revision of the names. 50,000 children take
 * about a second and a look-up a few microseconds. `own`: the council's own words for groups and the like.
 */
export function indexNames(names: Names, own: OwnWords = NO_OWN_WORDS): IndexedNames {
  const phrases = new Map<string, Named[]>();
  let longest = 1;
  const add = (words: readonly string[], named: Named) => {
    if (words.length === 0) return;
    const key = words.join(" ");
    longest = Math.max(longest, words.length);
    const list = phrases.get(key);
    if (!list) phrases.set(key, [named]);
    else if (!list.some((one) => one.kind === named.kind && one.id === named.id)) list.push(named);
  };
  for (const child of names.children) {
    const initial = initialOf(child.name);
    const named = (form: NameForm): Named => ({ kind: "child", id: child.id, form, initial });
    add([foldWord(child.reference)], named("reference"));
    if (child.externalId) add([foldWord(child.externalId)], named("id"));
    const aliases = child.aliases ?? [];
    for (const alias of aliases) add(nameWords(alias), named("alias"));
    if (!child.name) continue;
    const words = nameWords(child.name);
    add(words, named("full"));
    if (words.length < 2) continue;
    add([words[0]!], named("first"));
    add([words.at(-1)!], named("last"));
    if (words.length > 2) {
      add(words.slice(1), named("last"));
      add(words.slice(0, -1), named("first"));
    }
    const given = nameWords(child.name.trim().split(/\s+/)[0]!);
    if (given.length > 1 && given.length < words.length) add(given, named("first"));
    if (words.some((word) => word.includes("'"))) {
      add(
        words.flatMap((word) => word.split("'")),
        named("alias"),
      );
      add(
        words.map((word) => word.replaceAll("'", "")),
        named("alias"),
      );
    }
  }
  for (const worker of names.workers) {
    const words = nameWords(worker.name);
    const initial = initialOf(worker.name);
    const named = (form: NameForm): Named => ({ kind: "worker", id: worker.id, form, initial });
    add(words, named("full"));
    if (words.length < 2) continue;
    add([words[0]!], named("first"));
    add([words.at(-1)!], named("last"));
  }
  const plain = [
    ["placement", names.placements],
    ["provider", names.providers],
    ["team", names.teams],
    ["agency", names.agencies],
  ] as const;
  for (const [kind, list] of plain) {
    for (const { id, name } of list) {
      addPlain(add, kind, id, nameWords(name));
      const initials = initialsOf(name);
      if (initials && kind !== "placement") add([initials], { kind, id, form: "alias" });
    }
  }
  for (const { words } of own.groups) longest = Math.max(longest, words.length);
  const groups = own.groups.map(({ words }) => words.join(" "));
  const words = new Set([...phrases.keys(), ...groups].flatMap((key) => key.split(" ")));
  const spelling = new SpellingIndex(words);
  const common = new Set([...phrases].filter(([key, list]) => isOrdinary(key, list)).map(([key]) => key));
  const index: IndexedNames = {
    names,
    phrases,
    longest,
    words,
    spelling,
    common,
    own: indexOwnWords(own, names, (name) => nameWords(name).join(" ")),
  };
  BUILT.set(index, index);
  return index;
}

/** "BTP" for British Transport Police; null where the letters say something else already, or are too few. */
function initialsOf(name: string): string | null {
  const letters = nameWords(name)
    .map((word) => word[0])
    .join("");
  return letters.length > 2 && !KNOWN.has(letters) && !LEXICON.abbreviations.has(letters) ? letters : null;
}

function initialOf(name: string | null | undefined): string | undefined {
  return name?.trim().split(/\s+/).at(-1)?.[0]?.toLowerCase();
}

/** "The Willows", "Oakfield House", "North Team": the article and the generic word may be left out. */
function addPlain(
  add: (words: readonly string[], named: Named) => void,
  kind: NameKind,
  id: number,
  words: string[],
): void {
  add(words, { kind, id, form: "full" });
  const bare = words[0] === "the" ? words.slice(1) : words;
  if (bare !== words) add(bare, { kind, id, form: "full" });
  // "Childrens Society": the owner's mark is often left out
  const mark = bare.indexOf("'s");
  if (mark > 0)
    add([...bare.slice(0, mark - 1), `${bare[mark - 1]}s`, ...bare.slice(mark + 1)], {
      kind,
      id,
      form: "full",
    });
  const stem = [...bare];
  while (stem.length > 1 && GENERIC_TAIL.has(stem.at(-1)!)) stem.pop();
  if (stem.length < bare.length && stem.join("").length > 2) add(stem, { kind, id, form: "part" });
  const first = stem[0]!;
  if (stem.length > 1 && kind !== "agency" && kind !== "team" && first.length > 3 && !KNOWN.has(first)) {
    add([first], { kind, id, form: "part" });
  }
}

/**
 * A person's name that is a word ("Will", "June"), a team's that is a term ("Children in Care"). The
 * words of refusals are no reason to distrust the name of a team or a home.
 */
function isOrdinary(key: string, list: readonly Named[]): boolean {
  const words = key.split(" ");
  const personal = list.some(({ kind }) => kind === "child" || kind === "worker");
  if (words.length === 1 && personal) return KNOWN.has(key);
  if (words.length === 1) return LEXICON.stop.has(key) || PERIOD_WORDS.has(key) || isTerm(key);
  return isTerm(key);
}

function isTerm(key: string): boolean {
  // terms are made of the lexicon's words: most names are not, and need no pattern tried
  if (!key.split(" ").every((word) => KNOWN.has(word) || !/^[a-z]{2,}$/.test(word))) return false;
  const text = ` ${key} `;
  const matches = (re: RegExp) => {
    re.lastIndex = 0;
    const found = re.exec(text);
    return found !== null && found[0].length >= text.length - 1;
  };
  return (
    LEXICON.filters.some(({ patterns }) => patterns.some(matches)) ||
    LEXICON.phrases.some(({ from }) => matches(from))
  );
}

/** The index behind the opaque type; anything not made by `indexNames` is indexed here. */
export function indexed(names: NameIndex): IndexedNames {
  return BUILT.get(names) ?? indexNames(names.names);
}
