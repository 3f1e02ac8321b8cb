import type { NotHeld, OutOfScopeWhy } from "../../data/vocabulary.ts";
import { LEXICON } from "./lexicon.ts";
import type { Line } from "./line.ts";
import { PatternTable } from "./pattern-table.ts";

/** Code and talk of instructions, before anything is read: the frame is closed, this is for a civil answer. */
export function looksLikeCode(text: string): boolean {
  return /<script|<img|javascript:|\$\{|\{\{|--\s*$|;\s*drop\s|'\s*or\s+'?1|\bunion\s+select\b|\.\.\/|\/etc\/passwd|<\|im_|\[inst\]|<<sys>>/i.test(
    text.slice(0, 2000),
  );
}

const REFUSALS = new PatternTable(LEXICON.refusals, ({ pattern }) => [pattern]);

type Why = Exclude<OutOfScopeWhy, "not_understood">;

/** Why a line is refused by its words, or null; `only` limits the kinds that are looked for. */
export function refusal(line: Line, only: readonly Why[]): { why: Why; subject?: NotHeld } | null {
  for (const [{ why, subject, pattern }] of REFUSALS.heldBy(line)) {
    const found = only.includes(why) ? line.find(pattern) : null;
    if (
      found &&
      line.units.slice(found.from, found.to).some(({ slot, w }) => slot === null && !w.startsWith("@"))
    ) {
      return subject ? { why, subject } : { why };
    }
  }
  return null;
}
