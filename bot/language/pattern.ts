import { firstWords, shapeOf } from "./first-words.ts";

/** A pattern over whole words. `id`: its place among all of them. */
export interface Pattern {
  re: RegExp;
  id: number;
}

/** Which patterns a line may hold, a bit for each: its words have one that begins it, and one that it needs. */
export interface MayHold {
  begun: number[];
  needed: number[];
}

/** How many there are: all are made as the program starts, before any line is read. */
let count = 0;
/** A line without words: those that any word may begin, and those that need none besides. */
const NO_WORDS: MayHold = { begun: [], needed: [] };
/** Word → the patterns whose match may begin with it, and those that need it or another. */
const byWord = new Map<string, { begun: number[]; needed: number[] }>();

/**
 * It takes the blank before its words and stands before another. `needs`: of these words one has to be in the
 * line, wherever it stands: where a pattern begins with words that nearly all lines have.
 */
export function pattern(source: string, needs?: string): Pattern {
  const id = count;
  count += 1;
  list("begun", firstWords(source), id);
  list("needed", needs === undefined ? null : firstWords(needs), id);
  return { re: new RegExp(` (?:${source})(?= )`, "g"), id };
}

function list(how: keyof MayHold, words: ReadonlySet<string> | null, id: number): void {
  NO_WORDS[how][id >> 5] ??= 0;
  if (words === null) mark(NO_WORDS[how], [id]);
  for (const word of words ?? []) {
    const known = byWord.get(word) ?? { begun: [], needed: [] };
    known[how].push(id);
    byWord.set(word, known);
  }
}

/**
 * Which patterns a line of these words may hold: of hundreds, a few. The others need not be tried, which takes
 * less than to fetch them all from memory for every message.
 */
export function mayBeHeld(words: Iterable<string>): MayHold {
  const bits = copyOf(NO_WORDS);
  alsoHeld(bits, words);
  return bits;
}

export function copyOf({ begun, needed }: MayHold): MayHold {
  return { begun: [...begun], needed: [...needed] };
}

/** The bits of further words, in the same place. */
export function alsoHeld(bits: MayHold, words: Iterable<string>): void {
  for (const word of words) {
    const known = byWord.get(shapeOf(word));
    if (!known) continue;
    mark(bits.begun, known.begun);
    mark(bits.needed, known.needed);
  }
}

export function holds({ begun, needed }: MayHold, id: number): boolean {
  return (begun[id >> 5]! & needed[id >> 5]! & (1 << (id & 31))) !== 0;
}

function mark(bits: number[], ids: readonly number[]): void {
  for (const id of ids) bits[id >> 5]! |= 1 << (id & 31);
}
