import { KNOWN, LEXICON } from "./lexicon.ts";
import type { Line, Unit } from "./line.ts";
import { hasFigure } from "./periods/calendar-words.ts";

/** Words that no lexicon and no name explains become `@unknown`, so that a name nobody knows shows. */
export function markUnknown(line: Line): void {
  for (const unit of line.units) {
    if (!isUnknown(unit) || unit.w === "@unknown") continue;
    unit.value = unit.w;
    unit.w = "@unknown";
  }
  line.changed();
}

/** "Potentially", "presumably": they change no figure, so they are left over and not refused. */
const ADVERB = /^[a-z]{3,}(?:al|ab|ib|ent|ant|ous|ive|ed|ful)ly$/;

/** A word that neither the lexicon nor a name explains. */
export function isUnknown({ w, slot }: Unit): boolean {
  if (slot !== null || KNOWN.has(w)) return false;
  return w === "@unknown" || (/^\p{L}/u.test(w) && w.length > 1 && !hasFigure(w) && !ADVERB.test(w));
}

export interface Coverage {
  /** content words that nothing explained */
  strays: string[];
  /** of these, the ones that the lexicon does not know at all, and bare numbers */
  unknown: string[];
}

/** Every word must be explained by a slot, a cue or the stop list. */
export function cover(line: Line): Coverage {
  const strays: string[] = [];
  const unknown: string[] = [];
  for (const unit of line.units) {
    if (unit.slot !== null && unit.slot !== "clock") continue;
    if (unit.w === "@unknown") unknown.push(String(unit.value));
    else if (unit.w === "@clock") unknown.push("@clock");
    else if (!LEXICON.stop.has(unit.w) && /^[\p{L}\p{N}]/u.test(unit.w)) {
      strays.push(unit.w);
      if ((!KNOWN.has(unit.w) && !ADVERB.test(unit.w)) || /^\d/.test(unit.w)) unknown.push(unit.w);
    }
  }
  return { strays: [...strays, ...unknown.filter((word) => !strays.includes(word))], unknown };
}
