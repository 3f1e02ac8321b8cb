import { addYears } from "../../data/calendar.ts";
import type { Line } from "./line.ts";
import { pattern } from "./pattern.ts";
import type { Clock, Found } from "./periods/period.ts";
import { calendarUnit, isTrouble } from "./periods/period.ts";
import { periodAt } from "./periods/read.ts";
import { type Slots, takeAll } from "./slots.ts";

const SAME_YEAR_BEFORE = pattern(
  "(((compared|comparing|compare|vs|against|relative|than|on|up on|down on)( with| to| against)? )?((the |at the |for the |in the )?(same|equivalent|corresponding) (period|time|point|month|week|quarter|half|day|dates|stage|months|weeks|days)( of| in)?( the)? (last|previous|prior) year|(the )?(same|equivalent) (period|time|month|quarter|week) (a|one) year (ago|earlier|before)|this time last year|(at )?this (month|week|quarter|time|point|stage)( in)?( the)? last year|(the )?same (period|time|point|month|week|quarter|stage)( in)? the year (before|earlier|previous)|(this|the) (time|period) (a|the) year (before|ago)|same time last year)|((compared|comparing|compare|vs|against|relative|than|on|up on|down on|and|(what|how) about)( with| to| against)? )((the )?year (before|previous|earlier|prior)|(the )?(previous|prior|preceding) year|(a|one) year (ago|earlier|before)|last year 's( figures| figure| total| numbers| one)?|(the )?previous financial year|last time last year))",
);
const PERIOD_BEFORE = pattern(
  "((compared|comparing|compare|vs|against|relative|than|on|up on|down on|and|(what|how) about)( with| to| against)? )(what it was )?((the )?(period|month|week|quarter|one|day|time|half|30 days|7 days|same length)( just)? (before|previous|earlier|prior)|(the )?(previous|prior|preceding) (period|month|week|quarter|one|day|half|time|equivalent period|three months|3 months)|last time|before|previously|(a|one) (month|week|quarter) (ago|earlier|before)|last period)",
);
const UP_OR_DOWN = pattern(
  "(going |gone |go |went |is it |are they |it )?(up or down|up or not|down or up|higher or lower|lower or higher|better or worse|worse or better|increase or decrease|increased or decreased|increasing or decreasing|rising or falling|more or less|more or fewer|fewer or more)|(going|gone|went|been going) (up|down)|(increasing|decreasing|improving|worsening|rising|falling|improved|worsened|risen|fallen|increased|decreased)|(getting|got|any|is it|are we|are things|things|it|doing|compliance) (better|worse)|(is|are|has|have) (?!.{0,30}coming up).{0,40}(up|down|better|worse|higher|lower|changed)(?= [?]| $| than| on| from| since)|(percent |percentage |the )?(change|difference|movement) (in|on)|(what|how) (has )?changed|compared( to before| with before)?|any (increase|decrease|improvement|rise|fall|drop|change)|an (increase|improvement)|a (rise|fall|drop|decrease|change)",
);
/** "Up on the year before" weighs the two; "the year before" alone may move on to it. */
const WEIGHS = /^(compar|vs|against|relative|than|on|up|down)/;
/** "this year against last": the unit is the one just named */
const AGAINST_LAST = pattern("(compared|compare|vs|against|versus)( with| to)? (the )?last(?= $| [,?])");
const CONNECTOR = /^(compared|comparing|compare|comparison|vs|against|relative|than|versus)$/;

/** Periods and comparisons of a line, each turned into a span. */
export function takeTimes(line: Line, slots: Slots, clock: Clock): void {
  takeAll(line, SAME_YEAR_BEFORE, (groups, from) => {
    slots.moves = from === 0 && /^(and|what about|how about) /.test(groups[0]!);
    slots.weighs = WEIGHS.test(groups[0]!);
    slots.compare = "previous_year";
    return { w: "@compare", slot: "compare" };
  });
  takeAll(line, PERIOD_BEFORE, (groups, from) => {
    slots.moves = from === 0 && /^(and|what about|how about) /.test(groups[0]!);
    slots.weighs = WEIGHS.test(groups[0]!);
    slots.compare = "previous_period";
    return { w: "@compare", slot: "compare" };
  });
  let ofYear = false;
  takeAll(line, AGAINST_LAST, (_, from) => {
    ofYear = line.units[from - 1]?.w === "year";
    slots.compare = "previous_period";
    return { w: "@compare", slot: "compare" };
  });
  const found = takePeriods(line, slots, clock);
  settle(line, slots, found, clock);
  // "H1 this year against last": the half of the year before
  if (ofYear && slots.period && slots.period.unit !== "year") slots.compare = "previous_year";
}

const DIFFERENCE = pattern("difference|compare|comparison|comparing|change");
const CHANGED =
  /^(improved|changed|change|increased|decreased|risen|fallen|dropped|worsened|up|down|better|worse)$/;
const INTERVIEWS = pattern("interview|interviews|interviewed");

/** "Until 30 June" needs its other end, whatever else is named. */
const OPEN = /^(up|before|until|till|prior)/;

interface Placed extends Found {
  /** stands behind "vs", "than", "compared with" */
  reference: boolean;
  previousWord: boolean;
}

function takePeriods(line: Line, slots: Slots, clock: Clock): Placed[] {
  const found: Placed[] = [];
  const interviews = line.has(INTERVIEWS);
  let words = line.words;
  const loose: string[] = [];
  for (let i = 0; i < line.units.length; i++) {
    const unit = line.units[i]!;
    if (unit.slot !== null || unit.w.startsWith("@")) continue;
    // "every Friday" is a schedule, not a day
    if (["every", "each"].includes(line.units[i - 1]?.w ?? "")) continue;
    // "the difference between March and April": two periods, not one
    if (unit.w === "between" && line.has(DIFFERENCE)) {
      unit.slot = "compare";
      continue;
    }
    // "improved since last quarter": that quarter is what it is compared with
    if (unit.w === "since" && line.units.slice(Math.max(0, i - 4), i).some(({ w }) => CHANGED.test(w))) {
      unit.slot = "compare";
      continue;
    }
    // an interview "past 72 hours" is past its deadline
    if (unit.w === "past" && interviews && line.units[i + 1]?.w === "72") continue;
    const reading = periodAt(words, i, clock);
    if (!reading || line.units.slice(i, reading.end).some(({ slot }) => slot !== null)) continue;
    if (isTrouble(reading)) {
      const said = words.slice(i, reading.end).join(" ");
      if (reading.problem === "not_known" && !OPEN.test(said)) loose.push(said);
      else slots.periodTrouble ??= said;
      line.replace(i, reading.end, "@trouble", "period");
      words = line.words;
      continue;
    }
    const reference = stands(line, i);
    const previousWord = /^(previous|prior|preceding)$/.test(unit.w);
    const isToday =
      reading.unit === "day" &&
      reading.from === clock.today &&
      reading.to === calendarUnit("day", clock.today).to;
    found.push({ ...reading, reference, previousWord });
    line.replace(i, reading.end, isToday ? "@today" : "@period", reference ? "compare" : "period");
    words = line.words;
  }
  // "in the summer months, 1 June to 31 August": the dates say which
  const dated = found.some(({ unit, relative }) => (unit === "range" || unit === "day") && !relative);
  if (!dated) slots.periodTrouble ??= loose[0] ?? null;
  const left = found.length === 0 && slots.compare === null ? line.find(UNREAD) : null;
  if (left && line.units.slice(left.from, left.to).every(({ slot }) => slot === null)) {
    slots.periodTrouble ??= line.words.slice(left.from, left.to).join(" ");
    line.replace(left.from, left.to, "@trouble", "period");
  }
  return found;
}

/** A period by its look that no form reads: it is asked back, never passed over. */
const UNREAD = pattern(
  "(this|last|past|previous|next|coming|latest)( (?!few)[a-z0-9]{1,12}){0,2} (fortnights?|weeks?|months?|quarters?|years?|terms?|seasons?)",
);

/** Whether a word of comparison leads to unit i; it is read with it. */
function stands(line: Line, i: number): boolean {
  for (let k = i - 1; k >= Math.max(0, i - 5); k--) {
    const { w } = line.units[k]!;
    if (w === "since" && line.units[k]!.slot === "compare") return true;
    if (
      CONNECTOR.test(w) ||
      (w === "on" &&
        /^(up|down|change|improvement|increase|decrease|improved|better|worse|risen|fallen|changed)$/.test(
          line.units[k - 1]?.w ?? "",
        ))
    ) {
      if (w === "compare" && k < 2 && !/^(to|with)$/.test(line.units[k + 1]!.w)) return false;
      line.mark(k === i - 1 || w !== "on" ? k : k - 1, i, "compare");
      return true;
    }
    if (
      !/^(to|with|the|what|we|had|it|was|in|for|from|those|that|of|figures|figure|numbers|were|against|is|did|same|equivalent|quarter|month|period|half)$/.test(
        w,
      )
    )
      return false;
    if (
      (w === "from" || w === "since") &&
      /^(up|down|change|changed|increase|decrease|improved|moved)$/.test(line.units[k - 1]?.w ?? "")
    ) {
      line.mark(k - 1, i, "compare");
      return true;
    }
  }
  return false;
}

function settle(line: Line, slots: Slots, found: Placed[], clock: Clock): void {
  let mains = found.filter(({ reference }) => !reference);
  let references = found.filter(({ reference }) => reference);
  const compares = line.has(COMPARE) || slots.compare !== null;
  if (compares && references.length === 0 && mains.length === 2 && slots.compare === null) {
    [mains, references] = [[mains[0]!], [mains[1]!]];
  }
  const main = joined(mains, slots);
  if (references.length > 1) references = references.slice(0, 1);
  const reference = references[0];
  if (reference) compareWith(main, reference, slots, clock);
  else slots.period = main;
  slots.periods = mains;
  if (slots.compare === null || reference) {
    const upOrDown = line.find(UP_OR_DOWN);
    if (upOrDown) {
      line.mark(upOrDown.from, upOrDown.to, "compare");
      slots.compare ??= "previous_period";
    }
  }
  if (slots.compare === null && compares && line.has(COMPARED_BARE)) slots.compare = "previous_period";
}

const COMPARE = pattern("compare|comparing|comparison|compared|vs|difference between|@compare");
const COMPARED_BARE = pattern("with comparison|and comparison|comparison|compared");

/** Several periods of one question: the same, one inside another, or side by side. */
function joined(mains: Placed[], slots: Slots): Found | null {
  const [first, ...rest] = [...mains].sort((a, b) => (a.from < b.from ? -1 : 1));
  if (!first) return null;
  let whole: Found = first;
  for (const next of rest) {
    if (next.from === whole.from && next.to === whole.to) continue;
    if (next.from === whole.to) whole = { ...whole, to: next.to, unit: "range", relative: false };
    else if (next.from >= whole.from && next.to <= whole.to) whole = next;
    else if (next.from === whole.from && next.to >= whole.to) continue;
    else slots.periodTrouble ??= "several";
  }
  return whole;
}

function compareWith(main: Found | null, reference: Placed, slots: Slots, clock: Clock): void {
  if (main && reference.from > main.from && !reference.previousWord) {
    compareWith(reference, { ...reference, ...main, previousWord: false }, slots, clock);
    return;
  }
  slots.period = main;
  if (!main) {
    if (reference.unit === "year") {
      slots.compare = "previous_year";
      return;
    }
    const now = calendarUnit(reference.unit, clock.today);
    if (["day", "week", "month", "quarter"].includes(reference.unit) && reference.to === now.from) {
      slots.period = { ...reference, ...now, relative: true };
      slots.compare = "previous_period";
    } else if (reference.from === addYears(now.from, -1) && reference.unit !== "rolling") {
      slots.period = { ...reference, ...now, relative: true };
      slots.compare = "previous_year";
    } else {
      slots.against = reference;
      slots.periodTrouble ??= "compare";
    }
    return;
  }
  const year = { from: addYears(main.from, -1), to: addYears(main.to, -1) };
  // "this March against last March" may be said of one and the same month: the year is what differs
  const same = reference.from === main.from && reference.to === main.to && main.unit === "month";
  const isYearBefore =
    same || (reference.from === year.from && (reference.to === year.to || main.unit === "year"));
  // "Q4 18/19 against 17/18": the year that is named, in place of its own
  const named = reference.unit === "year" && main.unit !== "year" && main.unit !== "rolling";
  const yearBefore = calendarUnit("year", main.from, -1);
  if (isYearBefore || (named && (reference.relative || reference.from === yearBefore.from)))
    slots.compare = "previous_year";
  else if (
    reference.to === main.from ||
    reference.previousWord ||
    (reference.from === main.from && reference.to === main.to)
  ) {
    slots.compare = "previous_period";
  } else if (main.unit === "rolling" && reference.to <= main.to) slots.compare = "previous_period";
  else slots.periodTrouble ??= "compare";
}
