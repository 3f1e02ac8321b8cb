import type { Filters, Grouping } from "../../data/vocabulary.ts";
import { type FilterTerm, LEXICON } from "./lexicon.ts";
import type { Line } from "./line.ts";
import type { NameSpan } from "./name-spans.ts";
import { pattern } from "./pattern.ts";
import { PatternTable } from "./pattern-table.ts";
import { addTo, type Slots, setFilter, takeAll } from "./slots.ts";

const NEGATORS = [
  "not including|not counting|not from|not in|not at|not for|not on|not with|not by",
  "apart( from)?|other than|aside( from)?|rather than|but not|and not|instead of|anything but|everything but|everyone but|all but|all except|everywhere except|everywhere but|taking out|take out|leaving out|leave out|ignoring|ignore|removing|remove|minus|bar|less",
  "excluding|except for|except|excepting|without|outside of|outside|non|no|not",
].join("|");
const GLUE =
  "(the|our|any|all|those|from|in|at|of|for|on|with|children|child|episodes|individuals|kids|who|are|were|a|an|team|anyone|any of|ones|everyone|people|placed|living|flagged|than|worker|agency|provider|recorded as|where)";
const NEGATED = new RegExp(`(?<= )(?:${NEGATORS})(?: ${GLUE}){0,4} $`);
const LISTED =
  / @(\w+)(?: (?:homes|home|placements|team|children|episodes|care))? (?:and|or|,|nor|&|and the|or the|and from|or from) $/;

/** Whether the words before unit `at` turn a filter round; marks them as read. */
export function isNegated(line: Line, at: number, key: string): boolean {
  const before = ` ${line.words.slice(0, at).join(" ")} `;
  const match = NEGATED.exec(before);
  if (match) {
    const count = match[0].trim().split(" ").length;
    line.mark(at - count, at, `not_${key}`);
    return true;
  }
  // "excluding foster care and council homes": the second is excluded, too
  const listed = LISTED.exec(before);
  if (!listed) return false;
  for (let i = at - 1; i >= 0; i--)
    if (line.units[i]!.w.startsWith("@")) return line.units[i]!.slot === `not_${key}`;
  return false;
}

const TERMS = new PatternTable(LEXICON.filters, ({ patterns }) => patterns);

/** Terms of the lexicon: placement types, risk, legal status, flags, gender, looked after… */
export function takeFilters(line: Line, slots: Slots): void {
  everywhere(line, slots);
  for (const [term, re] of TERMS.heldBy(line))
    takeAll(line, re, () => ({ w: `@${term.key}`, slot: "filter", value: term }));
  // from left to right, for "excluding X and Y" reaches from one to the next
  line.units.forEach((unit, i) => {
    if (unit.slot !== "filter") return;
    const { key, values, value } = unit.value as FilterTerm;
    const negated = isNegated(line, i, key);
    unit.slot = negated ? `not_${key}` : key;
    if (values) for (const one of values) addTo(slots.filters, unit.slot, one);
    else if (typeof value === "boolean") setFilter(slots.filters, key, negated ? !value : value);
    else if (key === "gender" && !negated) setGender(slots.filters, value as "female" | "male");
    else setFilter(slots.filters, unit.slot, value);
  });
  compareValues(line, slots);
  if (slots.filters.category?.length && line.has(AND_MISSING)) addTo(slots.filters, "category", "missing");
}

const VERSUS =
  /@(\w+)(?: \S+){0,2} (?:vs|against|compared|compared to|compared with|or) (?:the |from |in |for )?@\1 /;
const GROUP_OF: Record<string, Grouping> = {
  placementType: "placement_type",
  placement: "placement",
  team: "team",
  worker: "worker",
  agency: "agency",
  gender: "gender",
  risk: "risk",
  legalStatus: "legal_status",
  child: "child",
};

/** "foster care vs residential": both, side by side. */
function compareValues(line: Line, slots: Slots): void {
  const match = VERSUS.exec(line.text);
  const by = match && / (vs|against|compared)/.test(match[0]) ? GROUP_OF[match[1]!] : undefined;
  if (!by) return;
  slots.groupBy ??= by;
  if (slots.period === null || !slots.periods.some(({ relative }) => relative === undefined))
    slots.compare = null;
  for (const unit of line.units) if (/^(vs|against|compared|to|with)$/.test(unit.w)) unit.slot ??= "groupBy";
}

const AND_MISSING = pattern(
  "(missing|missing episodes) (and|or|,|&) @category|@category (and|or|,|&) (missing|missing episodes)|including @category",
);
const HOME_OR_CARE = pattern(
  "(from |in )?(home|families) (or|and|&|/) (in |from )?care|(from )?care (or|and|&|/) (from )?home",
);
const BOTH = pattern(
  "(boys|girls) (and|or|&|/|,|vs|against|compared to|compared with) (boys|girls)|both (genders|sexes)",
);

/** "missing from home or care" and "boys and girls" are everybody. */
function everywhere(line: Line, slots: Slots): void {
  takeAll(line, HOME_OR_CARE, () => ({ w: "everywhere", slot: "everything" }));
  takeAll(line, BOTH, (groups) => {
    if (/vs|against|compared/.test(groups[0]!)) slots.groupBy ??= "gender";
    return { w: "children", slot: "everything" };
  });
}

function setGender(filters: Filters, gender: "female" | "male"): void {
  if (filters.gender && filters.gender !== gender) delete filters.gender;
  else filters.gender = gender;
}

/** Names that were found become filters; a name that fits several, or nobody, becomes a doubt. */
export function takeNames(line: Line, slots: Slots): void {
  line.units.forEach((unit, i) => {
    if (unit.slot !== "name" || !unit.value) return;
    const span = unit.value as NameSpan;
    const negated = isNegated(line, i, unit.w.slice(1));
    const key = unit.w.slice(1) as "child";
    unit.slot = negated ? `not_${key}` : key;
    const children = span.candidates.filter(({ kind }) => kind === "child");
    if (key === "child") {
      if (!span.byReference) slots.namesChild = true;
      if (span.fuzzy) slots.fuzzyChild = true;
    }
    const sure = span.candidates.length === 1 ? span.candidates[0]! : null;
    const only =
      sure ??
      (key !== "child" && span.candidates.every(({ kind }) => kind === key) && span.candidates.length === 1
        ? span.candidates[0]!
        : null);
    if (only) addTo(slots.filters, unit.slot, only.id);
    else
      slots.doubts.push({
        key,
        candidates:
          children.length > 0 && children.length === span.candidates.length ? children : span.candidates,
        negated,
        words: span.words,
      });
  });
}
