import type { Grouping } from "../../data/vocabulary.ts";
import { LEXICON } from "./lexicon.ts";
import type { Line } from "./line.ts";
import { type Pattern, pattern } from "./pattern.ts";
import { PatternTable } from "./pattern-table.ts";
import { type Slots, takeAll } from "./slots.ts";

const BY =
  "(by|per|for each|for every|each|every|across( all)?( the)?( different)?|grouped by|group by|split by|split (out )?(into|between|across)|breakdown (by|into|per|of)|broken down by|sorted by|ordered by|ranked by|by each|by individual|between( the)?( different)?|a|among|compare( all)?( the)?|comparing)";
const DET = "( the| our| each| their| all)?";
const ADVERBS: [Pattern, Grouping][] = [
  [
    pattern(
      "(monthly|month by month|month on month|by the month|each month|every month|over the months|trend|trends|trending|trendline)",
    ),
    "month",
  ],
  [pattern("(weekly|week by week|each week|every week)"), "week"],
  [pattern("(daily|day by day|each day|every day)"), "day"],
  [pattern("(quarterly|quarter by quarter|each quarter|every quarter)"), "quarter"],
  [pattern("(yearly|annually|year by year|each year|every year|each financial year)"), "financial_year"],
];
/** "Risk level breakdown" asks by itself how many; "by risk level" goes on from something. */
const SPREAD =
  /^(breakdown|distribution|spread)|(breakdown|profile|pattern|patterns|distribution|ranking|league table)$/;
const CHILD_RATE = /^(child|children|individuals|name|young person)$/;
const RANKING =
  "(top|worst|best|highest|lowest|most|fewest|bottom|@limit|leading|biggest|poorest|@number|least|busiest|quietest|peak)";
const QUALIFIED =
  "(council|councils|our|independent|private|residential|children|own|supported|semi|foster|care|provider|city|the)( 's)?";

interface Compiled {
  by: Grouping;
  forms: Pattern[];
  which: Pattern[];
}

/** Longest first, so that "risk level" is not read as "risk". */
function byLength(alternatives: string): string {
  const parts: string[] = [""];
  let depth = 0;
  for (const char of alternatives) {
    depth += char === "(" ? 1 : char === ")" ? -1 : 0;
    if (char === "|" && depth === 0) parts.push("");
    else parts[parts.length - 1] += char;
  }
  return parts.sort((a, b) => b.length - a.length).join("|");
}

const COMPILED: Compiled[] = LEXICON.groupings
  .map(({ by, words, which }) => ({ by, words: byLength(words), which: byLength(which) }))
  .map(({ by, words, which }) => ({
    by,
    forms: [
      pattern(`(breakdown |split |broken down |grouped |group )?${BY}${DET} (${words})`, words),
      pattern(
        `(${words}) (breakdown|split|by (${words})|profile|pattern|patterns|distribution|comparison|ranking|league table|leaderboard|table|basis)`,
      ),
      pattern(`(breakdown|split|distribution|spread) (of|by|on) (the )?(${words})`),
      pattern(
        `(${words})(?= of (those|these|the|all|our|missing)( the)? (missing|children|individuals|girls|boys) )`,
      ),
    ],
    which: which
      ? [
          pattern(
            `(which|what)( of)?( the| our)?( ${RANKING})?(?: ${QUALIFIED}){0,2} (${which})( 's)?(?= (has|have|had|is|are|was|were|do|does|did|go|goes|went|gone|saw|see|shows|show|sees|with|account|accounts|accounted|for|of|in|generate|generates|report|reports|reported|record|records|recorded|log|logs|logged|hold|holds|carry|carries|lose|loses|lost|offered|completed|come|comes|came|perform|performs|performed|needs|the|most|worst|got|gets|${RANKING.slice(1, -1)}|on|kids|children|missing|@\\w{1,20}|us|gives|contributes|contributed)|$| [?])`.replace(
              /\$\|/g,
              "",
            ),
            which,
          ),
          pattern(`(which|what) (${which})(?= [?,]| $)`, which),
          // "all teams, highest first"
          pattern(`(all|our|the|every)( the| our)? (${which})(?= .{0,60} (first|ranked|in order))`, which),
          pattern(
            `${RANKING}( ${RANKING})?( performing| ranked| missing| common| popular| frequent)?(?: ${QUALIFIED}){0,2} (${which})`,
            which,
          ),
          pattern(
            `(rank|compare|list of|list|ranking of|league table of|order|sort)( all)?( the| our| of)?( council| independent| residential)? (${which})( ranked| by| with| in order)`,
            which,
          ),
          pattern(
            `(?:${QUALIFIED} ){0,2}(${which})(?= (with|having|that have|which have|that had|ranked|in order|who have) (the )?(most|highest|lowest|worst|fewest|biggest|best|poorest|least|greatest|longest|by))`,
            which,
          ),
        ]
      : [],
  }));

const FORMS = new PatternTable(COMPILED, ({ forms }) => forms);
const WHICH = new PatternTable(COMPILED, ({ which }) => which);

/** How the answer is cut: "by month", "which home…", "worst team", "monthly". */
export function takeGrouping(line: Line, slots: Slots): void {
  for (const [{ by }, re] of FORMS.heldBy(line)) {
    takeAll(line, re, (groups) => {
      const matched = groups[0]!;
      const last = matched.split(" ").at(-1)!;
      slots.spread ||= SPREAD.test(matched);
      // "episodes per child" is a rate; "a day" alone is no grouping
      if (by === "child" && /^(per|each|for each|for every|every|a)/.test(matched)) return null;
      if (/^a /.test(matched) && slots.groupBy === null) return null;
      if (by === "child" && !CHILD_RATE.test(last)) return null;
      if (/^(each|every|between|compare|comparing)/.test(matched) && slots.groupBy !== null) return null;
      return group(slots, by);
    });
  }
  for (const [re, by] of ADVERBS) {
    takeAll(line, re, (_, from, to) => {
      if (slots.groupBy !== null && slots.groupBy !== by) return null;
      if (/summary|report|update|digest/.test(line.units[to]?.w ?? "") && from >= 0) return null;
      return group(slots, by);
    });
  }
  if (slots.groupBy !== null) return;
  for (const [{ by }, re] of WHICH.heldBy(line)) {
    const found = line.find(re);
    if (
      !found ||
      line.units.slice(found.from, found.to).some(({ slot, w }) => slot !== null && !w.startsWith("@"))
    )
      continue;
    slots.groupBy = by;
    markWhich(line, found.from, found.to);
    return;
  }
  takeAll(line, WHEN, () => group(slots, "time_of_day"));
}

const WHEN = pattern("(what|which) time( of (the )?(day|night))?|when in the day|time of (the )?day");

function group(slots: Slots, by: Grouping): { w: string; slot: string } {
  slots.groupBy ??= by;
  return { w: "@group", slot: "groupBy" };
}

/** Only the last word is the grouping: "which council homes" still holds a filter. */
function markWhich(line: Line, from: number, to: number): void {
  const qualified = line.units
    .slice(from, to - 1)
    .some(({ w }) =>
      /^(council|independent|private|residential|children|our|own|supported|semi|foster|care)$/.test(w),
    );
  line.mark(from, to, "groupBy");
  line.changed();
  if (!qualified) {
    for (const unit of line.units.slice(from, to)) {
      if (
        /^(home|homes|placement|placements|children|child|unit|units|day|days|month|week|time|house)$/.test(
          unit.w,
        )
      )
        unit.w = "@group";
    }
  } else {
    for (const unit of line.units.slice(from, to))
      if (unit.slot === "groupBy") unit.slot = /^(which|what)$/.test(unit.w) ? "groupBy" : null;
  }
}
