/**
 * The frame: what a person asked, in the words that every room shares from the parser to the
 * SQL to the card. A frame holds ids and references of children and people, never names.
 */

export const METRICS = [
  "episodes",
  "individuals",
  "summary",
  "interview_compliance",
  "interviews_offered",
  "interviews_accepted",
  "interviews_declined",
  "interviews_completed",
  "interviews_late",
  "interviews_due",
  "interviews_overdue",
  "interviews_outstanding",
  "persistent_missing",
  "top_missing",
  "currently_missing",
  "long_episodes",
  "long_without_strategy_meeting",
  "strategy_meetings",
  "average_duration",
  "longest_episodes",
  "top_share",
  "one_off_share",
  "rate",
  "child_profile",
] as const;
export type Metric = (typeof METRICS)[number];

export const PLACEMENT_TYPES = [
  "council_care_home",
  "independent_provider",
  "foster_care",
  "family_home",
  "supported_accommodation",
  "other",
  "unknown",
] as const;
export type PlacementType = (typeof PLACEMENT_TYPES)[number];

export const CATEGORIES = ["missing", "away", "absent"] as const;
export type Category = (typeof CATEGORIES)[number];

/** Police risk grades, highest first. */
export const RISKS = ["high", "medium", "low", "no_apparent_risk"] as const;
export type Risk = (typeof RISKS)[number];

export const LEGAL_STATUSES = [
  "section_20",
  "full_care_order",
  "interim_care_order",
  "placement_order",
  "remand",
  "child_protection_plan",
  "child_in_need",
  "other",
  "none",
] as const;
export type LegalStatus = (typeof LEGAL_STATUSES)[number];

export const FLAGS = ["cse", "cce", "uasc", "send"] as const;
export type Flag = (typeof FLAGS)[number];

export const GENDERS = ["female", "male"] as const;
export type Gender = (typeof GENDERS)[number];

export const INTERVIEW_OUTCOMES = ["accepted", "declined", "not_contactable", "missing_again"] as const;
export type InterviewOutcome = (typeof INTERVIEW_OUTCOMES)[number];

export const GROUPINGS = [
  "day",
  "week",
  "month",
  "quarter",
  "financial_year",
  "day_of_week",
  "time_of_day",
  "placement",
  "placement_type",
  "child",
  "age",
  "gender",
  "risk",
  "legal_status",
  "team",
  "worker",
  "agency",
] as const;
export type Grouping = (typeof GROUPINGS)[number];
export const TIME_GROUPINGS = [
  "day",
  "week",
  "month",
  "quarter",
  "financial_year",
] as const satisfies readonly Grouping[];
export type TimeGrouping = (typeof TIME_GROUPINGS)[number];

export const ACTIONS = [
  "log_return",
  "report_missing",
  "record_interview",
  "arrange_strategy_meeting",
  "weekly_summary",
  "subscribe",
  "unsubscribe",
  "export",
  "undo",
  "update_risk",
  "correct_return",
  "offer_interview",
  "assign_interviewer",
  "hold_strategy_meeting",
  "bind_channel",
  "unbind_channel",
  "pack",
] as const;
export type ActionName = (typeof ACTIONS)[number];

/** The papers that are made of several answers. */
export const PACKS = ["monthly_group", "board_report"] as const;
export type PackName = (typeof PACKS)[number];

export type Comparison = "previous_period" | "previous_year";

/** London calendar days, `yyyy-mm-dd`; `to` is exclusive. */
export interface Period {
  from: string;
  to: string;
}

/** "me" and "my team" stay as such in a frame: they are the asker's at the time of asking. */
export type TeamRef = number | "@my_team";
export type WorkerRef = number | "@me";

/** The filters that can be turned round with `not_`. Lists are sets; several values mean "or". */
export interface SetFilters {
  placementType?: PlacementType[];
  category?: Category[];
  placement?: number[];
  provider?: number[];
  child?: number[];
  team?: TeamRef[];
  worker?: WorkerRef[];
  agency?: number[];
  risk?: Risk[];
  legalStatus?: LegalStatus[];
  flag?: Flag[];
  gender?: Gender;
}

/** All filters combine with "and"; an absent key is no filter. Ages in completed years, inclusive. */
export interface Filters
  extends SetFilters,
    Partial<{ [K in keyof SetFilters as `not_${string & K}`]: SetFilters[K] }> {
  /** yes or no is turned round by its value: there is one way to say it */
  lookedAfter?: boolean;
  outOfArea?: boolean;
  ageMin?: number;
  ageMax?: number;
  /** minDurationHours <= length < maxDurationHours */
  minDurationHours?: number;
  maxDurationHours?: number;
  minEpisodes?: number;
  interviewOffered?: boolean;
  interviewOutcome?: ("completed" | "accepted" | "declined")[];
}

export interface Question {
  kind: "question";
  metric: Metric;
  filters: Filters;
  /** null: the asker named none; the answer chooses the measure's own and says so. */
  period: Period | null;
  compare: Comparison | null;
  groupBy: Grouping | null;
  limit: number | null;
  /** present only where the lowest come first */
  order?: "asc";
  /** further questions of the same message */
  also?: Question[];
}

export interface ActionSlots {
  /** London local time, `yyyy-mm-ddTHH:MM` */
  at?: string;
  outcome?: "completed" | InterviewOutcome;
  /** the grade to be given */
  risk?: Risk;
  /** `weekly:MON` … `weekly:SUN`, with `@HH:MM` behind where a time was said */
  schedule?: string;
  /** the episode that was named by its reference, "ME-2034" */
  episode?: string;
  pack?: PackName;
}

export interface Action {
  kind: "action";
  action: ActionName;
  metric: Metric | null;
  filters: Filters;
  period: Period | null;
  compare: Comparison | null;
  groupBy: Grouping | null;
  limit: number | null;
  slots?: ActionSlots;
}

/** topic: a metric, an action, a glossary term, or null for "what can you do". */
export interface Help {
  kind: "help";
  topic: string | null;
}

export type ClarifyWhy = "child" | "metric" | "context" | "period" | "episode" | "name" | "grouping";
/** The bot asks back; each choice is a complete reading, shown as a button. */
export interface Clarify {
  kind: "clarify";
  why: ClarifyWhy;
  choices: Choice[];
}

export type OutOfScopeWhy =
  | "chitchat"
  | "destructive"
  | "no_data"
  | "hr_it"
  | "injection"
  | "advice"
  | "not_understood";
/** What a question was about that the store does not hold. */
export const NOT_HELD = [
  "reasons",
  "whereabouts",
  "contacts",
  "background",
  "health",
  "education",
  "justice",
  "cost",
  "staffing",
  "placements",
  "other_visits",
  "adults",
  "elsewhere",
  "future",
  "never_missing",
  "population",
  "relations",
  "case_notes",
] as const;
export type NotHeld = (typeof NOT_HELD)[number];

export interface OutOfScope {
  kind: "out_of_scope";
  why: OutOfScopeWhy;
  /** of `no_data`, where the words say it */
  subject?: NotHeld;
  /** the nearest things that can be asked, best first (three where there are so many) */
  nearest: Question[];
}

/** Where the council's files and the store disagree: a question about the data, not about episodes. */
export interface ImportConflicts {
  kind: "import_conflicts";
}

/** Who was shown a child, from the audit: `filters` has one child, or none where nobody was named. */
export interface Disclosures {
  kind: "disclosures";
  filters: Filters;
  /** null: ever */
  period: Period | null;
}

/**
 * What became of one episode, change by change: by its reference ("ME-2034"), the `latest` of the child
 * in `filters`, or `this` one, which the conversation tells (and else the child, where there is one).
 */
export interface EpisodeHistory {
  kind: "episode_history";
  episode: string;
  filters: Filters;
}

/** A question about what was recorded and shown, not about figures. */
export type RecordQuestion = Disclosures | EpisodeHistory;

/** A complete reading, as a button or the last turn of a conversation holds it. */
export type Choice = Question | Action | RecordQuestion;

export type Request = Choice | Help | Clarify | OutOfScope | ImportConflicts;

/** The names known to the store: what can be typed. Ids are the store's; voided children are not among them. */
export interface Names {
  children: {
    id: number;
    reference: string;
    externalId: string | null;
    name: string | null;
    aliases?: string[];
  }[];
  placements: { id: number; name: string; type: PlacementType; providerId: number | null }[];
  providers: { id: number; name: string }[];
  teams: { id: number; name: string }[];
  workers: { id: number; name: string }[];
  agencies: { id: number; name: string }[];
}

/** Which children a text may mean; made by bot/language/wanted-children.ts, read by data/wanted-children.ts. */
export interface WantedChildren {
  /** of references: 1042 */
  numbers: readonly number[];
  /** council ids in small letters */
  ids: readonly string[];
  names: readonly WantedName[];
  /**
   * Words, as the store holds them, that may be the whole of a name. Of each, one child who bears it anywhere
   * is wanted, too: the second of three names is no name by itself, but no slip of the pen for another either.
   */
  words: readonly string[];
}

/** Children whose name has one word of each set, at most four sets, as the store holds words. */
export interface WantedName {
  words: readonly (readonly string[])[];
  /** the word of the only set is the name's first or last */
  ends?: boolean;
  /** of the last name */
  initial?: string;
  most: number;
}
