import type { Metric, Question } from "../../data/vocabulary.ts";
import { LEXICON } from "./lexicon.ts";
import type { Line } from "./line.ts";
import { type MetricReading, readMetric } from "./metrics.ts";
import { type Pattern, pattern } from "./pattern.ts";
import type { Slots } from "./slots.ts";
import { titleOf } from "./titles.ts";

/** A line, or a side of an "and", with its spans and its metric. */
export interface Part {
  line: Line;
  slots: Slots;
  metric: Metric | null;
  strength: "strong" | "noun" | "weak" | null;
  /** "accepted?" after interviews: what is counted was said in the last question */
  elliptic?: boolean;
  /** "he", "her": a child that only the last reading names */
  pronoun: boolean;
}

const INTERVIEW = pattern("interview|interviews|interviewed");
const PRONOUN = pattern("he|she|him|her|his|hers|that child|this child|that one");
/** Words that put the lowest first. */
export const LOWEST = pattern("fewest|lowest|least|smallest|bottom|quietest");
const PEAK = pattern("worst|busiest|quietest|peak|most|fewest");
export const WORST = pattern("worst|poorest|weakest");
const BEST = pattern("best|strongest");
/** "Who was missing at the end of June" is of that day; who went missing then is too loose to count by. */
const WENT_MISSING = pattern("(went|gone|going|goes|go) missing");
const COUNTED = pattern("how many|number of|count of|total|figure for");
/** "Which agency does most of them": a count, where "interviews by agency" is the compliance. */
const MOST_OF = pattern("how many|number of|count of|total|figure for|does|did|do (the )?most|most|fewest");
/** More of these is better: the worst come lowest. */
export const GOOD: ReadonlySet<Metric> = new Set([
  "interview_compliance",
  "interviews_offered",
  "interviews_accepted",
  "interviews_completed",
]);

/** Chooses the metric of a line whose spans were read, and lets it decide what doubtful spans mean. */
export function readPart(line: Line, given: Slots): Part {
  const slots: Slots = { ...given, filters: { ...given.filters } };
  const reading = readingOf(line, slots);
  const metric = reading?.metric ?? null;
  const longMetric = metric === "long_episodes" || metric === "long_without_strategy_meeting";
  if (slots.long && !longMetric && metric !== "interviews_overdue" && metric !== "interviews_late")
    slots.filters.minDurationHours = 72;
  // "persistently missing compared with last month" is now against a month ago, not two months
  const onlyCompared = slots.compare !== null && slots.periods.length === 0;
  if (metric && AS_AT_NOW.includes(metric) && onlyCompared && slots.period?.unit === "month") {
    slots.period = null;
  }
  if (metric === "one_off_share") delete slots.filters.minEpisodes;
  if (metric === "persistent_missing" || metric === "top_share") slots.order = null;
  slots.order = orderOf(line, slots, metric);
  const pronoun = !ofChild(slots) && line.has(PRONOUN);
  return {
    line,
    slots,
    metric,
    strength: reading?.strength ?? null,
    pronoun,
  };
}

const ofChild = ({ filters, doubts }: Slots): boolean =>
  filters.child !== undefined || doubts.some(({ key }) => key === "child");

/** The metric that the words ask for, once the spans around have had their say; a title has it alone. */
function readingOf(line: Line, slots: Slots): MetricReading | null {
  const title = titleOf(line);
  if (title) return { metric: title, strength: "strong" };
  let reading = readMetric(line);
  // "worst 3 homes", "which homes had no interview offered": of what there is most to count
  const counted = slots.limit !== null || slots.filters.interviewOffered !== undefined;
  if (reading === null && slots.groupBy !== null && (counted || slots.spread || line.has(PEAK)))
    reading = { metric: "episodes", strength: counted ? "noun" : "weak" };
  const grouped = slots.groupBy !== null && slots.groupBy !== "child";
  if (reading?.metric === "top_missing" && grouped) {
    const noun = [...LEXICON.metrics]
      .filter(({ strength }) => strength === "noun")
      .find(({ all }) => all.every((re) => line.has(re)));
    reading = noun ? { metric: noun.metric, strength: "noun" } : { metric: "episodes", strength: "noun" };
  }
  if (line.has(INTERVIEW) && (reading === null || reading.strength !== "strong")) {
    reading = {
      metric: line.has(slots.groupBy === null ? COUNTED : MOST_OF)
        ? "interviews_completed"
        : "interview_compliance",
      strength: "strong",
    };
    for (const unit of line.units) if (/^interview/.test(unit.w)) unit.slot ??= "metric";
  }
  // "our top 15 for missing": children, ranked
  if (reading?.metric === "individuals" && slots.limit !== null && slots.groupBy === null)
    reading = { metric: "top_missing", strength: "strong" };
  const child = ofChild(slots);
  if (child && reading?.metric === "summary") reading = { ...reading, metric: "child_profile" };
  if (child && reading === null) reading = { metric: "child_profile", strength: "weak" };
  if (
    child &&
    (reading?.metric === "individuals" ||
      (reading?.metric === "persistent_missing" && reading.strength !== "strong"))
  ) {
    reading = { ...reading, metric: "episodes" };
  }
  if (slots.period?.atEnd) {
    if (reading?.metric === "individuals" && !line.has(WENT_MISSING))
      reading = { metric: "currently_missing", strength: "strong" };
    if (reading?.metric !== "currently_missing") slots.periodTrouble ??= "at the end";
  }
  return reading;
}

/** What is asked as at an instant; compared with an instant, a month earlier where no period was named. */
export const AS_AT_NOW: readonly Metric[] = [
  "currently_missing",
  "persistent_missing",
  "interviews_due",
  "interviews_overdue",
  "interviews_outstanding",
];

function orderOf(line: Line, slots: Slots, metric: Metric | null): "asc" | null {
  if (slots.groupBy === null && slots.limit === null) return null;
  if (slots.order === "asc") return mark(line, LOWEST);
  if (line.has(LOWEST)) return mark(line, LOWEST);
  const good = metric !== null && GOOD.has(metric);
  if (good && (slots.worst || line.has(WORST))) return mark(line, WORST);
  if (!good && line.has(BEST)) return mark(line, BEST);
  return null;
}

function mark(line: Line, re: Pattern): "asc" {
  const found = line.find(re);
  if (found) line.mark(found.from, found.to, "order");
  return "asc";
}

export function toQuestion({ slots, metric }: Part): Question {
  const question: Question = {
    kind: "question",
    metric: metric ?? "child_profile",
    filters: slots.filters,
    period: slots.period ? { from: slots.period.from, to: slots.period.to } : null,
    compare: slots.compare,
    groupBy: slots.groupBy,
    limit: slots.limit,
  };
  if (slots.order) question.order = slots.order;
  return question;
}

/** "Longest?": one word that says what, of what was asked before. */
export function isOneWord({ line, metric }: Part): boolean {
  const words = line.units.filter(({ w }) => w !== "?");
  return words.length === 1 && metric !== "summary" && metric !== "currently_missing";
}
