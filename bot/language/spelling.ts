/** Damerau-Levenshtein distance (adjacent swaps count once), or `limit + 1` once it is above `limit`. */
export function distance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  // what they begin and end with alike is no edit: little is left of two words that are near
  let start = 0;
  while (start < a.length && a[start] === b[start]) start++;
  let end = 0;
  while (end < Math.min(a.length, b.length) - start && a.at(-1 - end) === b.at(-1 - end)) end++;
  return editsOf(a.slice(start, a.length - end), b.slice(start, b.length - end));
}

function editsOf(a: string, b: string): number {
  if (a === "" || b === "") return a.length + b.length;
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      let value = Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + cost);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        value = Math.min(value, before[j - 2]! + 1);
      next.push(value);
    }
    before = row;
    row = next;
  }
  return row[b.length]!;
}

/** How many edits a word may be away: one for 5 to 7 letters, two above, a swap only for four. */
export function tolerance(word: string): number {
  if (word.length < 4) return 0;
  return word.length < 8 ? 1 : 2;
}

/**
 * Words that can be found again with a slip of the pen: each is kept under itself with one letter
 * (long words: two letters) left out, so that a look-up compares a few words and not thousands.
 */
export class SpellingIndex {
  readonly #words = new Set<string>();
  /** by the hash of a shortened word: two of one hash cost a comparison, and change nothing */
  readonly #shorter = new Map<number, string[]>();
  /** a bit for every hash, by its last bits: nearly all look-ups end here */
  readonly #bits: Int32Array;
  #longest = 0;

  constructor(words: Iterable<string>) {
    for (const word of words) {
      if (this.#words.has(word) || !/^[a-z']+$/.test(word) || word.length < 3) continue;
      this.#words.add(word);
      this.#longest = Math.max(this.#longest, word.length);
      for (const key of shortened(word, word.length < 7 ? 1 : 2)) {
        const list = this.#shorter.get(key);
        if (!list) this.#shorter.set(key, [word]);
        else if (list.at(-1) !== word) list.push(word);
      }
    }
    // at least 16 bits for each hash
    this.#bits = new Int32Array(2 ** Math.ceil(Math.log2(this.#shorter.size + 1) - 1));
    for (const key of this.#shorter.keys()) this.#bits[placeOf(key, this.#bits)]! |= 1 << key;
  }

  has(word: string): boolean {
    return this.#words.has(word);
  }

  /** The nearest words within the tolerance, nearest first; several where they are equally near. */
  nearest(typed: string): string[] {
    const limit = tolerance(typed);
    // nothing is near a word without end, which would be shortened in millions of ways
    if (limit === 0 || typed.length > this.#longest + limit || !/^[a-z']+$/.test(typed)) return [];
    const candidates = new Set<string>();
    const bits = this.#bits;
    for (const key of shortened(typed, limit)) {
      if ((bits[placeOf(key, bits)]! & (1 << key)) === 0) continue;
      for (const word of this.#shorter.get(key) ?? []) candidates.add(word);
    }
    let best = limit + 1;
    let found: string[] = [];
    for (const word of candidates) {
      if (word.length < 4 || Math.abs(word.length - typed.length) > limit) continue;
      const far = distance(typed, word, limit);
      if (typed.length === 4 && !(far === 1 && isSwap(typed, word))) continue;
      if (far > tolerance(word.length > typed.length ? word : typed)) continue;
      if (far < best) [best, found] = [far, [word]];
      else if (far === best && far <= limit) found.push(word);
    }
    const sameStart = found.filter((word) => word[0] === typed[0]);
    return sameStart.length > 0 ? sameStart : found;
  }
}

const placeOf = (key: number, bits: Int32Array): number => (key >>> 5) & (bits.length - 1);

function isSwap(a: string, b: string): boolean {
  return a.length === b.length && [...a].sort().join("") === [...b].sort().join("");
}

/**
 * The hashes of the word with at most so many letters (one or two) left out. To spell those words out
 * took longer than all the rest of a look-up.
 */
function shortened(word: string, letters: number): Int32Array {
  const { length } = word;
  const keys = new Int32Array(letters < 2 ? length + 1 : 1 + (length * (length + 1)) / 2);
  let count = 0;
  keys[count++] = hashed(0, word, 0);
  for (let i = 0, before = 0; i < length; i++) {
    keys[count++] = hashed(before, word, i + 1);
    for (let j = i + 1, between = before; letters > 1 && j < length; j++) {
      keys[count++] = hashed(between, word, j + 1);
      between = hashedLetter(between, word.charCodeAt(j));
    }
    before = hashedLetter(before, word.charCodeAt(i));
  }
  return keys;
}

/** The hash of what came before, and of the word's letters from `from` on. */
function hashed(before: number, word: string, from: number): number {
  let hash = before;
  for (let k = from; k < word.length; k++) hash = hashedLetter(hash, word.charCodeAt(k));
  return hash;
}

/** 32 bits; FNV's multiplier, and the high bits folded in, for the last ones find the place. */
function hashedLetter(hash: number, code: number): number {
  const mixed = Math.imul(hash ^ code, 16_777_619);
  return mixed ^ (mixed >>> 15);
}
