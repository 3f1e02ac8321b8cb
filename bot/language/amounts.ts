import type { Line } from "./line.ts";
import { pattern } from "./pattern.ts";
import { numberOf } from "./periods/calendar-words.ts";
import { type Slots, takeAll } from "./slots.ts";

const N = "(\\d{1,4}|one|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|thirty|fifty)";
const UNIT = "(hours|hour|day|days|week|weeks|month|months)";
const HOURS: Record<string, number> = {
  hour: 1,
  hours: 1,
  day: 24,
  days: 24,
  week: 168,
  weeks: 168,
  month: 720,
  months: 720,
};
const TIMES = "(episodes|episode|times|missing episodes|missing times|occasions|separate episodes|missing)";

const OVER =
  "(over|more than|longer than|at least|exceeding|lasting|lasted|above|in excess of|greater than|beyond|a minimum of|minimum|min|upwards of|lasting (over|more than|longer than|at least)|lasted (over|more than|longer than|at least)|missing for|gone for|for (over|more than|longer than|at least)|for)";
const UNDER =
  "(under|less than|shorter than|below|fewer than|lasting (under|less than)|lasted (under|less than)|for (under|less than)|not more than|no more than|up to)";
const MORE = "( or (more|longer|over|above)| and (over|above|more|longer)| \\+| plus)";

const between = pattern(
  `(lasting |lasted )?(between |from )?${N}( ${UNIT})? (and|to|-) ${N} (hours|days|weeks)( long)?`,
);
const over = pattern(`${OVER} ${N} ${UNIT}${MORE}?( long| in length| or so)?`);
const orMore = pattern(`${N} ( )?${UNIT}${MORE}( long| in length)?`.replace(" ( )?", " "));
const plusDays = pattern(`${N} (\\+|plus|or more) ${UNIT}( long| in length)?`.replace("\\+", "[+]"));
const under = pattern(`${UNDER} ${N} ${UNIT}( long| in length)?`);
const bare = pattern(`${N} ${UNIT}( long)?(?= (episodes|episode|missing|long)| $)`);
const missingFor = pattern(`(?<=missing )${N} ${UNIT}`);

/** Lengths of time, before periods: "3 days or more" and "72 hours" are not dates. */
export function takeDurations(line: Line, slots: Slots): void {
  const interviews = line.has(ABOUT_INTERVIEWS);
  const set = (least: number | null, most: number | null, words = "") => {
    // the 72 hours of an interview are its deadline, unless a length was named
    if (interviews && (least === 72 || most === 72) && !/^last(ing|ed) /.test(words)) return null;
    if (least === 72 && most === null) {
      slots.long = true;
      return { w: "@long", slot: "minDurationHours" };
    }
    if (least !== null) slots.filters.minDurationHours = least;
    if (most !== null) slots.filters.maxDurationHours = most;
    return { w: "@dur", slot: "minDurationHours" };
  };
  const hours = (count: string | undefined, unit: string | undefined) =>
    (numberOf(count) ?? 0) * (HOURS[unit ?? ""] ?? 0);
  takeAll(line, between, (g, from) => {
    if (line.units[from]?.w === "last") return null;
    return set(hours(g[3], g[5] ?? g[8]), hours(g[7], g[8]));
  });
  takeAll(line, plusDays, (g) => set(hours(g[1], g[3]), null));
  takeAll(line, orMore, (g, from) => (isRolling(line, from) ? null : set(hours(g[1], g[2]), null)));
  takeAll(line, over, (g, from) => {
    const word = line.units[from]!.w;
    if (word === "for" && line.has(LAST_FOR)) return null;
    return set(hours(g[5], g[6]), null, g[0]);
  });
  takeAll(line, under, (g) => set(null, hours(g[5], g[6]), g[0]));
  if (!interviews) {
    takeAll(line, missingFor, (g) => set(hours(g[1], g[2]), null));
    takeAll(line, bare, (g, from) => (isRolling(line, from) ? null : set(hours(g[1], g[2]), null)));
  }
}

const ABOUT_INTERVIEWS = pattern("interview|interviews|interviewed|compliance|compliant");
const LAST_FOR = pattern("for the last|for last|for the past");

function isRolling(line: Line, from: number): boolean {
  // "still inside the 72 hours" is inside the deadline
  if (line.units[from - 1]?.w === "the" && line.units[from]?.w === "72") return true;
  // "at 1930 hours" is a time of day
  return ["at", "rolling", "last", "past", "previous", "next", "within", "in", "every", "a"].includes(
    line.units[from - 1]?.w ?? "",
  );
}

const countOrMore = pattern(
  `(with |who had |having |had |who have |have |has )?${N}(( or| and) more| \\+| plus| or over)( ${TIMES})?`.replace(
    "\\+",
    "[+]",
  ),
);
const countTimesMore = pattern(`${N} ${TIMES}( or more| and over| or over| and above| plus)`);
const countOver = pattern(
  `(with |who had |having |had |who have )?(over|more than|at least|greater than|exceeding|above|minimum of|a minimum of) ${N} ${TIMES}`,
);
const onceMore = pattern(
  "(more than once|more than one (episode|time|missing episode)|multiple times|(at least |more than )?twice( or more)?|repeat times)",
);
const onlyOnce = pattern(
  "(only|just|exactly) (one|1|a single) (missing )?(episode|time)|(only|just) (missing )?once|once only|just the once|(children|individuals) (with|having|who had|who have had) (one|1|a single) (missing )?episode",
);

/** How many episodes a child has: "more than five" is six and over. */
export function takeCounts(line: Line, slots: Slots): void {
  const set = (count: number) => {
    if (count < 1 || count > 999) return null;
    slots.filters.minEpisodes = count;
    return { w: "@count", slot: "minEpisodes" };
  };
  takeAll(line, countTimesMore, (g) => set(numberOf(g[1]) ?? 0));
  takeAll(line, countOver, (g) =>
    isAge(g)
      ? null
      : set((numberOf(g[3]) ?? 0) + (/^(over|more|greater|exceeding|above)/.test(g[2]!) ? 1 : 0)),
  );
  takeAll(line, countOrMore, (g) =>
    g[5] || (CHILDREN_WITH.test(line.text) && !isYears(g)) ? set(numberOf(g[2]) ?? 0) : null,
  );
  takeAll(line, onlyOnce, () => ({ w: "@once", slot: "metric" }));
  takeAll(line, onceMore, (g) => set(/more than twice/.test(g[0]!) ? 3 : 2));
}

/** "Boys over 16 missing from home": nobody has "over 16 missing". */
function isAge(g: (string | undefined)[]): boolean {
  return !g[1] && /^(over|above)$/.test(g[2]!) && / missing$/.test(g[0]!);
}

/** "Persistently missing boys 16+": an age, unless they "had" 16 or more. */
function isYears(g: (string | undefined)[]): boolean {
  const count = numberOf(g[2]) ?? 0;
  return !g[1] && count >= 10 && count <= 17;
}

const CHILDREN_WITH =
  /(children|individuals|who|boys|girls).{0,20} (with|had|have|having) | (persistent|persistently|repeat|repeatedly) |(with|had|have|having) \S+ or more/;

const topN = pattern(
  `(top|worst|bottom|first|best|leading|highest|lowest) ${N}(?! (hours|days|weeks|months|quarters|week|month))`,
);
const nMost = pattern(
  `${N}( of the)?(?= (most|worst|longest|highest|biggest|top|lowest|fewest|greatest|shortest|best)( |$))`,
);
const longestN = pattern(`(?<=longest |shortest |biggest )${N}`);
const nWhoMost = pattern(`${N}(?= who (go|went|have gone|run|ran|are|were)( missing)?( the)? most)`);
const sameN = pattern(`(?<=(?:the|these|those) )same ${N}(?= (children|individuals|girls|boys|homes))`);
const nWithMost = pattern(
  `${N}(?= (children|homes|home|placements|individuals|teams|workers|units|girls|boys|days|months|social workers) (with|who|which|that|had|have|having))`,
);

/** "top 10", "the five worst homes", "longest 10"; the lowest first where that was said. */
export function takeLimit(line: Line, slots: Slots): void {
  const set = (word: string | undefined, keep: boolean) => {
    const count = numberOf(word);
    if (count === null || count < 1 || count > 500 || slots.limit !== null) return null;
    slots.limit = count;
    return { w: keep ? "@number" : "@limit", slot: "limit" };
  };
  takeAll(line, topN, (g) => {
    if (g[1] === "bottom" || g[1] === "lowest") slots.order = "asc";
    if (g[1] === "worst") slots.worst = true;
    return set(g[2], false);
  });
  takeAll(line, nMost, (g) => set(g[1], true));
  takeAll(line, nWhoMost, (g) => set(g[1], true));
  takeAll(line, sameN, (g) => set(g[1], false));
  takeAll(line, longestN, (g) => set(g[1], true));
  takeAll(line, nWithMost, (g) => set(g[1], true));
}
