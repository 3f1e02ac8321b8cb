import type { Grouping, Metric } from "../../data/vocabulary.ts";
import type { Role } from "../people/directory.ts";

/** The heading of an answer, by measure. */
export const METRIC_TITLES: Readonly<Record<Metric, string>> = {
  episodes: "Missing episodes",
  individuals: "Children who went missing",
  summary: "Summary",
  interview_compliance: "Return interviews within 72 hours",
  interviews_offered: "Return interviews offered",
  interviews_accepted: "Return interviews accepted",
  interviews_declined: "Return interviews declined",
  interviews_completed: "Return interviews completed",
  interviews_late: "Return interviews done late",
  interviews_due: "Return interviews due",
  interviews_overdue: "Return interviews overdue",
  interviews_outstanding: "Return interviews outstanding",
  persistent_missing: "Persistently missing",
  top_missing: "Most missing episodes",
  currently_missing: "Missing now",
  long_episodes: "Long episodes",
  long_without_strategy_meeting: "Long episodes without a strategy meeting",
  strategy_meetings: "Strategy meetings held",
  average_duration: "Average length of an episode",
  longest_episodes: "Longest episodes",
  top_share: "Share of the most missing",
  one_off_share: "Children with one episode",
  rate: "Episodes per child",
  child_profile: "Missing history",
};

/** What somebody is who acted or looked. */
export const ROLE_WORDS: Readonly<Record<Role, string>> = {
  social_worker: "social worker",
  team_manager: "team manager",
  missing_coordinator: "missing co-ordinator",
  duty: "duty",
  service_head: "service head",
  iro: "independent reviewing officer",
  residential: "residential worker",
  return_interviewer: "return interviewer",
  police: "police",
  data_officer: "data officer",
  none: "no role",
};

/** "Adele Vance (City Council), team manager", as far as the directory knows them. */
export function personText(
  { name, agency }: { name: string | null; agency: string | null },
  role: string | null,
): string {
  const as = role !== null && Object.hasOwn(ROLE_WORDS, role) ? ROLE_WORDS[role as Role] : null;
  const who = name ?? "Somebody whom the directory no longer knows";
  return [agency ? `${who} (${agency})` : who, as].filter(Boolean).join(", ");
}

/** Police risk grades as they are read; anything else is not graded. */
export const RISK_WORDS: Readonly<Record<string, string>> = {
  high: "High",
  medium: "Medium",
  low: "Low",
  no_apparent_risk: "No apparent risk",
};

/** Where a child is who is not where they should be; "absent" was recorded until 2017 and is not offered. */
export const CATEGORY_WORDS: Readonly<Record<string, string>> = {
  missing: "Missing: whereabouts not known",
  away: "Away from placement without authorisation: whereabouts known",
};

export function riskText(risk: string | null): string {
  return (risk !== null && Object.hasOwn(RISK_WORDS, risk) && RISK_WORDS[risk]) || "Not graded";
}

type Noun = readonly [one: string, many: string];
const EPISODES: Noun = ["missing episode", "missing episodes"];
const CHILDREN: Noun = ["child went missing", "children went missing"];

/** What a figure counts, behind the figure: "1,069 missing episodes in 2018/19". */
const METRIC_NOUNS: Readonly<Record<Metric, Noun>> = {
  episodes: EPISODES,
  individuals: CHILDREN,
  summary: ["summary", "summary"],
  interview_compliance: same("of return interviews done in time"),
  interviews_offered: same("of returns with an interview offered"),
  interviews_accepted: same("of offered interviews accepted"),
  interviews_declined: same("of offered interviews declined"),
  interviews_completed: same("of returns with an interview completed"),
  interviews_late: ["return interview done late", "return interviews done late"],
  interviews_due: ["return interview due", "return interviews due"],
  interviews_overdue: ["return interview overdue", "return interviews overdue"],
  interviews_outstanding: ["return interview outstanding", "return interviews outstanding"],
  persistent_missing: ["child is persistently missing", "children are persistently missing"],
  top_missing: EPISODES,
  currently_missing: ["child is missing", "children are missing"],
  long_episodes: ["long episode", "long episodes"],
  long_without_strategy_meeting: [
    "long episode without a strategy meeting",
    "long episodes without a strategy meeting",
  ],
  strategy_meetings: ["strategy meeting held", "strategy meetings held"],
  average_duration: same("average length of an episode"),
  longest_episodes: same("the longest episode"),
  top_share: same("of all episodes"),
  one_off_share: same("of children had one episode"),
  rate: same("episodes per child"),
  child_profile: EPISODES,
};

function same(noun: string): Noun {
  return [noun, noun];
}

export function nounFor(metric: Metric, value: number | null): string {
  return METRIC_NOUNS[metric][value === 1 ? 0 : 1];
}

/** What a breakdown is by. */
export const GROUPING_WORDS: Readonly<Record<Grouping, string>> = {
  day: "Day",
  week: "Week",
  month: "Month",
  quarter: "Quarter",
  financial_year: "Financial year",
  day_of_week: "Day of the week",
  time_of_day: "Time of day",
  placement: "Placement",
  placement_type: "Placement type",
  child: "Child",
  age: "Age",
  gender: "Gender",
  risk: "Risk",
  legal_status: "Legal status",
  team: "Team",
  worker: "Worker",
  agency: "Agency",
};
