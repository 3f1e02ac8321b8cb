import { firstWords } from "./first-words.ts";

/** A pattern over whole words. `id`: its place among all of them. */
export interface Pattern {
  re: RegExp;
  id: number;
}

/** How many there are: all are made as the program starts, before any line is read. */
let count = 0;
/** Word → the patterns whose match may begin with it. */
const byFirstWord = new Map<string, number[]>();
/** Those whose match may begin with any word. */
const withAny: number[] = [];

/** It takes the blank before its words and stands before another. */
export function pattern(source: string): Pattern {
  const id = count;
  count += 1;
  const first = firstWords(source);
  if (first === null) withAny.push(id);
  for (const word of first ?? []) {
    const others = byFirstWord.get(word);
    if (others) others.push(id);
    else byFirstWord.set(word, [id]);
  }
  return { re: new RegExp(` (?:${source})(?= )`, "g"), id };
}

/**
 * Which patterns a line of these words may hold, a bit for each: of hundreds, a few. The others need not be
 * tried, which takes less than to fetch them all from memory for every message.
 */
export function mayBeHeld(words: Iterable<string>): number[] {
  const bits = new Array<number>((count >> 5) + 1).fill(0);
  mark(bits, withAny);
  alsoHeld(bits, words);
  return bits;
}

/** The bits of further words, in the same place. */
export function alsoHeld(bits: number[], words: Iterable<string>): void {
  for (const word of words) {
    const ids = byFirstWord.get(word);
    if (ids) mark(bits, ids);
  }
}

function mark(bits: number[], ids: readonly number[]): void {
  for (const id of ids) bits[id >> 5]! |= 1 << (id & 31);
}
