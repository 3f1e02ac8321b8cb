import { addDays } from "../../data/calendar.ts";
import type { Question } from "../../data/vocabulary.ts";
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
  const found: Alternative[] = [];
  if (weak && other) found.push({ title: METRIC_WORDS[other], question: { ...question, metric: other } });
  const from = addDays(today, 1 - DAYS);
  // on the 30th the two are one; beside a comparison the month is what was meant
  if (thisMonth && question.period && question.period.from !== from && question.compare === null) {
    const period = { from, to: addDays(today, 1) };
    found.push({ title: "The last 30 days", question: { ...question, period } });
  }
  const types = filters.placementType;
  if (types?.length === 2 && types.includes("council_care_home") && types.includes("independent_provider")) {
    const placementType = ["council_care_home" as const];
    found.push({ title: "Council homes", question: { ...question, filters: { ...filters, placementType } } });
  }
  return found.slice(0, MOST);
}
