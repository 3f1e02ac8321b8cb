import type { Category, Metric } from "../../data/vocabulary.ts";
import type { Answer } from "../answers/answer.ts";
import { duringText } from "./when.ts";
import { figureText } from "./wording.ts";
import { METRIC_TITLES, nounFor } from "./words.ts";

type Said = Pick<Answer, "metric" | "value" | "unit" | "period" | "question" | "caveats">;

/** The heading of an answer; "Missing now" is not said of an instant that has passed. */
export function titleOfAnswer(answer: Pick<Said, "metric" | "question" | "caveats">): string {
  if (answer.metric === "currently_missing" && isPast(answer)) return "Missing at the time";
  const categories = otherCategories(answer);
  if (categories && NOUN_IS_EPISODES.includes(answer.metric)) return `${capital(categories)} episodes`;
  return METRIC_TITLES[answer.metric];
}

/** "1,069 missing episodes in 2018/19" */
export function headlineOf(answer: Said): string {
  return `${figureText(answer.value, answer.unit)} ${figureLabel(answer)}`;
}

/** What stands behind the figure: what it counts and when, or why there is nothing to work out. */
export function figureLabel(answer: Said): string {
  const when = duringText(answer.period?.label ?? null);
  const why = answer.value === null ? NOTHING[answer.metric]?.(when) : undefined;
  return why ? `(${why})` : `${countedAs(answer)}${when}`;
}

function countedAs(answer: Said): string {
  const { metric, value, question } = answer;
  const one = value === 1;
  if (metric === "currently_missing" && isPast(answer)) {
    return one ? "child was missing" : "children were missing";
  }
  if (metric === "persistent_missing" && question.period !== null) {
    const least = question.filters.minEpisodes;
    if (least) return `${one ? "child" : "children"} with ${least} or more episodes`;
    return one ? "child was persistently missing" : "children were persistently missing";
  }
  const categories = otherCategories(answer);
  if (categories && NOUN_IS_EPISODES.includes(metric)) return `${categories} ${one ? "episode" : "episodes"}`;
  if (categories && metric === "individuals") {
    return `${one ? "child" : "children"} with an episode recorded as ${categories}`;
  }
  return nounFor(metric, value);
}

/** The sentence where a list has no rows. */
export function emptyText(answer: Said): string {
  const when = duringText(answer.period?.label ?? null);
  const none = EMPTY[answer.metric];
  if (answer.metric === "currently_missing" && isPast(answer)) return "No child was missing.";
  if (none) return none(when);
  if (answer.value === null) return `${capital(NOTHING[answer.metric]?.(when) ?? "nothing to list")}.`;
  return `No ${countedAs({ ...answer, value: 0 })}${when}.`;
}

const EMPTY: Readonly<Partial<Record<Metric, (when: string) => string>>> = {
  currently_missing: () => "No child is missing.",
  persistent_missing: (when) =>
    when ? `No child was persistently missing${when}.` : "No child is persistently missing.",
  top_missing: (when) => `No child went missing${when}.`,
  longest_episodes: (when) => `No episode began${when}.`,
  long_without_strategy_meeting: (when) => `No long episode${when} is without a strategy meeting.`,
  interviews_due: (when) => `No return interview is due${when}.`,
  interviews_overdue: (when) => `No return interview is overdue${ofReturns(when)}.`,
  interviews_outstanding: (when) => `No return interview is outstanding${ofReturns(when)}.`,
};

/** Why there is no figure. */
const NOTHING: Readonly<Partial<Record<Metric, (when: string) => string>>> = {
  interview_compliance: (when) => `no return interview has fallen due${ofReturns(when)}`,
  interviews_offered: (when) => `no child returned${when}`,
  interviews_completed: (when) => `no child returned${when}`,
  interviews_accepted: (when) => `no return interview was offered${ofReturns(when)}`,
  interviews_declined: (when) => `no return interview was offered${ofReturns(when)}`,
  average_duration: (when) => `no episode that began${when} has ended`,
  longest_episodes: (when) => `no episode began${when}`,
  top_share: (when) => `no episode began${when}`,
  one_off_share: (when) => `no episode began${when}`,
  rate: (when) => `no episode began${when}`,
};

const ofReturns = (when: string): string => (when ? ` after a return${when}` : "");

/** Measures whose figure is read as so many episodes. */
const NOUN_IS_EPISODES: readonly Metric[] = ["episodes", "top_missing"];
const CATEGORY_WORDS: Readonly<Record<Category, string>> = {
  missing: "missing",
  away: "away",
  absent: "absent",
};

/** "away or absent", where a question names other than missing: no such figure is of missing episodes. */
function otherCategories({ question }: Pick<Said, "question">): string | null {
  const { category } = question.filters;
  if (!category || category.every((one) => one === "missing")) return null;
  return category.map((one) => CATEGORY_WORDS[one]).join(" or ");
}

function isPast({ caveats }: Pick<Said, "caveats">): boolean {
  return caveats.some(({ kind }) => kind === "as_at_past");
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
