/** Damerau-Levenshtein distance (adjacent swaps count once), or `limit + 1` once it is above `limit`. */
export function distance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
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
  readonly #shorter = new Map<string, string[]>();
  #longest = 0;

  constructor(words: Iterable<string>) {
    for (const word of words) {
      if (this.#words.has(word) || !/^[a-z']+$/.test(word) || word.length < 3) continue;
      this.#words.add(word);
      this.#longest = Math.max(this.#longest, word.length);
      for (const key of shortened(word, word.length < 7 ? 1 : 2)) {
        const list = this.#shorter.get(key);
        if (list) list.push(word);
        else this.#shorter.set(key, [word]);
      }
    }
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
    for (const key of shortened(typed, limit))
      for (const word of this.#shorter.get(key) ?? []) candidates.add(word);
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

function isSwap(a: string, b: string): boolean {
  return a.length === b.length && [...a].sort().join("") === [...b].sort().join("");
}

/** The word with at most so many letters (one or two) left out. */
function shortened(word: string, letters: number): Set<string> {
  const keys = new Set([word]);
  for (let i = 0; i < word.length; i++) {
    const once = word.slice(0, i) + word.slice(i + 1);
    keys.add(once);
    if (letters < 2) continue;
    for (let j = i; j < once.length; j++) keys.add(once.slice(0, j) + once.slice(j + 1));
  }
  return keys;
}
