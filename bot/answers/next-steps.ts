import { addYears } from "../../data/calendar.ts";
import { CATALOGUE } from "../../data/measures/catalogue.ts";
import type { Filters, Question } from "../../data/vocabulary.ts";
import type { NextStep } from "../disclosure/showable.ts";
import type { Answer } from "./answer.ts";
import { refusalOf } from "./refusals.ts";

const MOST = 4;

/** Of an answer, what is known before its figures are. */
type Placing = Pick<Answer, "question" | "period" | "caveats">;

/**
 * What a person would ask next, as questions: at most four, none the same as the one asked, none
 * that would be refused.
 */
export function nextSteps(answer: Placing): NextStep[] {
  const asked = plain(answer.question);
  // all are variants of one object: their keys stand in one order
  const seen = new Set([JSON.stringify(asked)]);
  const out: NextStep[] = [];
  for (const step of candidates(answer, asked)) {
    const print = JSON.stringify(step.question);
    if (seen.has(print) || refusalOf(step.question)) continue;
    seen.add(print);
    out.push(step);
  }
  return out.slice(0, MOST);
}

function candidates({ period, caveats }: Placing, asked: Question): NextStep[] {
  const { metric } = asked;
  const measure = CATALOGUE[metric];
  const to = (title: string, change: Partial<Question>): NextStep => ({
    title,
    question: { ...asked, ...change },
  });
  const ungrouped = { groupBy: null, limit: null, order: undefined };
  const out: NextStep[] = [];
  if (metric === "child_profile") {
    return [
      to("By month", { metric: "episodes", groupBy: "month" }),
      to("Longest episodes", { metric: "longest_episodes" }),
    ];
  }
  // a year that has only just begun: the one before is meant as often
  const alternative = caveats.find(({ kind }) => kind === "assumed_period");
  if (period && alternative?.kind === "assumed_period" && alternative.alternative) {
    const year = { from: addYears(period.from, -1), to: period.from };
    out.push(to(`In ${alternative.alternative}`, { period: year }));
  }
  if (asked.compare) out.push(to("Without comparison", { compare: null }));
  else
    out.push(
      to(
        period || measure.period === "now" ? compareTitle(answerIsStock(measure)) : "Compare with last year",
        { compare: "previous_year" },
      ),
    );
  if (metric === "summary") {
    return [
      ...out,
      to("Episodes by month", { metric: "episodes", groupBy: "month", compare: null }),
      to("Who is missing now", { metric: "currently_missing", period: null, compare: null }),
      to("Overdue interviews", { metric: "interviews_overdue", period: null, compare: null }),
    ];
  }
  if (asked.groupBy) out.push(to("In total", ungrouped));
  if (asked.groupBy !== "month") out.push(to("By month", { ...ungrouped, groupBy: "month" }));
  out.push(...listOf(asked, to));
  if (asked.groupBy !== "placement_type" && !asked.filters.placementType) {
    out.push(to("By placement type", { ...ungrouped, groupBy: "placement_type" }));
  }
  if (asked.filters.placementType && asked.groupBy !== "placement") {
    out.push(to("By placement", { ...ungrouped, groupBy: "placement" }));
  }
  if (Object.keys(asked.filters).length > 0) out.push(to("For all children", { filters: {} }));
  return out;
}

function compareTitle(stock: boolean): string {
  return stock ? "Compare with a year ago" : "Compare with last year";
}

function answerIsStock({ stock, period }: { stock?: boolean; period: string }): boolean {
  return stock === true && period === "now";
}

/** The list behind a figure. */
function listOf(asked: Question, to: (title: string, change: Partial<Question>) => NextStep): NextStep[] {
  const cleared = { groupBy: null, limit: null, order: undefined, compare: null };
  const filters = (change: Partial<Filters>) => ({ ...asked.filters, ...change });
  switch (asked.metric) {
    case "episodes":
    case "individuals":
    case "rate":
    case "top_share":
    case "one_off_share":
      return [to("Who they are", { ...cleared, metric: "top_missing" })];
    case "long_episodes":
    case "average_duration":
      return [to("Longest episodes", { ...cleared, metric: "longest_episodes" })];
    case "long_without_strategy_meeting":
      return [to("Show the list", cleared)];
    case "interview_compliance":
    case "interviews_late":
    case "interviews_completed":
    case "interviews_offered":
      return [to("Overdue interviews", { ...cleared, metric: "interviews_overdue" })];
    case "persistent_missing":
      return [
        to("Who is missing now", {
          ...cleared,
          metric: "currently_missing",
          period: null,
          filters: filters({ minEpisodes: undefined }),
        }),
      ];
    case "currently_missing":
      return [to("Persistently missing", { ...cleared, metric: "persistent_missing", period: null })];
    case "interviews_due":
      return [to("Overdue interviews", { ...cleared, metric: "interviews_overdue", period: null })];
    case "interviews_overdue":
      return [to("Interviews due", { ...cleared, metric: "interviews_due", period: null })];
    default:
      return [];
  }
}

function plain({ also: _, ...question }: Question): Question {
  return question;
}
