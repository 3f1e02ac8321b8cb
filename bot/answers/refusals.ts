import { daysBetween } from "../../data/calendar.ts";
import { isTimeGrouping } from "../../data/measures/buckets.ts";
import { CATALOGUE } from "../../data/measures/catalogue.ts";
import type { Filters, Metric, Question } from "../../data/vocabulary.ts";
import { AnswerRefused } from "./answer-refused.ts";

/** Who "me" and "my team" are; null where the asker is not known to the store. */
export interface Me {
  teamId: number | null;
  workerId: number | null;
}

/** A flow that can be followed over time where the list itself cannot. */
const FLOW_OF: Partial<Record<Metric, Metric>> = {
  currently_missing: "episodes",
  persistent_missing: "top_missing",
  interviews_due: "interviews_completed",
  interviews_overdue: "interview_compliance",
  interviews_outstanding: "interviews_completed",
};
const MOST_BUCKETS = 750;
const DAYS_OF = { day: 1, week: 7, month: 28, quarter: 90, financial_year: 365 };

/** Measures of how many children there are, or of how their episodes are spread over them. */
const ONCE_A_CHILD: readonly Metric[] = [
  "individuals",
  "rate",
  "top_share",
  "one_off_share",
  "persistent_missing",
];

/** Two limits that nothing can keep to: why, and either of them to leave out. */
function excluding(filters: Filters): [reason: string, keys: (keyof Filters)[]] | null {
  const { ageMin = 0, ageMax = Infinity, minDurationHours = 0, maxDurationHours = Infinity } = filters;
  if (ageMin > ageMax)
    return ["No age fits both limits. You could ask with one of them:", ["ageMax", "ageMin"]];
  if (minDurationHours >= maxDurationHours)
    return [
      "No length fits both limits. You could ask with one of them:",
      ["maxDurationHours", "minDurationHours"],
    ];
  return null;
}

/** Why a question cannot be answered as it stands; null: it can. */
export function refusalOf(question: Question): AnswerRefused | null {
  const { metric, groupBy, filters, period } = question;
  const measure = CATALOGUE[metric];
  const variant = (change: Partial<Question>): Question => ({ ...question, also: undefined, ...change });
  if (metric === "child_profile" && filters.child?.length !== 1) {
    return new AnswerRefused("A record is of one child: say which.", [
      plain("top_missing"),
      plain("currently_missing"),
    ]);
  }
  if (metric === "child_profile" && groupBy) {
    return new AnswerRefused("A child's record is shown episode by episode.", [
      variant({ groupBy: null }),
      variant({ metric: "episodes" }),
    ]);
  }
  if (metric === "summary" && filters.minEpisodes !== undefined) {
    return new AnswerRefused("The summary is not cut by the number of episodes. These are:", [
      variant({ metric: "episodes", limit: null }),
      variant({ metric: "individuals", limit: null }),
    ]);
  }
  const apart = excluding(filters);
  if (apart) {
    const [reason, keys] = apart;
    const without = (key: keyof Filters) => {
      const { [key]: _, ...others } = filters;
      return variant({ filters: others });
    };
    return new AnswerRefused(reason, keys.map(without));
  }
  if (groupBy === "child" && ONCE_A_CHILD.includes(metric)) {
    const ranked = metric === "persistent_missing" ? metric : "top_missing";
    return new AnswerRefused(
      "Child by child this says nothing, since each child counts once. You could ask:",
      [
        variant({ metric: ranked, groupBy: null, order: undefined }),
        variant({ groupBy: null, order: undefined }),
      ],
    );
  }
  const rankedByChild = metric === "top_missing" && groupBy === "child";
  if (groupBy && measure.groups === "none" && !rankedByChild) {
    const nearest = [
      variant({ metric: "episodes", limit: null }),
      variant({ metric: "individuals", limit: null }),
      variant({ groupBy: null }),
    ];
    return new AnswerRefused(
      "This is not broken down. The episodes are:",
      nearest.filter((one) => refusalOf(one) === null),
    );
  }
  if (isTimeGrouping(groupBy) && measure.groups === "not_time") {
    const flow = FLOW_OF[metric]!;
    const nearest = variant({
      metric: flow,
      limit: null,
      groupBy: CATALOGUE[flow].groups === "none" ? null : groupBy,
    });
    return new AnswerRefused("This is as at one instant, so it has no course over time. You could ask:", [
      nearest,
      variant({ groupBy: null }),
    ]);
  }
  if (
    isTimeGrouping(groupBy) &&
    period &&
    daysBetween(period.from, period.to) / DAYS_OF[groupBy] > MOST_BUCKETS
  ) {
    return new AnswerRefused("That is more points than can be read. By month instead?", [
      variant({ groupBy: "month" }),
      variant({ groupBy: "financial_year" }),
    ]);
  }
  return null;
}

/** "My" without a team or a caseload in the store. */
export function unknownMe(question: Question, what: "team" | "worker"): AnswerRefused {
  const { team, not_team, worker, not_worker, ...filters } = question.filters;
  const reason =
    what === "team"
      ? "I do not know which team is yours. Name the team, or ask for all."
      : "I do not know which caseload is yours. Name the worker, or ask for all.";
  return new AnswerRefused(reason, [{ ...question, also: undefined, filters }]);
}

function plain(metric: Metric): Question {
  return { kind: "question", metric, filters: {}, period: null, compare: null, groupBy: null, limit: null };
}
