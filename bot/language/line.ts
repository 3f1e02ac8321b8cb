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
  constructor(public units: Unit[]) {}

  copy(from = 0, to = this.units.length): Line {
    return new Line(this.units.slice(from, to).map((unit) => ({ ...unit })));
  }

  get words(): string[] {
    return this.units.map((unit) => unit.w);
  }

  /** ` word word ` with a blank at both ends, so that every word stands between blanks. */
  get text(): string {
    return ` ${this.words.join(" ")} `;
  }

  /** The first match of a pattern made by `pattern`, as unit indexes [from, to). */
  find(re: RegExp, after = 0): { from: number; to: number; groups: (string | undefined)[] } | null {
    const words = this.words;
    const text = ` ${words.join(" ")} `;
    let offset = 1;
    const starts = words.map((word) => {
      const start = offset;
      offset += word.length + 1;
      return start;
    });
    re.lastIndex = after > 0 ? (starts[after] ?? text.length) : 0;
    const match = re.exec(text);
    if (!match || match[0] === "") return null;
    const end = match.index + match[0].length;
    const from = starts.findIndex((start, i) => start + words[i]!.length > match.index);
    let to = from;
    while (to < words.length && starts[to]! < end) to++;
    return { from, to, groups: [...match] };
  }

  has(re: RegExp): boolean {
    re.lastIndex = 0;
    return re.test(this.text);
  }

  /** Turns units [from, to) into one span. */
  replace(from: number, to: number, w: string, slot: string | null, value?: unknown): void {
    const first = this.units[from]!;
    const last = this.units[to - 1]!;
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
  }

  /** Explains units without hiding their words. */
  mark(from: number, to: number, slot: string): void {
    for (const unit of this.units.slice(from, to)) unit.slot ??= slot;
  }
}

/** A pattern over whole words: it stands between blanks on both sides. */
export function pattern(source: string): RegExp {
  return new RegExp(`(?<= )(?:${source})(?= )`, "g");
}
