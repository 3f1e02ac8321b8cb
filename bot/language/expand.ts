import { KNOWN, LEXICON } from "./lexicon.ts";
import type { Line } from "./line.ts";
import { PatternTable } from "./pattern-table.ts";
import { SpellingIndex } from "./spelling.ts";

const PHRASES = new PatternTable(LEXICON.phrases, ({ from }) => [from]);
const SPELLING = new SpellingIndex(KNOWN);

/** Abbreviations by word, slang by phrase, then slips of the pen against the lexicon only. */
export function expand(line: Line): void {
  if (line.units[0]?.w === "now" && GOES_ON.has(line.units[1]?.w ?? "")) line.rewrite(0, 1, ["and"]);
  for (let i = 0; i < line.units.length; i++) {
    const unit = line.units[i]!;
    if (unit.slot !== null) continue;
    // "SEND" in capitals is special educational needs; "send" is what one asks the bot to do
    const w = unit.w === "send" && isNeeds(line, i) ? "sendflag" : correct(unit.w);
    const long = LEXICON.abbreviations.get(w) ?? (w === unit.w ? null : [w]);
    if (!long) continue;
    line.rewrite(i, i + 1, long);
    i += long.length - 1;
  }
  for (const [{ from, to }] of PHRASES.heldBy(line)) {
    // each phrase a few times at most: its replacement may hold it
    for (let times = 0, after = 0; times < 3; times++) {
      const found = line.find(from, after);
      if (!found || line.units.slice(found.from, found.to).some((unit) => unit.slot !== null)) break;
      const words = to
        .map((word) =>
          word.replace(/\$(\d)/g, (_, group: string) => (found.groups[Number(group)] ?? "").trim()),
        )
        .filter((word) => word !== "");
      line.rewrite(found.from, found.to, words);
      after = found.from + words.length;
    }
  }
}

/** "Now just my team": the next step, not the present. */
const GOES_ON = new Set(["just", "only", "by", "without", "excluding", "for", "the"]);

function isNeeds(line: Line, i: number): boolean {
  const unit = line.units[i]!;
  const others = line.units.some((one, k) => k !== i && /^[a-z]{2,}$/.test(one.w) && !one.shouted);
  if (unit.shouted && others) return true;
  const before = line.units[i - 1]?.w ?? "";
  if (before === "not" && line.units[i - 2]?.w === "do") return false;
  const after = line.units[i + 1]?.w ?? "";
  return (
    ["with", "flagged", "for", "have", "not", "non"].includes(before) ||
    /^(children|kids|yp|flag|episodes|needs|pupils|girls|boys|flagged)$/.test(after)
  );
}

const consonants = (word: string) => word[0]! + word.slice(1).replace(/[aeiou']/g, "");
/** Words of the lexicon by their first letter and consonants; null where two words share them. */
const SKELETONS = new Map<string, string | null>();
for (const word of KNOWN) {
  if (!/^[a-z]{6,}$/.test(word)) continue;
  const key = consonants(word);
  SKELETONS.set(key, SKELETONS.has(key) ? null : word);
}

/** "Indpndnt", "cmplnce": vowels left out in a hurry, every consonant there. */
function withVowels(word: string): string {
  const key = consonants(word);
  const meant = key.length >= 4 && word.length <= key.length + 2 ? SKELETONS.get(key) : null;
  return meant && isWithin(word, meant) ? meant : word;
}

/** Whether the letters of `short` stand in `long` in their order. */
function isWithin(short: string, long: string): boolean {
  let at = 0;
  for (const letter of long) if (letter === short[at]) at++;
  return at === short.length;
}

/** The word of the lexicon that was meant; the word itself where it is known or nothing is near. */
export function correct(word: string): string {
  if (KNOWN.has(word) || LEXICON.abbreviations.has(word) || !/^[a-z']+$/.test(word)) return word;
  const bare = word.replace(/'/g, "");
  if (bare !== word && (KNOWN.has(bare) || LEXICON.abbreviations.has(bare))) return bare;
  const near = SPELLING.nearest(word);
  if (near.length === 0) return withVowels(word);
  // of several equally near words, one of the same ending or length is the likelier
  return near.find((candidate) => candidate.at(-1) === word.at(-1)) ?? near[0]!;
}
