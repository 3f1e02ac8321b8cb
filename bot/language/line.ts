import { alsoHeld, copyOf, holds, type MayHold, mayBeHeld, type Pattern } from "./pattern.ts";

/**
 * A line of text as units: words, and spans that were already read. Each stage turns words into a
 * span (`@period`, `@child`), so that no later stage reads them again; offsets point into the
 * original text.
 */
export interface Unit {
  /** the normalised word, or `@kind` of a span */
  w: string;
  start: number;
  end: number;
  /** what the unit was used for; null while nothing explains it */
  slot: string | null;
  /** typed with a capital first letter */
  capital: boolean;
  /** all letters were capitals, two or more */
  shouted: boolean;
  value?: unknown;
}

export class Line {
  #text: string | null = null;
  #starts: number[] = [];
  /** of the patterns, those that these words and those in whose place they stand may hold */
  #mayHold: MayHold | null = null;

  constructor(public units: Unit[]) {}

  copy(from = 0, to = this.units.length): Line {
    const copied = new Line(this.units.slice(from, to).map((unit) => ({ ...unit })));
    copied.#mayHold = this.#mayHold && copyOf(this.#mayHold);
    return copied;
  }

  get words(): string[] {
    return this.units.map((unit) => unit.w);
  }

  /** ` word word ` with a blank at both ends, so that every word stands between blanks. */
  get text(): string {
    if (this.#text === null) {
      let text = " ";
      this.#starts = this.units.map(({ w }) => {
        const start = text.length;
        text += `${w} `;
        return start;
      });
      this.#text = text;
    }
    return this.#text;
  }

  /** To be said after units were changed from outside. */
  changed(): void {
    this.#text = null;
    this.#mayHold = null;
  }

  /** The same after a change that brought these words and no others. */
  #changedBy(...words: string[]): void {
    this.#text = null;
    if (this.#mayHold) alsoHeld(this.#mayHold, words.join(" ").split(" "));
  }

  /** The first match of a pattern, as unit indexes [from, to). */
  find(pattern: Pattern, after = 0): { from: number; to: number; groups: (string | undefined)[] } | null {
    if (!this.mayHold(pattern.id)) return null;
    const { text } = this;
    const { re } = pattern;
    const starts = this.#starts;
    re.lastIndex = after > 0 ? (starts[after] ?? text.length) - 1 : 0;
    const match = re.exec(text);
    if (!match || match[0].length < 2) return null;
    // a pattern begins with the blank before its first word
    const begin = match.index + 1;
    const end = match.index + match[0].length;
    let from = 0;
    while (from + 1 < starts.length && starts[from + 1]! <= begin) from++;
    let to = from;
    while (to < starts.length && starts[to]! < end) to++;
    const groups: (string | undefined)[] = [...match];
    groups[0] = match[0].slice(1);
    return { from, to, groups };
  }

  has(pattern: Pattern): boolean {
    if (!this.mayHold(pattern.id)) return false;
    pattern.re.lastIndex = 0;
    return pattern.re.test(this.text);
  }

  /** Whether the words may hold a pattern of this number: what cannot be there need not be looked for. */
  mayHold(id: number): boolean {
    // a unit may hold several words
    this.#mayHold ??= mayBeHeld(this.words.join(" ").split(" "));
    return holds(this.#mayHold, id);
  }

  /** Turns units [from, to) into one span. */
  replace(from: number, to: number, w: string, slot: string | null, value?: unknown): void {
    const first = this.units[from]!;
    const last = this.units[to - 1]!;
    this.#changedBy(w);
    this.units.splice(from, to - from, {
      w,
      slot,
      start: first.start,
      end: Math.max(last.end, first.end),
      capital: first.capital,
      shouted: first.shouted,
      value,
    });
  }

  /** Other words in the place of units [from, to): an abbreviation, a phrase of slang. */
  rewrite(from: number, to: number, words: readonly string[]): void {
    const first = this.units[from]!;
    const last = this.units[to - 1]!;
    const made = words.map((w) => ({
      w,
      slot: null,
      start: first.start,
      end: last.end,
      capital: first.capital,
      shouted: first.shouted,
    }));
    this.units.splice(from, to - from, ...made);
    this.#changedBy(...words);
  }

  /** Takes units away: politeness, a sign-off. */
  drop(from: number, to: number): void {
    this.units.splice(from, to - from);
    this.#changedBy();
  }

  /** Explains units without hiding their words. */
  mark(from: number, to: number, slot: string): void {
    for (const unit of this.units.slice(from, to)) unit.slot ??= slot;
  }
}
