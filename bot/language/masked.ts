import { clean, LONGEST_TEXT } from "./clean.ts";
import { correct } from "./expand.ts";
import { KNOWN, LEXICON } from "./lexicon.ts";
import type { Line, Unit } from "./line.ts";
import { markNames, type NameSpan } from "./name-spans.ts";
import { type IndexedNames, indexed, type NameKind } from "./names.ts";
import { CALENDAR_WORDS } from "./periods/calendar-words.ts";
import type { NameIndex, Understanding } from "./understanding.ts";

/** Longer messages, in units, are no question that a word of the lexicon would mend. */
const MOST_UNITS = 60;

const PLACEHOLDERS: Readonly<Record<NameKind, string>> = {
  child: "{child}",
  placement: "{home}",
  provider: "{provider}",
  team: "{team}",
  worker: "{worker}",
  agency: "{agency}",
};

/**
 * As what a message failed, for whoever keeps the lexicon; null where it was understood, which a choice
 * among those who bear a name was, too.
 */
export function failedAs({ request, unused }: Understanding): string | null {
  if (request.kind === "out_of_scope") return `out_of_scope ${request.why}`;
  if (request.kind !== "clarify") return unused.length > 0 ? "unused" : null;
  const chooses = (request.why === "child" || request.why === "name") && request.choices.length > 0;
  return chooses ? null : `clarify ${request.why}`;
}

/**
 * A message as it may be kept: no name, id, date or figure is left in it, whoever's it is and however it
 * was typed. It is not searched for what has to go: only what is known to be harmless stays. A word is
 *
 * - a name of the store, slips of the pen included: its type, `{child}`, `{home}`, `{team}`…; an id or a
 *   reference: `{reference}`. What the lexicon knows as a word ("will", "june", "foster") is masked, too,
 *   while it is a part of any child's or worker's name in the store, or all of a home's.
 * - a word of the lexicon, or of the council's own file: kept as it stands there.
 * - a slip of the pen for one, in small letters: kept as the word that was meant, never as it was typed
 *   ("carter" may be a child, "carer" is none). Not where a name of the store is as near.
 * - anything else, and what is written as a name is (a capital inside a sentence, where neither an
 *   abbreviation nor a month has one): `{unknown}`.
 * - a figure: `{number}`, `{date}` or `{time}`, for a date may be a birthday.
 *
 * So every word that is kept is written in the lexicon; a child who is in no store and bears the name of
 * an ordinary word, typed in small letters, stands there as that word. Kept words of `unused` stand in
 * brackets. Null for an empty text and for a very long one.
 */
export function masked(text: string, names: NameIndex, unused: readonly string[]): string | null {
  if (text.length > LONGEST_TEXT) return null;
  const index = indexed(names);
  const line = clean(text, (name) => index.phrases.has(name));
  if (line.units.length === 0 || line.units.length > MOST_UNITS) return null;
  markNames(line, index);
  maskHomes(line, index);
  return line.units
    .map((unit, i) => {
      const said = word(unit, line.units[i - 1], index);
      const stray = unused.includes(unit.w) || unused.includes(said);
      return stray && !said.startsWith("{") ? `[${said}]` : said;
    })
    .filter((said) => said !== "")
    .join(" ");
}

/** A home's name that is a term of the lexicon as well is a name here. */
function maskHomes(line: Line, index: IndexedNames): void {
  for (let length = index.longest; length > 0; length--) {
    for (let i = 0; i + length <= line.units.length; i++) {
      const words = line.units.slice(i, i + length).map(({ w }) => w);
      const found = index.phrases.get(words.join(" "));
      // a part of it ("summer" of Summer House) is but a word
      if (found?.some(({ kind, form }) => kind === "placement" && form === "full"))
        line.replace(i, i + length, "@placement", "name");
    }
  }
}

function word(
  { w, slot, value, capital, shouted }: Unit,
  before: Unit | undefined,
  index: IndexedNames,
): string {
  if (w.startsWith("@")) return placeholder(w.slice(1), slot, value as NameSpan | undefined);
  const person = index.persons.get(w);
  if (person) return PLACEHOLDERS[person];
  if (/^\p{N}/u.test(w)) return figure(w);
  if (/^[qh][1-4]$/.test(w) || w === "'s") return w;
  if (!/\p{L}/u.test(w)) return /^[?.,;:&/+%-]$/.test(w) ? w : "";
  if (w.length === 1 && w !== "a" && w !== "i") return "{unknown}";
  const asName = capital && !shouted && before !== undefined && !/^[?.;:]$/.test(before.w);
  const written = w === "i" || CALENDAR_WORDS.has(w) || LEXICON.abbreviations.has(w);
  if (asName && !written) return "{unknown}";
  if (isHarmless(w) || index.own.known.has(w)) return w;
  if (capital || index.words.has(w) || index.spelling.nearest(w).length > 0) return "{unknown}";
  const meant = correct(w);
  return isHarmless(meant) && !index.persons.get(meant) ? meant : "{unknown}";
}

const isHarmless = (w: string): boolean => KNOWN.has(w) || LEXICON.abbreviations.has(w);

function placeholder(kind: string, slot: string | null, span: NameSpan | undefined): string {
  if (slot === "episode") return "{reference}";
  if (slot !== "name") return "{group}";
  const candidates = span?.candidates ?? [];
  // what looks like an id and is nobody's has none
  const ids =
    span && kind === "child" && candidates.every(({ form }) => form === "id" || form === "reference");
  return ids ? "{reference}" : (PLACEHOLDERS[kind as NameKind] ?? "{unknown}");
}

function figure(w: string): string {
  if (/^\d{1,2}[:.]\d\d([ap]m)?$|[ap]m$/.test(w)) return "{time}";
  return /^\d+[/.-]\d/.test(w) ? "{date}" : "{number}";
}
