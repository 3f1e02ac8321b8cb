import { hasFigure } from "./periods/calendar-words.ts";

/** Of a pattern's first word what has been read so far; `done`: a blank has ended it. */
interface Beginning {
  text: string;
  done: boolean;
}

/** More beginnings than this are as good as any word. */
const MOST = 2_000;

/** What cannot be spelt out (a class of many letters, an unbounded repetition), and syntax that no phrase has. */
class AnyWord extends Error {}

/**
 * The words with which a match of a lexicon phrase may begin, as `shapeOf` has them; null: any word. Of hundreds
 * of phrases a line of ten words can hold a few, and these tell which: the others need not be tried.
 */
export function firstWords(source: string): ReadonlySet<string> | null {
  try {
    const { found, at } = alternatives(source, 0, false);
    if (at < source.length) return null;
    const words = new Set(found.map(({ text }) => shapeOf(text)));
    // where all of it may be left out, whatever follows begins the match
    return words.has("") ? null : words;
  } catch (error) {
    if (error instanceof AnyWord) return null;
    throw error;
  }
}

/** A word with "#" for each figure: all ages are one. */
export function shapeOf(word: string): string {
  return hasFigure(word) ? word.replace(/\d/g, "#") : word;
}

/** Reads `a|b|c` up to a closing bracket or the end. `past`: behind the first word, where nothing matters any more. */
function alternatives(source: string, from: number, past: boolean): { found: Beginning[]; at: number } {
  const found: Beginning[] = [];
  for (let at = from; ; at += 1) {
    const one = sequence(source, at, past);
    found.push(...one.found);
    at = one.at;
    if (source[at] !== "|") return { found, at };
  }
}

function sequence(source: string, from: number, past: boolean): { found: Beginning[]; at: number } {
  let found: Beginning[] = [{ text: "", done: false }];
  let at = from;
  while (at < source.length && source[at] !== "|" && source[at] !== ")") {
    const behind = past || found.every(({ done }) => done);
    const one = atom(source, at, behind);
    const { least, most, at: after } = quantified(source, one.at, behind);
    at = after;
    if (one.found === null) continue;
    let reached = found;
    const all = least === 0 ? [...found] : [];
    for (let n = 1; n <= most; n += 1) {
      reached = together(reached, one.found);
      if (n >= Math.max(least, 1)) all.push(...reached);
      if (reached.every(({ done }) => done)) {
        if (n < least) all.push(...reached);
        break;
      }
    }
    found = distinct(all);
  }
  return { found, at };
}

/** `found` null: it takes no room (`^`, a look around). */
function atom(source: string, at: number, past: boolean): { found: Beginning[] | null; at: number } {
  const character = source[at]!;
  if (character === "^" || character === "$") return { found: null, at: at + 1 };
  if (character === "(") {
    const [looks] = /^\(\?<?[=!]/.exec(source.slice(at, at + 4)) ?? [];
    if (source[at + 1] === "?" && !looks && source[at + 2] !== ":") throw new AnyWord();
    const inner = alternatives(source, at + (looks?.length ?? (source.startsWith("(?:", at) ? 3 : 1)), past);
    return { found: looks ? null : inner.found, at: inner.at + 1 };
  }
  if (character === "[") {
    const end = source.indexOf("]", at + 2);
    return { found: past ? [ENDED] : classOf(source.slice(at + 1, end)), at: end + 1 };
  }
  if (character === "\\") {
    const escaped = source[at + 1]!;
    if (escaped !== "d" && /[a-z\d]/i.test(escaped) && !past) throw new AnyWord();
    return { found: [{ text: escaped === "d" ? "#" : escaped, done: false }], at: at + 2 };
  }
  if (character === "." && !past) throw new AnyWord();
  return { found: [character === " " ? ENDED : { text: character, done: false }], at: at + 1 };
}

const ENDED: Beginning = { text: "", done: true };

function classOf(letters: string): Beginning[] {
  if (/^\d-\d$/.test(letters)) return [{ text: "#", done: false }];
  if (/^\^|\\|.-./.test(letters)) throw new AnyWord();
  return [...letters].map((text) => (text === " " ? ENDED : { text, done: false }));
}

function quantified(source: string, at: number, past: boolean): { least: number; most: number; at: number } {
  const [text = "", optional, least, most] =
    /^(?:(\?)|\{(\d+)(?:,(\d+))?\})/.exec(source.slice(at, at + 12)) ?? [];
  const after = at + text.length;
  if (past && /[*+]/.test(source[after] ?? "")) return { least: 1, most: 1, at: after + 1 };
  // without an end, or as few as possible
  if (/[*+?{]/.test(source[after] ?? "")) throw new AnyWord();
  if (optional) return { least: 0, most: 1, at: after };
  return { least: Number(least ?? 1), most: Number(most ?? least ?? 1), at: after };
}

function together(before: readonly Beginning[], next: readonly Beginning[]): Beginning[] {
  const out = before.flatMap((one) =>
    one.done ? [one] : next.map(({ text, done }) => ({ text: one.text + text, done })),
  );
  if (out.length > MOST) throw new AnyWord();
  return out;
}

function distinct(all: readonly Beginning[]): Beginning[] {
  return [...new Map(all.map((one) => [`${one.text} ${one.done}`, one])).values()];
}
