import { dayOf } from "../../data/calendar.ts";
import type { Choice, ClarifyWhy, Metric, Question } from "../../data/vocabulary.ts";
import { type Alternative, alternativesOf } from "./alternatives.ts";
import { takeBareNumber } from "./bare-number.ts";
import { followUp, isFollowUp, NAMES_THEM } from "./context.ts";
import { cover } from "./coverage.ts";
import { couldBeName, unknownName } from "./doubts.ts";
import type { Line } from "./line.ts";
import { comparedWith } from "./moved-period.ts";
import type { IndexedNames } from "./names.ts";
import { clarifyNames, done, doubtful, refused } from "./outcomes.ts";
import { pattern } from "./pattern.ts";
import type { Found } from "./periods/period.ts";
import { asksByProvider, insteadOfProviders } from "./providers.ts";
import { type Part, readPart, toQuestion } from "./question.ts";
import { severalQuestions, withInterview } from "./several.ts";
import type { Slots } from "./slots.ts";
import { takeSpans } from "./take-spans.ts";
import { titleOf } from "./titles.ts";
import type { UnderstandInput, Understanding } from "./understanding.ts";

/**
 * A line that neither acts nor is refused: a question, several, one that goes on from the last, or one
 * that has to be asked back. `raw`: the line before its spans were read.
 */
export function answerable(
  input: UnderstandInput,
  raw: Line,
  line: Line,
  slots: Slots,
  index: IndexedNames,
): Understanding {
  const several = severalQuestions(raw, (part) => readLine(part, dayOf(input.now)));
  const before = input.context?.kind === "question" ? input.context : null;
  takeBareNumber(line, slots, before);
  const asked = withInterview(line, before?.metric.startsWith("interview") ?? false);
  const part: Part = { ...readPart(asked, slots), elliptic: asked !== line };
  const follows = isFollowUp(line);
  const coverage = cover(several?.line ?? part.line);
  const unknown = coverage.unknown;
  const named = slots.namesChild;
  if (unknown.length > 0) {
    const child = unknownName(part.line, input.context);
    if (child) return doubtful(line, "child", [], true);
    return refused("not_understood", line.units, named || couldBeName(line, input.text), coverage.strays);
  }
  const { against } = part.slots;
  const compared = against && before?.period ? comparedWith(before.period, against) : null;
  if (compared) part.slots = { ...part.slots, compare: compared, periodTrouble: null };
  if (part.slots.periodTrouble) return doubtful(line, "period", periodChoices(part), named);

  const { period } = part.slots;
  if (period && period.from > dayOf(input.now) && part.metric && !AHEAD.has(part.metric) && !titleOf(line))
    return refused("no_data", line.units, named, [], "future");

  const merged = input.context && !several ? followUp(part, follows, input.context) : null;
  if (merged?.kind === "reading") {
    return settled(line, merged.request, slots, coverage.strays, index);
  }
  if (several) {
    const [first, ...also] = several.questions;
    return settled(line, { ...first!, also }, several.slots, coverage.strays, index);
  }
  // "our own homes this year against last": who, when and against what; how many is meant
  if (
    !part.metric &&
    !follows.any &&
    slots.period &&
    slots.compare &&
    Object.keys(slots.filters).length > 0
  ) {
    part.metric = "episodes";
    part.strength = "weak";
  }
  const bare = part.strength === "weak" && !hasSlots(slots) && line.units.every(({ w }) => COUNTING.has(w));
  if (bare) return doubtful(line, "metric", metricChoices(slots), named);
  if (!part.metric) {
    const empty = !hasSlots(slots);
    if (part.pronoun || (empty && follows.refers)) return doubtful(line, "context", [], named);
    if (empty && line.has(POINTS_BACK)) return doubtful(line, "context", [], named);
    if (empty && coverage.strays.length === 0 && !VAGUE.test(line.text))
      return refused("not_understood", line.units, named);
    if (slots.doubts.length > 0)
      return clarifyNames(line, { ...part, metric: "child_profile" }, slots, index);
    const why: ClarifyWhy =
      follows.any || !empty ? (slots.period && !follows.any ? "metric" : "context") : "metric";
    return doubtful(line, why, metricChoices(slots), named);
  }
  const ofThem =
    (part.metric === "currently_missing" && line.has(OF_THEM)) ||
    (part.metric === "individuals" && line.has(NAMES_THEM));
  if (part.pronoun || ofThem) return doubtful(line, "context", [], named);
  // "who is the best manager" asks of nobody who was missing
  const someone = part.metric === "individuals" && part.strength === "noun" && !line.has(GOES_MISSING);
  if (someone && !hasSlots(slots)) return refused("not_understood", line.units, named, coverage.strays);
  if (
    (follows.any || line.has(CUTS) || ONLY_FILTERS.test(line.text)) &&
    part.strength === "weak" &&
    !input.context &&
    !slots.period
  ) {
    return doubtful(line, "context", metricChoices(slots), named);
  }
  if (part.slots.groupBy === null && asksByProvider(raw)) {
    return doubtful(line, "grouping", insteadOfProviders(toQuestion(part)), named);
  }
  const alternatives = alternativesOf(toQuestion(part), {
    weak: part.strength === "weak" && !part.line.has(COUNTS_CHILDREN),
    today: dayOf(input.now),
    thisMonth: isThisMonth(part.slots.period, dayOf(input.now)),
  });
  return settled(line, toQuestion(part), slots, coverage.strays, index, alternatives);
}

/** A question whose slots are all there, unless a name in it fits several. */
function settled(
  line: Line,
  question: Choice,
  slots: Slots,
  strays: string[],
  index: IndexedNames,
  alternatives: Alternative[] = [],
): Understanding {
  if (slots.doubts.length > 0) {
    return clarifyNames(line, question, slots, index);
  }
  return done(line, question, slots.namesChild, strays, alternatives);
}

/** What is still to come is known of these alone. */
const AHEAD: ReadonlySet<Metric> = new Set([
  "interviews_due",
  "interviews_outstanding",
  "interviews_overdue",
  "strategy_meetings",
]);

/** "How many girls": children are counted, whatever stands behind. */
const COUNTS_CHILDREN = pattern("(how many|number of|which)( of)?( the| our)? (children|child|@gender)|who");

/** "This month", and not the dates or the name of it. */
function isThisMonth(period: Found | null, today: string): boolean {
  return period?.unit === "month" && period.relative === true && period.from <= today && today < period.to;
}

/** Words that ask for a number and say of nothing. */
const COUNTING = new Set("how many much number count total so and ? the what is are".split(" "));
/** "Are they back", "now?": of whom, the last question would say. */
const POINTS_BACK = pattern("they|(?<=^ )now( [?])?(?= $)");
/** "They still out?" is nobody's list unless somebody was asked about. */
/** "Just the 16 plus": of whom? */
const CUTS = pattern("(?<=^ )(just|only|without|excluding|except|minus)");
const ONLY_FILTERS =
  /^ (?:@(?:gender|age|risk|flag|legalStatus|lookedAfter|outOfArea|category) (?:[?] |and )?)+$/;
const GOES_MISSING = pattern(
  "missing|went|gone|go|goes|going|left|returned|individuals|individual|children|child|cohort|headcount|unique",
);
const OF_THEM = pattern("they (are )?(still|all|now|out|missing|back|not)|(are|have) they");
const VAGUE = / (figures|figure|numbers|data|report|reports|stats|information|list|details|results) /;

/** A part of a line by itself: for several questions in one. */
function readLine(line: Line, today: string): Part {
  return readPart(line, takeSpans(line, today));
}

function periodChoices(part: Part): Question[] {
  if (!part.metric) return [];
  return [toQuestion({ ...part, slots: { ...part.slots, period: null } })];
}

function metricChoices(slots: Slots): Question[] {
  const base = {
    filters: slots.filters,
    period: slots.period ? { from: slots.period.from, to: slots.period.to } : null,
  };
  return (["summary", "episodes", "individuals", "interview_compliance"] as const).map((metric) => ({
    kind: "question",
    metric,
    ...base,
    compare: slots.compare,
    groupBy: slots.groupBy,
    limit: slots.limit,
  }));
}

function hasSlots(slots: Slots): boolean {
  return (
    Object.keys(slots.filters).length > 0 ||
    slots.period !== null ||
    slots.compare !== null ||
    slots.groupBy !== null ||
    slots.limit !== null ||
    slots.long ||
    slots.doubts.length > 0
  );
}
