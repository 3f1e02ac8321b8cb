import { nameWords, withoutApostrophes } from "./name-phrases.ts";
import { beginsWithFigure, hasFigure } from "./periods/calendar-words.ts";
import { SpellingIndex } from "./spelling.ts";

/** More words than these are not looked up for one that was typed: the nearest are. */
const MOST_NEAR = 16;

/**
 * The words of all children's names, and of what kinds their ids are: so much a process knows of children
 * of whom it has not been asked. A word that no child bears any more does no harm: the store is asked.
 */
export class NameVocabulary {
  /** as the parser splits them → as the store holds them */
  readonly #stored = new Map<string, string | string[]>();
  readonly #spelling = new SpellingIndex();
  readonly #idKinds = new Set<string>();

  /** @param word as the store keeps it in `name_word`: a name's word; with a blank in it, a kind of id */
  add(word: string): void {
    if (word.includes(" ")) {
      this.#idKinds.add(word);
      return;
    }
    const words = nameWords(word);
    for (const folded of new Set([...words, ...withoutApostrophes(words).flat()])) {
      const known = this.#stored.get(folded);
      if (known === undefined) {
        this.#stored.set(folded, folded === word ? folded : word);
        this.#spelling.add(folded);
      } else if (typeof known === "string") this.#stored.set(folded, [known, word]);
      else known.push(word);
    }
  }

  /** The words of the store that may be meant by a word as the parser splits it; none: no child's. */
  stored(word: string): readonly string[] {
    const found = this.#stored.get(word);
    return found === undefined ? [] : typeof found === "string" ? [found] : found;
  }

  has(word: string): boolean {
    return this.#stored.has(word);
  }

  /** The words that a slip of the pen may have meant, the nearest first. */
  near(typed: string): string[] {
    const near = this.#spelling.within(typed).sort((a, b) => a.far - b.far || (a.word < b.word ? -1 : 1));
    return near.slice(0, MOST_NEAR).map(({ word }) => word);
  }

  /** Whether there are council ids of this one's kind (id_kind, migration 0016). */
  mayBeId(id: string): boolean {
    const kind = id.includes(" ") ? "b" : beginsWithFigure(id) ? "0" : hasFigure(id) ? "a0" : "a";
    return this.#idKinds.has(`${kind} ${id.length}`);
  }
}

/** The vocabulary of a store's words: a process's set of them only grows, and is read on from where it was. */
export function vocabularyOf(words: ReadonlySet<string>): NameVocabulary {
  let held = HELD.get(words);
  if (!held) {
    held = { vocabulary: new NameVocabulary(), read: 0 };
    HELD.set(words, held);
  }
  if (held.read < words.size) {
    let at = 0;
    for (const word of words) if (at++ >= held.read) held.vocabulary.add(word);
    held.read = words.size;
  }
  return held.vocabulary;
}

const HELD = new WeakMap<ReadonlySet<string>, { vocabulary: NameVocabulary; read: number }>();
