import { isNegated } from "./filters.ts";
import type { Line } from "./line.ts";
import { pattern } from "./pattern.ts";
import { numberOf } from "./periods/calendar-words.ts";
import { type Slots, takeAll } from "./slots.ts";

const N = "(\\d{1,2}|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen)";
const OLD = "( years? olds?| years? of age| years| year| yos?| yr olds?| y o| s)";
const AGED = "(aged |age |ages |age of |the age of |children aged |who are |who were )";

const two = pattern(`${AGED}?(between |from )?${N}(${OLD})? (to|-|and|/) ${N}${OLD}?( inclusive)?`);
const ofThem = pattern(`(?<=(?:girls|boys|children|individuals) )${N} (?:to|-) ${N}`);
const slashed = pattern(`${AGED}?(\\d{1,2})/(\\d{1,2})${OLD}`);
const orOver = pattern(
  `${AGED}?${N}${OLD}?( (and|or) (over|older|above|up|upwards|upward)| [+]| plus)${OLD}?`,
);
const orUnder = pattern(`${AGED}?${N}${OLD}? (and|or) (under|younger|below)${OLD}?`);
const over = pattern(`${AGED}?(over|above|older than|more than) ${AGED}?${N}${OLD}?`);
const under = pattern(`${AGED}?(under|below|younger than|less than|up to) ${AGED}?(the )?${N}${OLD}?`);
const exact = pattern(`${AGED}${N}|${N} (years? olds?|yos?|years of age|yr olds?)`);
const short = pattern("(u|o)(\\d{1,2})s?");

/** Ages in completed years, both ends included: "under 13" is 12 and below, "16+" is 16 and over. */
export function takeAges(line: Line, slots: Slots): void {
  const set = (least: number | null, most: number | null, at = 0): { w: string; slot: string } | null => {
    // "apart from 16+" is 15 and under
    if ((least === null) !== (most === null) && at > 0 && isNegated(line, at, "age")) {
      return least !== null ? set(null, least - 1) : set(most! + 1, null);
    }
    if ((least !== null && (least < 0 || least > 25)) || (most !== null && (most < 0 || most > 25)))
      return null;
    if (least !== null && most !== null && least > most) return null;
    if (least !== null) slots.filters.ageMin = least;
    if (most !== null) slots.filters.ageMax = most;
    return { w: "@age", slot: "age" };
  };
  takeAll(line, short, (g) => (g[1] === "u" ? set(null, Number(g[2]) - 1) : set(Number(g[2]) + 1, null)));
  takeAll(line, two, (g) => {
    const [aged, led, low, old, , high, oldBehind] = [
      g[1],
      g[2],
      numberOf(g[3]),
      g[4],
      g[5],
      numberOf(g[7]),
      g[8],
    ];
    if (!aged && !old && !oldBehind && !(led?.startsWith("between") && low! > 6)) return null;
    return low !== null && high !== null && low < high ? set(low, high) : null;
  });
  takeAll(line, ofThem, (g) => {
    const [low, high] = [numberOf(g[1]), numberOf(g[2])];
    return low !== null && high !== null && low < high && low > 4 && high < 19 ? set(low, high) : null;
  });
  takeAll(line, slashed, (g) => (Number(g[2]) + 1 === Number(g[3]) ? set(Number(g[2]), Number(g[3])) : null));
  takeAll(line, orOver, (g, from) => (isCount(line, g[0]!) ? null : set(numberOf(g[2]), null, from)));
  takeAll(line, orUnder, (g, from) => set(null, numberOf(g[2]), from));
  takeAll(line, over, (g, from) => set(numberOf(g[4])! + 1, null, from));
  takeAll(line, under, (g, from) => {
    const age = numberOf(g[5])!;
    return set(null, g[2] === "up to" ? age : age - 1, from);
  });
  takeAll(line, exact, (g) => {
    const age = numberOf(g[2] ?? g[3]);
    return set(age, age);
  });
}

function isCount(line: Line, matched: string): boolean {
  return new RegExp(`${matched.replace(/[+]/g, "[+]")} (episodes|times|occasions|days|hours)`).test(
    line.text,
  );
}
