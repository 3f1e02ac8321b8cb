import type {
  Action,
  Comparison,
  Filters,
  Grouping,
  Metric,
  PackName,
  Question,
  RecordQuestion,
  Request,
} from "../../data/vocabulary.ts";
import type { NameKind } from "./names.ts";
import { periodWords } from "./periods/label.ts";

export type Label = (kind: NameKind, id: number) => string;

/** A measure's title in a reading; a line that begins with one means it. */
export const METRIC_WORDS: Record<Metric, string> = {
  episodes: "Missing episodes",
  individuals: "Children who went missing",
  summary: "Summary",
  interview_compliance: "Interview compliance",
  interviews_offered: "Interviews offered",
  interviews_accepted: "Interviews accepted",
  interviews_declined: "Interviews declined",
  interviews_completed: "Interviews completed",
  interviews_late: "Interviews completed late",
  interviews_due: "Interviews due",
  interviews_overdue: "Interviews overdue",
  interviews_outstanding: "Interviews outstanding",
  persistent_missing: "Persistently missing children",
  top_missing: "Children missing most often",
  currently_missing: "Missing now",
  long_episodes: "Episodes of 3 days or more",
  long_without_strategy_meeting: "Episodes of 3 days or more without a strategy meeting",
  strategy_meetings: "Strategy meetings",
  average_duration: "Average duration",
  longest_episodes: "Longest episodes",
  top_share: "Share of episodes from the top children",
  one_off_share: "Share of children missing only once",
  rate: "Episodes per child",
  child_profile: "History",
};

const GROUP_WORDS: Record<Grouping, string> = {
  day: "by day",
  week: "by week",
  month: "by month",
  quarter: "by quarter",
  financial_year: "by financial year",
  day_of_week: "by day of the week",
  time_of_day: "by time of day",
  placement: "by home",
  placement_type: "by placement type",
  child: "by child",
  age: "by age",
  gender: "by gender",
  risk: "by risk",
  legal_status: "by legal status",
  team: "by team",
  worker: "by worker",
  agency: "by agency",
};

const ACTION_WORDS: Record<Action["action"], string> = {
  log_return: "Log a return",
  report_missing: "Report a missing child",
  record_interview: "Record an interview",
  arrange_strategy_meeting: "Arrange a strategy meeting",
  weekly_summary: "Show the weekly summary",
  subscribe: "Send the weekly summary every week",
  unsubscribe: "Stop the weekly summary",
  export: "Export",
  undo: "Undo",
  offer_interview: "Offer an interview",
  assign_interviewer: "Assign an interviewer",
  hold_strategy_meeting: "Record a strategy meeting",
  update_risk: "Update the risk",
  correct_return: "Correct a return",
  bind_channel: "Post new episodes here",
  unbind_channel: "Stop posting episodes here",
  pack: "Pack",
};

export const PACK_WORDS: Record<PackName, string> = {
  monthly_group: "Monitoring group pack",
  board_report: "Board report",
};

const COMPARE_WORDS: Record<Comparison, string> = {
  previous_period: "compared with the period before",
  previous_year: "compared with the year before",
};

/** Values whose word alone would say something else. */
const OF_KEY: Record<string, Record<string, string>> = {
  placementType: { other: "other placements", unknown: "unknown placement" },
  legalStatus: { other: "other legal status", none: "no legal status" },
  category: { missing: "recorded as missing" },
};

const VALUES: Record<string, string> = {
  council_care_home: "council homes",
  independent_provider: "independent homes",
  foster_care: "foster care",
  family_home: "family home",
  supported_accommodation: "supported accommodation",
  high: "high risk",
  medium: "medium risk",
  low: "low risk",
  no_apparent_risk: "no apparent risk",
  section_20: "section 20",
  full_care_order: "full care order",
  interim_care_order: "interim care order",
  placement_order: "placement order",
  remand: "remand",
  child_protection_plan: "child protection plan",
  child_in_need: "child in need",
  cse: "CSE",
  cce: "CCE",
  uasc: "UASC",
  send: "SEN",
  female: "girls",
  male: "boys",
  away: "away from placement",
  absent: "absent",
};

/**
 * A request in plain English, its parts parted by dots: what the bot took the words to mean. The
 * parser reads it back as the same frame; `label` puts in names or, in a channel, references.
 */
export function explain(request: Request, label: Label): string {
  switch (request.kind) {
    case "question":
      return [
        explainQuestion(request, label),
        ...(request.also ?? []).map((one) => explainQuestion(one, label)),
      ].join(" and ");
    case "action":
      return explainAction(request, label);
    case "disclosures":
    case "episode_history":
      return explainRecordQuestion(request, label);
    case "import_conflicts":
      return "Import conflicts";
    case "help":
      return "Help";
    case "clarify":
      return "Not clear yet";
    case "out_of_scope":
      return "Not something that can be answered here";
  }
}

function explainQuestion(question: Question, label: Label): string {
  const limit =
    question.limit === null ? null : `${question.order === "asc" ? "lowest" : "top"} ${question.limit}`;
  return [
    METRIC_WORDS[question.metric],
    ...filterWords(question.filters, label),
    limit,
    question.groupBy ? GROUP_WORDS[question.groupBy] : null,
    question.order === "asc" && limit === null ? "lowest first" : null,
    question.period ? periodWords(question.period) : null,
    question.compare ? COMPARE_WORDS[question.compare] : null,
  ]
    .filter((part) => part !== null)
    .join(" · ");
}

function explainAction(action: Action, label: Label): string {
  const of = action.metric !== null && action.action === "export" ? METRIC_WORDS[action.metric] : null;
  const pack = action.slots?.pack;
  return [
    of ? `${ACTION_WORDS.export} ${lower(of)}` : pack ? PACK_WORDS[pack] : ACTION_WORDS[action.action],
    ...filterWords(action.filters, label),
    action.period ? periodWords(action.period) : null,
    action.slots?.episode ?? null,
    action.slots?.outcome?.replace("_", " ") ?? null,
    action.slots?.at?.replace("T", " ") ?? null,
  ]
    .filter((part) => part !== null)
    .join(" · ");
}

function explainRecordQuestion(asked: RecordQuestion, label: Label): string {
  const child = filterWords(asked.filters, label);
  if (asked.kind === "episode_history") {
    const episode = asked.episode.startsWith("ME-") ? asked.episode : `${asked.episode} episode`;
    return [`History of ${asked.episode === "latest" ? "the " : ""}${episode}`, ...child].join(" · ");
  }
  const period = asked.period ? [periodWords(asked.period)] : [];
  if (child.length === 0) return ["Who looked at a child's record", ...period].join(" · ");
  return ["Who looked at", ...child, ...period].join(" · ");
}

const lower = (text: string) => text[0]!.toLowerCase() + text.slice(1);

const BEFORE_NAME: Record<string, string> = {
  placement: "at ",
  provider: "",
  child: "",
  team: "team ",
  worker: "worker ",
  agency: "agency ",
};

/** Each filter in words; what is turned round begins with "not". */
export function filterWords(filters: Filters, label: Label): string[] {
  const words: string[] = [];
  for (const [key, value] of Object.entries(filters)) {
    if (value === undefined || value === null) continue;
    const negated = key.startsWith("not_");
    const plain = negated ? key.slice(4) : key;
    const list = (Array.isArray(value) ? value : [value]).map((one) => valueWords(plain, one, label));
    if (list.length === 0 || list[0] === "") continue;
    words.push(negated ? list.map((one) => `excluding ${one}`).join(" and ") : list.join(" or "));
  }
  if (filters.ageMin !== undefined && filters.ageMin === filters.ageMax) words.push(`aged ${filters.ageMin}`);
  else if (filters.ageMin !== undefined && filters.ageMax !== undefined)
    words.push(`aged ${filters.ageMin} to ${filters.ageMax}`);
  else if (filters.ageMin !== undefined) words.push(`aged ${filters.ageMin} and over`);
  else if (filters.ageMax !== undefined) words.push(`aged ${filters.ageMax} and under`);
  return words;
}

function valueWords(key: string, value: unknown, label: Label): string {
  if (value === "@my_team") return "my team";
  if (value === "@me") return "my caseload";
  if (key in BEFORE_NAME && typeof value === "number")
    return BEFORE_NAME[key] + label(key as NameKind, value);
  switch (key) {
    case "ageMin":
    case "ageMax":
      return "";
    case "lookedAfter":
      return value ? "looked after" : "not looked after";
    case "outOfArea":
      return value ? "out of area" : "in area";
    case "minDurationHours":
      return `lasting at least ${value} hours`;
    case "maxDurationHours":
      return `lasting less than ${value} hours`;
    case "minEpisodes":
      return `with ${value} or more episodes`;
    case "interviewOffered":
      return value ? "with an interview offered" : "with no interview offered";
    case "interviewOutcome":
      return `with the interview ${value}`;
    default:
      return OF_KEY[key]?.[String(value)] ?? VALUES[String(value)] ?? String(value).replaceAll("_", " ");
  }
}
