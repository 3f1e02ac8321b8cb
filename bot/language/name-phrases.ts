import { foldWord } from "./clean.ts";
import { KNOWN, LEXICON } from "./lexicon.ts";
import { SpellingIndex } from "./spelling.ts";
import type { Names } from "./understanding.ts";

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

/** What some of a store's names can be found by. */
export interface NamePhrases {
  /** those who are named, by the folded words of the phrase */
  readonly phrases: ReadonlyMap<string, readonly Named[]>;
  /** all words of names */
  readonly words: ReadonlySet<string>;
  readonly spelling: SpellingIndex;
  /** all words of ids and references, which are typed as they are */
  readonly idWords: ReadonlySet<string>;
  /** words in the longest phrase */
  readonly longest: number;
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

type Add = (words: readonly string[], named: Named) => void;

/** The phrases that name children: reference, council id, name, parts of a name, aliases. */
export function childPhrases(children: Names["children"]): NamePhrases {
  return collected((add) => {
    for (const child of children) addChild(add, child);
  });
}

/** The phrases that name people at work, places, providers, teams and agencies. */
export function organisationPhrases(names: Omit<Names, "children">): NamePhrases {
  return collected((add) => {
    for (const worker of names.workers) addWorker(add, worker);
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
  });
}

const IN_PART: ReadonlySet<NameForm> = new Set(["first", "last", "part"]);

function collected(collect: (add: Add) => void): NamePhrases {
  const phrases = new Map<string, Named[]>();
  const words = new Set<string>();
  const idWords = new Set<string>();
  let longest = 1;
  collect((said, named) => {
    if (said.length === 0) return;
    const key = said.join(" ");
    // "Oakfield 10": of the name's parts a number alone is a number
    if (IN_PART.has(named.form) && !/\p{L}/u.test(key)) return;
    const parts = key.split(" ");
    longest = Math.max(longest, parts.length);
    const kind = named.form === "id" || named.form === "reference" ? idWords : words;
    for (const part of parts) kind.add(part);
    const list = phrases.get(key);
    if (!list) phrases.set(key, [named]);
    else if (!list.some((one) => one.kind === named.kind && one.id === named.id)) list.push(named);
  });
  return { phrases, words, spelling: new SpellingIndex(words), idWords, longest };
}

function addChild(add: Add, child: Names["children"][number]): void {
  const initial = initialOf(child.name);
  const named = (form: NameForm): Named => ({ kind: "child", id: child.id, form, initial });
  add([foldWord(child.reference)], named("reference"));
  if (child.externalId) add([foldWord(child.externalId)], named("id"));
  for (const alias of child.aliases ?? []) add(nameWords(alias), named("alias"));
  if (!child.name) return;
  const words = nameWords(child.name);
  add(words, named("full"));
  for (const plain of withoutApostrophes(words)) add(plain, named("alias"));
  if (words.length < 2) return;
  add([words[0]!], named("first"));
  add([words.at(-1)!], named("last"));
  if (words.length > 2) {
    add(words.slice(1), named("last"));
    add(words.slice(0, -1), named("first"));
  }
  const given = nameWords(child.name.trim().split(/\s+/)[0]!);
  if (given.length > 1 && given.length < words.length) add(given, named("first"));
}

/** "O'Brien" as "o brien" and "obrien"; none where there is no apostrophe. */
export function withoutApostrophes(words: readonly string[]): string[][] {
  if (!words.some((word) => word.includes("'"))) return [];
  return [words.flatMap((word) => word.split("'")), words.map((word) => word.replaceAll("'", ""))];
}

function addWorker(add: Add, worker: { id: number; name: string }): void {
  const words = nameWords(worker.name);
  const initial = initialOf(worker.name);
  const named = (form: NameForm): Named => ({ kind: "worker", id: worker.id, form, initial });
  add(words, named("full"));
  if (words.length < 2) return;
  add([words[0]!], named("first"));
  add([words.at(-1)!], named("last"));
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
function addPlain(add: Add, kind: NameKind, id: number, words: string[]): void {
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
