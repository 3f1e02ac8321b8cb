import type { Line } from "./line.ts";
import type { Pattern } from "./pattern.ts";

/**
 * A table of the lexicon by its patterns. Their numbers lie side by side, so that the entries which a line cannot
 * hold, nearly all of them, are passed over without being fetched.
 */
export class PatternTable<T> {
  readonly #ids: Int32Array;
  readonly #entries: readonly (readonly [T, Pattern])[];

  constructor(entries: readonly T[], patternsOf: (entry: T) => readonly Pattern[]) {
    this.#entries = entries.flatMap((entry) => patternsOf(entry).map((re) => [entry, re] as const));
    this.#ids = Int32Array.from(this.#entries, ([, { id }]) => id);
  }

  /** In their order, those that the line may hold as it then is: it may be changed on the way. */
  *heldBy(line: Line): Generator<readonly [T, Pattern]> {
    for (let n = 0; n < this.#ids.length; n += 1) if (line.mayHold(this.#ids[n]!)) yield this.#entries[n]!;
  }
}
