import { isUnknown } from "./coverage.ts";
import { LEXICON } from "./lexicon.ts";
import type { Line } from "./line.ts";
import { pattern } from "./pattern.ts";
import { PatternTable } from "./pattern-table.ts";
import { MONTHS, WEEKDAYS } from "./periods/calendar-words.ts";

/** Takes a farewell off the end of a line; tells whether there is a greeting. */
export function dropGreetings(line: Line): boolean {
  const tail = line.find(SIGN_OFF);
  if (tail && line.units.length - tail.to <= 3 && tail.from > 0) line.drop(tail.from, line.units.length);
  return line.has(GREETING);
}
const SIGN_OFF = pattern(
  "(thanks|thank you|many thanks|cheers|ta|thx|kind regards|best wishes|regards)(?! for)",
);
const GREETING = pattern("hello|hi|hey|thanks|thank you|morning|afternoon|evening|cheers|ta|bye|goodbye");

/**
 * "For the MASE panel on Thursday": whose paper it is for, and when they meet, cuts nothing. A name
 * that nobody knows is explained there, and the day is no period.
 */
export function passPurpose(line: Line): void {
  for (let after = 0, times = 0; times < 3; times++) {
    const found = line.find(PURPOSE, after);
    if (!found) return;
    const day = line.units.findIndex(({ w }, i) => i > found.from && i < found.to && w === "on");
    line.units.slice(found.from, found.to).forEach((unit, k) => {
      if (isUnknown(unit) || (day > 0 && found.from + k >= day)) unit.slot ??= "stop";
    });
    after = found.to;
  }
}
const MEETS_ON = `( on( the)?( next| this)? (${[...WEEKDAYS.keys()].join("|")}|\\d{1,2}(st|nd|rd|th)?( of)? (${[...MONTHS.keys()].join("|")})))?`;
const PURPOSE = pattern(
  `(for|to|at|of|before) (the|our|this|my|next|tomorrow 's) (\\S{1,15} ){0,3}(panel|board|committee|forum|subgroup|partnership|conference|meeting)${MEETS_ON}`,
);

const PREFIXES = new PatternTable(LEXICON.politePrefix, (re) => [re]);

/** Takes "could you please" off the start of a line; tells whether there was any. */
export function dropPoliteness(line: Line): boolean {
  let dropped = false;
  for (let times = 0; times < 6; times++) {
    const found = [...PREFIXES.heldBy(line)]
      .map(([re]) => line.find(re))
      .filter((one) => one?.from === 0)
      .sort((a, b) => b!.to - a!.to)[0];
    if (!found || found.to > line.units.length) break;
    if (line.units.slice(0, found.to).some(({ w }) => w.startsWith("@"))) break;
    if (/^(just|so|right|ok|okay|[-,.])$/.test(line.units[0]!.w)) {
      if (line.units[0]!.w === "just") break;
    } else dropped = true;
    if (found.to === line.units.length) {
      line.mark(0, found.to, "stop");
      break;
    }
    line.drop(0, found.to);
  }
  return dropped;
}
