import { KNOWN, LEXICON } from "./lexicon.ts";
import type { Line } from "./line.ts";
import type { IndexedNames, Named, NameKind } from "./names.ts";
import type { OwnSpan } from "./own-index.ts";
import { CALENDAR_WORDS, MONTHS } from "./periods/calendar-words.ts";

/** A name in a line: who it may be, and how sure that is. */
export interface NameSpan {
  candidates: Named[];
  /** typed with a slip of the pen */
  fuzzy: boolean;
  words: string;
  /** typed as an id or a reference, which is not a name; ids of the council are as telling as one */
  byReference: boolean;
}

const CHILD_VERBS = new Set(
  "is has was went came did had returned refused declined accepted missing back gone been be not 's and's completed ran found".split(
    " ",
  ),
);
const CHILD_BEFORE = new Set(
  "has is was did does about child log report record called named is with".split(" "),
);
const NOUNS = new Map(
  Object.entries<NameKind>({
    team: "team",
    teams: "team",
    worker: "worker",
    caseload: "worker",
    cases: "worker",
    allocated: "worker",
    agency: "agency",
    home: "placement",
    house: "placement",
    unit: "placement",
  }),
);

/** Finds the names, longest first, and turns each into one span: nothing else reads their words. */
export function markNames(line: Line, index: IndexedNames): void {
  partOwners(line, index);
  const readings = line.words.map((word) =>
    index.words.has(word) || index.idWords.has(word) ? [word] : slips(word, index),
  );
  const loose: (string[] | null)[] = readings.map(() => null);
  for (let length = index.longest; length > 0; length--) {
    for (let i = 0; i + length <= line.units.length; i++) markAt(line, index, readings, loose, i, length);
  }
  takeInitials(line);
  takeReferences(line);
}

/** "jaydens back", "st marys lodge": the owner's mark was left out. */
function partOwners(line: Line, index: IndexedNames): void {
  for (let i = 0; i < line.units.length; i++) {
    const { w } = line.units[i]!;
    if (KNOWN.has(w) || LEXICON.abbreviations.has(w) || !/^[a-z]{3,}s$/.test(w)) continue;
    const stem = w.slice(0, -1);
    if (index.words.has(w) || !index.words.has(stem)) continue;
    line.rewrite(i, i + 1, [stem, "'s"]);
    i++;
  }
}

/** "Marlon Price": beside an exact name a known word may be a slip for a name, too. */
function looseOf(word: string, index: IndexedNames): string[] {
  return KNOWN.has(word) && !LEXICON.stop.has(word) && !index.spelling.has(word)
    ? index.spelling.nearest(word)
    : [];
}

function slips(word: string, index: IndexedNames): string[] {
  if (KNOWN.has(word) || index.own.known.has(word) || word.startsWith("@")) return [];
  return index.spelling.nearest(word);
}

function markAt(
  line: Line,
  index: IndexedNames,
  readings: string[][],
  loose: (string[] | null)[],
  i: number,
  length: number,
): void {
  const here = readings.slice(i, i + length);
  if (here.every((words) => words.length === 0)) return;
  const units = line.units.slice(i, i + length);
  if (units.some((unit) => unit.slot !== null || unit.w.startsWith("@"))) return;
  let hits: Named[] = [];
  let fuzzy = false;
  let own: OwnSpan | undefined;
  const exact = here.some((words, k) => words[0] === units[k]!.w);
  const options = here.map((words, k) => {
    if (words.length > 0 || !exact) return words;
    loose[i + k] ??= looseOf(units[k]!.w, index);
    return loose[i + k]!;
  });
  for (const words of combinations(options)) {
    const said = words.join(" ");
    own ??= index.own.groups.get(said);
    const found = index.phrases.get(said);
    if (!found) continue;
    fuzzy = words.some((word, k) => word !== units[k]!.w);
    const held = new Set(hits.map(({ kind, id }) => `${kind} ${id}`));
    hits = [...hits, ...found.filter(({ kind, id }) => !held.has(`${kind} ${id}`))];
  }
  if (hits.length === 0 && own) {
    line.replace(i, i + length, `@${own.key}`, own.slot, own.value);
    readings.splice(i, length, []);
    loose.splice(i, length, []);
    return;
  }
  // a full name wins over a part of somebody else's
  const whole = hits.filter(({ form }) => form !== "first" && form !== "last" && form !== "part");
  if (whole.length > 0) hits = whole;
  if (hits.length === 0 || !isMeant(line, i, length, hits, index)) return;
  hits = narrowed(line, i, length, hits);
  const span: NameSpan = {
    candidates: hits,
    fuzzy,
    words: units.map((unit) => unit.w).join(" "),
    byReference: hits.every(({ form }) => form === "reference"),
  };
  line.replace(i, i + length, `@${kindOf(hits)}`, "name", span);
  readings.splice(i, length, []);
  loose.splice(i, length, []);
  const after = line.units[i + 1];
  const noun = NOUNS.get(after?.w ?? "");
  if (after && noun !== undefined && hits.every(({ kind }) => kind === noun) && after.w !== "cases")
    after.slot ??= "name";
}

function combinations(readings: string[][]): string[][] {
  let all: string[][] = [[]];
  for (const options of readings) {
    if (options.length === 0) return [];
    all = all.flatMap((words) => options.slice(0, 3).map((option) => [...words, option]));
    if (all.length > 27) return [];
  }
  return all;
}

/** A name that is also an ordinary word needs a sign that it is meant as a name. */
function isMeant(line: Line, i: number, length: number, hits: Named[], index: IndexedNames): boolean {
  const words = line.words.slice(i, i + length);
  if (!index.common.has(words.join(" "))) return true;
  const before = line.units[i - 1]?.w ?? "";
  const after = line.units[i + length]?.w ?? "";
  const kinds = new Set(hits.map(({ kind }) => kind));
  if ([...kinds].some((kind) => NOUNS.get(after) === kind || NOUNS.get(before) === kind)) return true;
  if (!kinds.has("child") && !kinds.has("worker")) {
    const typedAsName = line.units.slice(i, i + length).every((unit) => unit.capital) && !shouty(line);
    return (
      kinds.has("placement") &&
      typedAsName &&
      ["at", "from"].includes(before) &&
      !words.some((word) => CALENDAR_WORDS.has(word))
    );
  }
  // "June Ashby": one word of the two is nobody's but a name's
  if (length > 1 && hits.some(({ form }) => form === "full")) return true;
  if (after === "'s" && !MONTHS.has(words[0]!)) return true;
  const year = /^(19|20)\d\d$|^\d{2}$/.test(after);
  if (year || ["in", "since", "during", "until", "last", "this", "to", "between", "and"].includes(before))
    return false;
  if (CALENDAR_WORDS.has(words[0]!)) {
    const day = /^\d/.test(before) || before === "of";
    return (
      !day &&
      (CHILD_VERBS.has(after) ||
        (CHILD_BEFORE.has(before) && after !== "" && !/^\d/.test(after)) ||
        forInAction(line, before))
    );
  }
  const unit = line.units[i]!;
  if (i > 0 && unit.capital && !shouty(line)) return true;
  return CHILD_VERBS.has(after) && unit.capital;
}

function forInAction(line: Line, before: string): boolean {
  return (
    before === "for" && /^(record|log|arrange|book|schedule|add|enter|offer)$/.test(line.units[0]?.w ?? "")
  );
}

function shouty(line: Line): boolean {
  const letters = line.units.filter((unit) => /^[a-z]/.test(unit.w));
  return letters.length > 2 && letters.filter((unit) => unit.capital).length > letters.length * 0.6;
}

/** The words around choose between a home, a worker and a child of one name. */
function narrowed(line: Line, i: number, length: number, hits: Named[]): Named[] {
  const kinds = new Set(hits.map(({ kind }) => kind));
  if (kinds.size < 2) return hits;
  const before = line.units[i - 1]?.w ?? "";
  const after = line.units[i + length]?.w ?? "";
  const only = (kind: NameKind) => hits.filter((hit) => hit.kind === kind);
  const noun = NOUNS.get(after) ?? NOUNS.get(before);
  if (noun && kinds.has(noun)) return only(noun);
  if (kinds.has("placement") && ["at", "from"].includes(before)) return only("placement");
  if (after === "'s" && kinds.has("worker") && NOUNS.get(line.units[i + length + 1]?.w ?? "") === "worker")
    return only("worker");
  if (
    kinds.has("child") &&
    (CHILD_VERBS.has(after) || after === "'s" || ["has", "did", "was"].includes(before))
  ) {
    return only("child");
  }
  return hits;
}

function kindOf(hits: Named[]): NameKind {
  return hits.some(({ kind }) => kind === "child") ? "child" : hits[0]!.kind;
}

/** "Sam W": the initial chooses among the children called Sam; it may fit the only one. */
function takeInitials(line: Line): void {
  for (let i = 0; i + 1 < line.units.length; i++) {
    const span = line.units[i]!.value as NameSpan | undefined;
    const initial = line.units[i + 1]!;
    if (line.units[i]!.slot !== "name" || !span || !/^[a-z]$/.test(initial.w)) continue;
    if (initial.w === "a" && !initial.capital) continue;
    const fits = span.candidates.filter((candidate) => candidate.initial === initial.w);
    if (fits.length > 0) line.replace(i, i + 2, `@${kindOf(fits)}`, "name", { ...span, candidates: fits });
  }
}

const EPISODE = /^me-0{0,8}([1-9]\d{0,8})$/;

/** "ME-2034" is an episode. What else looks like an id and is nobody's: a child that is not known. */
function takeReferences(line: Line): void {
  for (let i = 0; i < line.units.length; i++) {
    const unit = line.units[i]!;
    if (unit.slot !== null || !unit.w.includes("-")) continue;
    const episode = EPISODE.exec(unit.w);
    if (episode) {
      line.replace(i, i + 1, "@episode", "episode", `ME-${episode[1]}`);
      continue;
    }
    if (!/^[a-z]{2,6}-\d{2,}[a-z0-9-]*$/.test(unit.w)) continue;
    const span: NameSpan = {
      candidates: [],
      fuzzy: false,
      words: unit.w,
      byReference: unit.w.startsWith("mc-"),
    };
    line.replace(i, i + 1, "@child", "name", span);
  }
}
