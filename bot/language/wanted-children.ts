import type { WantedChildren, WantedName } from "../../data/vocabulary.ts";
import { clean, LONGEST_TEXT } from "./clean.ts";
import { correct } from "./expand.ts";
import { KNOWN, LEXICON } from "./lexicon.ts";
import type { NameVocabulary } from "./name-vocabulary.ts";
import { type IndexedNames, indexed } from "./names.ts";
import type { NameIndex } from "./understanding.ts";

/**
 * Of children who bear one word, so many are enough to ask which is meant (doubts.ts offers twenty); of those
 * who bear several words of the text, all: among them is whoever was typed in full.
 */
const ENOUGH = 40;
const ALL = 400;
/** More words in a row than these name nobody the better. */
const LONGEST_ROW = 4;
/** A text with more names than these in it is a list: its last ones are not known. */
const MOST_NAMES = 200;
/** A child's number is an integer of the database. */
const REFERENCE = /^mc-([1-9]\d{0,8})$/;

/**
 * Which children have to be known to read a text: those whom its words may mean, exactly or with a slip of
 * the pen. Null where no word is one of a child's name, id or reference: the organisation's names are then
 * all that is needed. `names`: the organisation's. The text reads the same with the children that the store
 * gives for this as with all of them (test/walk/known-names.test.ts).
 */
export function wantedChildren(
  text: string,
  names: NameIndex,
  vocabulary: NameVocabulary,
): WantedChildren | null {
  if (text.length > LONGEST_TEXT) return null;
  const index = indexed(names);
  // every mention may be somebody's
  const { words } = clean(text, () => true);
  const references = words.filter((word) => word.startsWith("mc-"));
  const numbers = references.flatMap((word) => REFERENCE.exec(word)?.slice(1).map(Number) ?? []);
  const ids = phrasesOf(words).filter((phrase) => vocabulary.mayBeId(phrase));
  const readings = words.map((word) => readingOf(word, index, vocabulary));
  if (readings.some(isSaid)) withLoose(words, readings, vocabulary);
  const wanted = [...rows(words, readings), ...readings.flatMap(alone)].slice(0, MOST_NAMES);
  if (numbers.length + ids.length + wanted.length === 0) return null;
  const stored = readings.flatMap(({ exact, slips, loose }) => [...exact, ...slips.flat(), ...loose]);
  return { numbers: unique(numbers), ids: unique(ids), names: wanted, words: unique(stored) };
}

/** What a word of the text may be in a child's name, as the store holds it. */
interface Reading {
  /** as it was typed, or the owner's mark left out */
  exact: string[];
  /** one list for each word that may have been meant */
  slips: string[][];
  /** of a word of the lexicon: only beside an exact one */
  loose: string[];
}

const isSaid = ({ exact, slips }: Reading): boolean => exact.length + slips.length > 0;

/** Known words that may be slips of the pen for a name's, beside another. */
function withLoose(words: readonly string[], readings: Reading[], vocabulary: NameVocabulary): void {
  words.forEach((word, i) => {
    const beside = readings.slice(Math.max(0, i + 1 - LONGEST_ROW), i + LONGEST_ROW).some(isSaid);
    if (beside && KNOWN.has(word) && !LEXICON.stop.has(word))
      readings[i]!.loose = vocabulary.near(word).flatMap((near) => vocabulary.stored(near));
  });
}

/** Ids may have a blank in them: "LCS 12345". */
function phrasesOf(words: readonly string[]): string[] {
  return words.flatMap((word, i) => [word, words.slice(i, i + 2).join(" "), words.slice(i, i + 3).join(" ")]);
}

const unique = <T>(list: readonly T[]): T[] => [...new Set(list)];

function readingOf(word: string, index: IndexedNames, vocabulary: NameVocabulary): Reading {
  const free = !KNOWN.has(word) && !LEXICON.abbreviations.has(word);
  // "jaydens": name-spans.ts
  const owner = free && /^[a-z]{3,}s$/.test(word) ? vocabulary.stored(word.slice(0, -1)) : [];
  // what is masked is a word of the lexicon that was meant, unless that is somebody's name: masked.ts
  const meant = correct(word);
  const exact = [...vocabulary.stored(word), ...owner, ...(meant === word ? [] : vocabulary.stored(meant))];
  const slipped = !KNOWN.has(word) && !index.own.known.has(word) && !index.words.has(word);
  const near = slipped ? vocabulary.near(word).filter((one) => one !== word) : [];
  const slips = near.map((one) => [...vocabulary.stored(one)]);
  return { exact: [...new Set(exact)], slips, loose: [] };
}

/** Children whose name begins or ends with what a single word may mean. */
function alone({ exact, slips }: Reading): WantedName[] {
  return [exact, ...slips]
    .filter((words) => words.length > 0)
    .map((words) => ({ words: [words], ends: true, most: ENOUGH }));
}

/** Children who bear all words of a row, the longest rows first; with an initial after it, theirs alone, too. */
function rows(words: readonly string[], readings: readonly Reading[]): WantedName[] {
  const sets = readings.map(({ exact, slips, loose }) => unique([...exact, ...slips.flat(), ...loose]));
  const found: WantedName[] = [];
  for (let length = LONGEST_ROW; length > 0; length--) {
    for (let i = 0; i + length <= words.length; i++) {
      const row = sets.slice(i, i + length);
      if (row.some((set) => set.length === 0) || !readings.slice(i, i + length).some(isSaid)) continue;
      if (length > 1) found.push({ words: row, most: ALL });
      const initial = words[i + length] ?? "";
      if (/^[a-z]$/.test(initial)) found.push({ words: row, initial, most: ENOUGH });
    }
  }
  return found;
}
