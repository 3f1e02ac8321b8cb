import { KNOWN, LEXICON, PERIOD_WORDS } from "./lexicon.ts";
import {
  childPhrases,
  type Named,
  type NamePhrases,
  nameWords,
  organisationPhrases,
} from "./name-phrases.ts";
import { indexOwnWords, type OwnIndex } from "./own-index.ts";
import { NO_OWN_WORDS, type OwnWords } from "./own-words.ts";
import type { Pattern } from "./pattern.ts";
import { nearestOf, type Spelling } from "./spelling.ts";
import type { NameIndex, Names } from "./understanding.ts";

export { type Named, type NameForm, type NameKind, nameWords } from "./name-phrases.ts";

/** The names as the parser looks them up: by folded words. */
export interface IndexedNames extends NameIndex {
  /** those whom a phrase names, by its folded words: children first */
  readonly phrases: { has(phrase: string): boolean; get(phrase: string): readonly Named[] | undefined };
  readonly longest: number;
  /** all words of names: the short ones have no slips of the pen */
  readonly words: { has(word: string): boolean };
  /** all words of children's ids */
  readonly idWords: { has(word: string): boolean };
  /** all words of names, for slips of the pen */
  readonly spelling: Spelling;
  /** names that are ordinary words, too: they need a sign that they are meant */
  readonly common: { has(phrase: string): boolean };
  /** whose name a word is a part of; a child's where it is both */
  readonly persons: { get(word: string): "child" | "worker" | undefined };
  /** the council's own words */
  readonly own: OwnIndex;
  /** the same without the children */
  readonly organisation: IndexedNames;
}

const BUILT = new WeakMap<NameIndex, IndexedNames>();
const NOBODY = childPhrases([]);

/** The index of names. `own`: the council's own words for groups and the like. */
export function indexNames(names: Names, own: OwnWords = NO_OWN_WORDS): IndexedNames {
  const organisation = { ...names, children: [] };
  const parts = organisationPhrases(organisation);
  const ownIndex = indexOwnWords(own, organisation, (name) => nameWords(name).join(" "));
  const longestOwn = Math.max(0, ...own.groups.map(({ words }) => words.length));
  const bare = joined(organisation, NOBODY, parts, { own: ownIndex, longestOwn });
  return withChildren(bare, names.children);
}

interface Rest {
  own: OwnIndex;
  longestOwn: number;
}
const PARTS = new WeakMap<IndexedNames, { parts: NamePhrases; rest: Rest }>();

/** An index with these children in place of its own. */
export function withChildren(index: IndexedNames, children: Names["children"]): IndexedNames {
  const { organisation } = index;
  if (children.length === 0) return organisation;
  const { parts, rest } = PARTS.get(organisation)!;
  return joined({ ...organisation.names, children }, childPhrases(children), parts, rest, organisation);
}

function joined(
  names: Names,
  children: NamePhrases,
  parts: NamePhrases,
  rest: Rest,
  organisation?: IndexedNames,
): IndexedNames {
  const get = (phrase: string) => {
    const [one, other] = [children.phrases.get(phrase), parts.phrases.get(phrase)];
    return one && other ? [...one, ...other] : (one ?? other);
  };
  const { own } = rest;
  const workers = workerWords(parts);
  const index: IndexedNames = {
    names,
    phrases: { get, has: (phrase) => children.phrases.has(phrase) || parts.phrases.has(phrase) },
    longest: Math.max(children.longest, parts.longest, rest.longestOwn),
    words: { has: (word) => children.words.has(word) || parts.words.has(word) || own.words.has(word) },
    idWords: children.idWords,
    spelling: {
      has: (word) => [children, parts, own].some(({ spelling }) => spelling.has(word)),
      nearest: (typed) =>
        nearestOf(
          typed,
          [children, parts, own].flatMap(({ spelling }) => spelling.within(typed)),
        ),
    },
    common: { has: (phrase) => isOrdinary(phrase, get(phrase) ?? []) },
    persons: {
      get: (word) => (children.words.has(word) ? "child" : workers.has(word) ? "worker" : undefined),
    },
    own,
    get organisation() {
      return organisation ?? index;
    },
  };
  BUILT.set(index, index);
  if (!organisation) PARTS.set(index, { parts, rest });
  return index;
}

const WORKERS = new WeakMap<NamePhrases, ReadonlySet<string>>();

/** Every word of the name of a worker. */
function workerWords(parts: NamePhrases): ReadonlySet<string> {
  let words = WORKERS.get(parts);
  if (!words) {
    const named = [...parts.phrases].filter(([, list]) => list.some(({ kind }) => kind === "worker"));
    words = new Set(named.flatMap(([phrase]) => phrase.split(" ")));
    WORKERS.set(parts, words);
  }
  return words;
}

/**
 * A person's name that is a word ("Will", "June"), a team's that is a term ("Children in Care"). The
 * words of refusals are no reason to distrust the name of a team or a home.
 */
function isOrdinary(key: string, list: readonly Named[]): boolean {
  if (list.length === 0) return false;
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
  const matches = ({ re }: Pattern) => {
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
