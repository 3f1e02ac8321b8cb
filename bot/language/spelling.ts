/** Damerau-Levenshtein distance (adjacent swaps count once), or `limit + 1` once it is above `limit`. */
export function distance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  // what they begin and end with alike is no edit: little is left of two words that are near
  let start = 0;
  while (start < a.length && a[start] === b[start]) start++;
  let end = 0;
  while (end < Math.min(a.length, b.length) - start && a.at(-1 - end) === b.at(-1 - end)) end++;
  // one edit leaves one letter, two where they changed places
  if (limit === 1 && Math.max(a.length, b.length) - start - end > 2) return 2;
  return editsOf(a.slice(start, a.length - end), b.slice(start, b.length - end), limit);
}

/** Three rows of the table of edits: no two words are compared at the same time. */
const ROWS: [number[], number[], number[]] = [[], [], []];

function editsOf(a: string, b: string, limit: number): number {
  if (a === "" || b === "") return a.length + b.length;
  let [before, row, next] = ROWS;
  for (let j = 0; j <= b.length; j++) row[j] = j;
  let leastBefore = 0;
  for (let i = 1; i <= a.length; i++) {
    next[0] = i;
    let least = i;
    const letter = a.charCodeAt(i - 1);
    for (let j = 1; j <= b.length; j++) {
      const other = b.charCodeAt(j - 1);
      let value = Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (letter === other ? 0 : 1));
      if (i > 1 && j > 1 && letter === b.charCodeAt(j - 2) && a.charCodeAt(i - 2) === other)
        value = Math.min(value, before[j - 2]! + 1);
      next[j] = value;
      if (value < least) least = value;
    }
    // a swap goes on from the row before
    if (least > limit && leastBefore > limit) return limit + 1;
    leastBefore = least;
    [before, row, next] = [row, next, before];
  }
  return row[b.length]!;
}

/** How many edits a word may be away: one for 5 to 7 letters, two above, a swap only for four. */
export function tolerance(word: string): number {
  if (word.length < 4) return 0;
  return word.length < 8 ? 1 : 2;
}

/** Something that is asked for words near to one that was typed. */
export interface Spelling {
  has(word: string): boolean;
  /** The nearest words within the tolerance; several where they are equally near, always in one order. */
  nearest(typed: string): string[];
}

/** A word near to another, and how many edits away; `came` as the how many-th of its index. */
export interface Near {
  word: string;
  far: number;
  came: number;
}

/**
 * Words that can be found again with a slip of the pen. They are kept by their length, each with a number
 * that has a bit for every letter in it: an edit changes two letters at most, so that a look-up compares
 * numbers, a nanosecond each, and spells out few words.
 */
export class SpellingIndex implements Spelling {
  readonly #byLength: Bucket[] = [];
  #count = 0;

  constructor(words: Iterable<string> = []) {
    for (const word of new Set(words)) this.add(word);
  }

  /** @param word that is not among them yet */
  add(word: string): void {
    if (word.length < 3 || !/^[a-z']+$/.test(word)) return;
    this.#byLength[word.length] ??= { words: [], letters: new Int32Array(8), came: new Int32Array(8) };
    const bucket = this.#byLength[word.length]!;
    const at = bucket.words.length;
    if (at === bucket.letters.length) {
      bucket.letters = widened(bucket.letters);
      bucket.came = widened(bucket.came);
    }
    bucket.letters[at] = lettersOf(word);
    bucket.came[at] = this.#count++;
    bucket.words.push(word);
  }

  has(word: string): boolean {
    const bucket = /^[a-z']+$/.test(word) ? this.#byLength[word.length] : undefined;
    if (!bucket) return false;
    const letters = lettersOf(word);
    return bucket.words.some((one, i) => bucket.letters[i] === letters && one === word);
  }

  /** All words within the tolerance, in no order. */
  within(typed: string): Near[] {
    const limit = tolerance(typed);
    const found: Near[] = [];
    if (limit === 0 || !/^[a-z']+$/.test(typed)) return found;
    const letters = lettersOf(typed);
    for (let length = typed.length - limit; length <= typed.length + limit; length++) {
      // the short ones have no slips of the pen
      const bucket = length < 4 ? undefined : this.#byLength[length];
      if (!bucket) continue;
      // a letter more or less changes one letter of the word's set, another letter in its place two
      const most = 2 * limit - Math.abs(length - typed.length);
      for (let i = 0; i < bucket.words.length; i++) {
        if (bits(letters ^ bucket.letters[i]!) > most) continue;
        const word = bucket.words[i]!;
        // one edit leaves the first letter or the last
        if (limit === 1 && word[0] !== typed[0] && word.at(-1) !== typed.at(-1)) continue;
        const far = distance(typed, word, limit);
        if (far > limit || (typed.length === 4 && !(far === 1 && isSwap(typed, word)))) continue;
        found.push({ word, far, came: bucket.came[i]! });
      }
    }
    return found;
  }

  /** Of several equally near, in the order in which they came. */
  nearest(typed: string): string[] {
    return nearestOf(typed, this.within(typed), (a, b) => a.came - b.came);
  }
}

/** The words of one length. */
interface Bucket {
  words: string[];
  letters: Int32Array;
  came: Int32Array;
}

function widened(numbers: Int32Array): Int32Array {
  const wider = new Int32Array(numbers.length * 2);
  wider.set(numbers);
  return wider;
}

/** The nearest of the words; of several equally near, those that begin as the typed one does. */
export function nearestOf(
  typed: string,
  near: readonly Near[],
  otherwise = (a: Near, b: Near): number => (a.word < b.word ? -1 : 1),
): string[] {
  if (near.length === 0) return [];
  const best = Math.min(...near.map(({ far }) => far));
  const found = near.filter(({ far }) => far === best);
  const sameStart = found.filter(({ word }) => word[0] === typed[0]);
  const ordered = inOrder(typed, sameStart.length > 0 ? sameStart : found, otherwise);
  return [...new Set(ordered.map(({ word }) => word))];
}

/** Equally near words in the order in which leaving out letters of both, from the first on, makes them one. */
function inOrder(typed: string, near: Near[], otherwise: (a: Near, b: Near) => number): Near[] {
  if (near.length < 2) return near;
  const ways = shortened(typed, tolerance(typed));
  const placed = near.map((one) => {
    const own = new Set(shortened(one.word, one.word.length < 7 ? 1 : 2));
    return { one, place: ways.findIndex((way) => own.has(way)) };
  });
  return placed.sort((a, b) => a.place - b.place || otherwise(a.one, b.one)).map(({ one }) => one);
}

/** The word with at most so many letters, one or two, left out. */
function shortened(word: string, letters: number): string[] {
  const ways = [word];
  for (let i = 0; i < word.length; i++) {
    ways.push(word.slice(0, i) + word.slice(i + 1));
    for (let j = i + 1; letters > 1 && j < word.length; j++)
      ways.push(word.slice(0, i) + word.slice(i + 1, j) + word.slice(j + 1));
  }
  return ways;
}

function isSwap(a: string, b: string): boolean {
  return a.length === b.length && [...a].sort().join("") === [...b].sort().join("");
}

/** A bit for each letter that stands in the word, and one for the apostrophe. */
function lettersOf(word: string): number {
  let letters = 0;
  for (let i = 0; i < word.length; i++) {
    const code = word.charCodeAt(i);
    letters |= 1 << (code === 39 ? 26 : code - 97);
  }
  return letters;
}

function bits(number: number): number {
  let n = number - ((number >>> 1) & 0x55555555);
  n = (n & 0x33333333) + ((n >>> 2) & 0x33333333);
  return Math.imul((n + (n >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
