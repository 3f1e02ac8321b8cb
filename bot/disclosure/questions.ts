import { addMonths, financialYearStart, monthStart, quarterStart } from "../../data/calendar.ts";
import type { Grouping, Metric, Period, Question } from "../../data/vocabulary.ts";

/** What a question would tell of single children, read from its frame alone. */

/** The measures whose answer is a list of children or of their episodes. */
export const LIST_METRICS: readonly Metric[] = [
  "currently_missing",
  "persistent_missing",
  "top_missing",
  "longest_episodes",
  "long_episodes",
  "long_without_strategy_meeting",
  "interviews_due",
  "interviews_overdue",
  "interviews_outstanding",
  "interviews_late",
  "child_profile",
];

/** Lists whose figure without the rows says nothing, or says something about one child. */
const RANKINGS: readonly Metric[] = ["top_missing", "longest_episodes", "child_profile"];

/** What may be known of a reference: which recording, risk, length, interview. */
const MINIMUM_FILTERS: readonly string[] = [
  "child",
  "not_child",
  "category",
  "not_category",
  "risk",
  "not_risk",
  "minDurationHours",
  "maxDurationHours",
  "minEpisodes",
  "interviewOffered",
  "interviewOutcome",
];

/** Filters that say who works with a child or where they live: how lists in a channel are cut. */
const ORGANISATION_FILTERS: readonly string[] = [
  "placementType",
  "placement",
  "provider",
  "team",
  "worker",
  "agency",
]
  .flatMap((name) => [name, `not_${name}`])
  .concat(["lookedAfter", "outOfArea"]);

const MINIMUM_GROUPINGS: readonly Grouping[] = [
  "day",
  "week",
  "month",
  "quarter",
  "financial_year",
  "day_of_week",
  "time_of_day",
  "risk",
  "child",
];

/** A ranking of children, or one child's record. */
export function ranksChildren(question: Question): boolean {
  return RANKINGS.includes(question.metric) || question.groupBy === "child";
}

/** The question picks out single children, or leaves them out (the difference tells as much). */
export function namesChildren({ filters }: Question): boolean {
  return filters.child !== undefined || filters.not_child !== undefined;
}

/** Its answer would show single children, by reference or by name. */
export function tellsOfChildren(question: Question): boolean {
  return LIST_METRICS.includes(question.metric) || question.groupBy === "child" || namesChildren(question);
}

/**
 * Whether the answer's rows tell no more of a reference than the minimum fields. A list of the
 * children flagged for exploitation would tell the flag of every reference in it.
 */
export function asksOnlyMinimum(question: Question): boolean {
  const about = namesChildren(question);
  const allowed = about ? MINIMUM_FILTERS : [...MINIMUM_FILTERS, ...ORGANISATION_FILTERS];
  const used = Object.entries(question.filters).filter(([, value]) => value !== undefined);
  if (!used.every(([key]) => allowed.includes(key))) return false;
  return question.groupBy === null || !about || MINIMUM_GROUPINGS.includes(question.groupBy);
}

/** Exactly one calendar month, quarter, financial year or calendar year. */
export function isWholeUnit({ from, to }: Period): boolean {
  return (
    (from === monthStart(from) && to === addMonths(from, 1)) ||
    (from === quarterStart(from) && to === addMonths(from, 3)) ||
    ((from === financialYearStart(from) || from.endsWith("-01-01")) && to === addMonths(from, 12))
  );
}
