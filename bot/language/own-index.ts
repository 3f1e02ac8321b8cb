import type { Names } from "../../data/vocabulary.ts";
import type { FilterTerm } from "./lexicon.ts";
import type { Line } from "./line.ts";
import type { NameSpan } from "./name-spans.ts";
import { type IndexedNames, nameWords } from "./names.ts";
import type { OwnGroup, OwnMeaning, OwnWords } from "./own-words.ts";
import { SpellingIndex } from "./spelling.ts";

/** A council's own words with the ids that the store gives their names: made once a names revision. */
export interface OwnIndex {
  /** a filter's values by the phrase's words; a doubt where the store holds none of the names */
  readonly groups: ReadonlyMap<string, OwnSpan>;
  /** by their first word, longest first */
  readonly meanings: ReadonlyMap<string, readonly OwnMeaning[]>;
  /** all words of the meanings: no slips of the pen for a name */
  readonly known: ReadonlySet<string>;
  /** all words of the groups, which may be typed with a slip */
  readonly words: ReadonlySet<string>;
  readonly spelling: SpellingIndex;
}

export type OwnSpan = { key: OwnGroup["key"] } & (
  | { slot: "filter"; value: FilterTerm }
  | { slot: "name"; value: NameSpan }
);

/** `fold`: a name's words as the index holds them. */
export function indexOwnWords(own: OwnWords, names: Names, fold: (name: string) => string): OwnIndex {
  const ids = idsByName(names, fold);
  const meanings = new Map<string, OwnMeaning[]>();
  for (const meaning of [...own.words].sort((a, b) => b.words.length - a.words.length)) {
    const [first] = meaning.words;
    meanings.set(first!, [...(meanings.get(first!) ?? []), meaning]);
  }
  const words = new Set(own.groups.flatMap((group) => group.words));
  return {
    words,
    spelling: new SpellingIndex(words),
    groups: new Map(
      own.groups.map((group) => [
        group.words.join(" "),
        spanOf(group, (key, name) => ids[key].get(fold(name)) ?? []),
      ]),
    ),
    meanings,
    known: new Set(own.words.flatMap(({ words }) => words)),
  };
}

/**
 * Where the file names what the store does not hold, or calls a group or slang what somebody in the
 * store is called (the name wins), as places in the file: `groups.0.placements.1`. Never the words.
 */
export function ownWordsAmiss(own: OwnWords, index: IndexedNames): { unheld: string[]; named: string[] } {
  const ids = idsByName(index.names, (name) => nameWords(name).join(" "));
  const unheld = own.groups.flatMap(({ key, list, values }, i) =>
    key === "placementType"
      ? []
      : values.flatMap((name, k) =>
          ids[key].has(nameWords(name).join(" ")) ? [] : [`groups.${i}.${list}.${k}`],
        ),
  );
  const named = (["groups", "words"] as const).flatMap((list) =>
    own[list].flatMap(({ words }, i) => (index.phrases.has(words.join(" ")) ? [`${list}.${i}.phrase`] : [])),
  );
  return { unheld, named };
}

type NameKey = Exclude<OwnGroup["key"], "placementType">;

function spanOf(group: OwnGroup, held: (key: NameKey, name: string) => readonly number[]): OwnSpan {
  const { key, words } = group;
  const values = key === "placementType" ? group.values : group.values.flatMap((name) => held(key, name));
  if (values.length > 0) return { key, slot: "filter", value: { key, values, patterns: [] } };
  // nobody's name: the bot asks back, for all homes are not what was meant
  return {
    key,
    slot: "name",
    value: { candidates: [], fuzzy: false, words: words.join(" "), byReference: false },
  };
}

function idsByName(names: Names, fold: (name: string) => string): Record<NameKey, Map<string, number[]>> {
  const byName = (rows: readonly { id: number; name: string }[]) => {
    const ids = new Map<string, number[]>();
    for (const { id, name } of rows) ids.set(fold(name), [...(ids.get(fold(name)) ?? []), id]);
    return ids;
  };
  return {
    placement: byName(names.placements),
    provider: byName(names.providers),
    team: byName(names.teams),
  };
}

/** Says a council's own words in the lexicon's. */
export function sayInLexicon(line: Line, { meanings }: OwnIndex): void {
  for (let i = 0; i < line.units.length; i++) {
    const fits = meanings
      .get(line.units[i]!.w)
      ?.find(({ words }) =>
        words.every((word, k) => line.units[i + k]?.w === word && line.units[i + k]?.slot === null),
      );
    if (!fits) continue;
    line.rewrite(i, i + fits.words.length, fits.means);
    i += fits.means.length - 1;
  }
}
