import type { Choice, ClarifyWhy, Request } from "../../data/vocabulary.ts";
import type { Line } from "./line.ts";
import type { IndexedNames } from "./names.ts";
import { pattern } from "./pattern.ts";
import { addTo, type Doubt, type Slots } from "./slots.ts";

/** As many choices as a card can hold. */
const MOST_CHOICES = 20;

/** One complete reading for each candidate of the names in doubt; none where nobody fits. */
export function choicesFor(
  whole: Choice,
  slots: Slots,
  _index: IndexedNames,
): { why: ClarifyWhy; choices: Choice[] } {
  const why: ClarifyWhy = slots.doubts.some((doubt) => aboutAChild(doubt)) ? "child" : "name";
  let choices: Choice[] = [whole];
  for (const doubt of slots.doubts) {
    choices = choices.flatMap((choice) =>
      doubt.candidates.map((candidate) => {
        const made = { ...choice, filters: { ...choice.filters } };
        addTo(made.filters, doubt.negated ? `not_${candidate.kind}` : candidate.kind, candidate.id);
        return made;
      }),
    );
    if (choices.length > MOST_CHOICES) choices = choices.slice(0, MOST_CHOICES);
  }
  return { why, choices };
}

function aboutAChild({ key, candidates }: Doubt): boolean {
  return candidates.length === 0 ? key === "child" : candidates.some(({ kind }) => kind === "child");
}

const CHILD_PLACE = pattern(
  "(has|is|was|did|does|have|had|were|about|for|of|on|when did|with|called|named|child|by|including|and|show|show me|find|log|report|tell me about) @unknown|@unknown (@unknown )?('s|is|has|was|went|came|did|had|returned|back|missing|gone|been|history|profile|chronology|record|records|timeline|episodes|interview|interviews)",
);

/** Whether a word that nothing knows stands where a child's name would, or is typed as a name. */
export function unknownName(line: Line, _context: Request | null): boolean {
  const names = line.units.filter(
    (unit, i) => unit.w === "@unknown" && unit.slot === null && (unit.capital || alone(line, i)),
  );
  const text = line.text;
  if (
    names.some((unit) => unit.capital && line.units[0] !== unit) &&
    !/^ (what|who|when|where|why|how) (is|was|are) (the )?@unknown/.test(text)
  )
    return true;
  if (!line.has(CHILD_PLACE))
    return (
      names.length > 0 &&
      line.units.filter(({ w }) => w === "@unknown").length <= 2 &&
      line.units.length <= 3 &&
      line.units[0]!.capital
    );
  return / (@unknown (@unknown )?('s|is|has|was|went|came|did|had|returned|been|history|profile|chronology|timeline)|(has|is|was|did|had) @unknown (@unknown )?(been|gone|missing|have|had|back|go|went|returned|come|ever|still|currently|interview)|(episodes|interview|interviews|history|profile|chronology|record|records|timeline|tell me|all|everything) (for|about|on|of) @unknown) /.test(
    text,
  );
}

/** Letters with figures, or many figures; not a time of day ("9am"). */
const ID_LIKE = /^(?!\d{1,2}([:.]\d\d)?[ap]m$).*([a-z]\d|\d[a-z]|\d{5})/i;

/**
 * Whether a word that nothing explains could be meant as a child's name or id: typed with a capital,
 * or holding figures ("Zq12", "47110"). In a room such a text is answered as one that names a child:
 * otherwise the answer would tell which names and ids are known.
 */
export function couldBeName(line: Line, text: string): boolean {
  return line.units.some(
    ({ w, slot, capital, start, end }) =>
      slot === null &&
      !(w.startsWith("@") && w !== "@unknown") &&
      ((w === "@unknown" && capital) || ID_LIKE.test(text.slice(start, end))),
  );
}

function alone(line: Line, i: number): boolean {
  return line.units.length === 1 && i === 0;
}
