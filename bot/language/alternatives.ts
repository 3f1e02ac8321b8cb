import { addDays, addMonths, monthStart } from "../../data/calendar.ts";
import type { Period, Question } from "../../data/vocabulary.ts";
import { METRIC_WORDS } from "./explain.ts";

/** Another reading that is as good, and what a button says of it. */
export interface Alternative {
  /** words that the parser itself reads so, behind the question: "the last 30 days" */
  title: string;
  question: Question;
}

/** As many as a card offers. */
const MOST = 2;
const DAYS = 30;

/**
 * The other readings of words that could as well mean them: "this month" may be the last thirty days,
 * homes of both kinds may be the council's own, "missing boys" may be episodes or children. `weak`: no
 * word said which of the two was meant; `today`: a London day; `thisMonth`: that was said, and not its
 * dates.
 */
export function alternativesOf(
  question: Question,
  { weak, today, thisMonth }: { weak: boolean; today: string; thisMonth: boolean },
): Alternative[] {
  const { metric, filters } = question;
  const other = metric === "episodes" ? "individuals" : metric === "individuals" ? "episodes" : null;
  const readings: Question[] = [];
  if (weak && other) readings.push({ ...question, metric: other });
  // on the 30th the two are one; beside a comparison the month is what was meant
  const period = lastDays(today);
  if (thisMonth && question.period && question.period.from !== period.from && question.compare === null)
    readings.push({ ...question, period });
  if (isBothKinds(filters.placementType))
    readings.push({ ...question, filters: { ...filters, placementType: [COUNCIL] } });
  return readings.flatMap((reading) => alternative(question, reading, today) ?? []).slice(0, MOST);
}

/**
 * A reading that may stand instead of another, in the words of what differs; null where that is nothing,
 * or more than one of these. So a button leads back, too: its words come from the frames alone.
 */
export function alternative(from: Question, to: Question, today: string): Alternative | null {
  const title = titleOf(from, to, today);
  return title === null ? null : { title, question: to };
}

function titleOf(from: Question, to: Question, today: string): string | null {
  const differsBy = (change: Partial<Question>) =>
    JSON.stringify({ ...to, ...change }) === JSON.stringify(from);
  if (from.metric !== to.metric) {
    const counted = [from, to].every(({ metric }) => metric === "episodes" || metric === "individuals");
    return counted && differsBy({ metric: from.metric }) ? METRIC_WORDS[to.metric] : null;
  }
  if (from.period?.from !== to.period?.from || from.period?.to !== to.period?.to) {
    if (!to.period || !differsBy({ period: from.period })) return null;
    const { from: first, to: end } = to.period;
    if (first === lastDays(today).from && end === lastDays(today).to) return "The last 30 days";
    const isThisMonth = first === monthStart(today) && end === addMonths(first, 1);
    return isThisMonth ? "This month" : null;
  }
  const { placementType } = from.filters;
  if (!differsBy({ filters: { ...to.filters, placementType } })) return null;
  const kinds = [placementType, to.filters.placementType];
  if (isBothKinds(kinds[0]) && String(kinds[1]) === COUNCIL) return "Council homes";
  return String(kinds[0]) === COUNCIL && isBothKinds(kinds[1]) ? "Council homes or independent homes" : null;
}

const COUNCIL = "council_care_home";

function isBothKinds(types: Question["filters"]["placementType"]): boolean {
  return types?.length === 2 && types.includes(COUNCIL) && types.includes("independent_provider");
}

function lastDays(today: string): Period {
  return { from: addDays(today, 1 - DAYS), to: addDays(today, 1) };
}
