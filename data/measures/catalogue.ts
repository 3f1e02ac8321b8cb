import type { Policy } from "../policy.ts";
import type { Metric } from "../vocabulary.ts";

/**
 * The measures, declared once: what is counted, which event places it in time, what it is divided
 * by. The statement (figures.ts) and the words (definitions.ts) follow from the declaration.
 *
 * Expressions are SQL over one row of the counted set: an episode (columns in sets.ts), a child
 * (`n` episodes, `latest` start, `place` in the ranking) or a meeting's episode (`meeting_id`,
 * `held`). They hold no values: those are bound by name, as `:limit`, `:threshold`.
 */
export interface Measure {
  unit: "episodes" | "children" | "share" | "hours" | "meetings" | "episodes per child" | "several";
  /** the event that places it in time; "open": open at the instant, placed by its start */
  event: "start" | "return" | "held" | "open";
  per: "episode" | "child" | "meeting";
  numerator: string;
  /** null: the numerator is the value */
  denominator: string | null;
  needs?: readonly Need[];
  /** further figures of the same set, without groups */
  beside?: readonly { key: string; label: string; unit: string; sql: string }[];
  /** rows whose dates are too coarse to tell */
  indeterminate?: string;
  /** the period where none is named (see bot/answers/period.ts) */
  period: "year_to_date" | "open_or_recent" | "recent_returns" | "now" | "all";
  /** a comparison without a period is as at an earlier instant */
  stock?: boolean;
  rows?: Rows;
  /** how many rows, children or buckets where no limit is named */
  limit?: number;
  /** how the limit is used: rows and buckets are cut by it, or it is part of the measure */
  limitIsN?: boolean;
  groups: "all" | "not_time" | "none";
  /** the one child with most episodes is pointed out */
  outlier?: boolean;
  /** an interview measure: `agency` is the agency that interviews, "me" the interviewer */
  interviews?: boolean;
  rise: "good" | "bad" | "neutral";
  words: (policy: Policy) => string;
}

/**
 * What the counted set must know. `long_meetings`: the meetings of the long episodes, which are few;
 * `waiting`: only episodes that no interview has served.
 */
export type Need = "length" | "interviews" | "meetings" | "long_meetings" | "waiting";

/** A list under the figure: episodes, or children of the ranking, in this order. */
export interface Rows {
  of: "episode" | "child";
  where?: string;
  order: string;
  value: string | null;
  unit: string;
}

const ALL = "count(*)";
const CHILDREN = "count(DISTINCT child_id)";
const OPEN = "ended_at IS NULL";
const WAITING = "completed_at IS NULL AND NOT declined";
const longWords = (p: Policy) => `${p.longEpisodeHours} hours or more`;

export const CATALOGUE: Readonly<Record<Metric, Measure>> = {
  episodes: {
    unit: "episodes",
    event: "start",
    per: "episode",
    numerator: ALL,
    denominator: null,
    period: "year_to_date",
    groups: "all",
    outlier: true,
    rise: "bad",
    words: () => "Missing episodes that started in the period.",
  },
  individuals: {
    unit: "children",
    event: "start",
    per: "episode",
    numerator: CHILDREN,
    denominator: null,
    period: "year_to_date",
    groups: "all",
    rise: "bad",
    words: () => "Different children with an episode that started in the period.",
  },
  rate: {
    unit: "episodes per child",
    event: "start",
    per: "episode",
    numerator: ALL,
    denominator: CHILDREN,
    period: "year_to_date",
    groups: "all",
    outlier: true,
    rise: "bad",
    words: () => "Episodes that started in the period, divided by the different children who had them.",
  },
  average_duration: {
    unit: "hours",
    event: "start",
    per: "episode",
    numerator: `sum(hours) FILTER (WHERE NOT ${OPEN} AND NOT dated)`,
    denominator: `count(*) FILTER (WHERE NOT ${OPEN} AND NOT dated)`,
    needs: ["length"],
    beside: [
      {
        key: "median_hours",
        label: "Median",
        unit: "hours",
        sql: `percentile_cont(0.5) WITHIN GROUP (ORDER BY hours) FILTER (WHERE NOT ${OPEN} AND NOT dated)`,
      },
    ],
    indeterminate: `NOT ${OPEN} AND dated`,
    period: "year_to_date",
    groups: "all",
    outlier: true,
    rise: "bad",
    words: () => "Mean length of the episodes that started in the period and have ended.",
  },
  longest_episodes: {
    unit: "hours",
    event: "start",
    per: "episode",
    numerator: "max(hours)",
    denominator: null,
    needs: ["length"],
    period: "year_to_date",
    rows: { of: "episode", order: "hours DESC, started_at, id", value: "hours", unit: "hours" },
    limit: 10,
    groups: "all",
    rise: "bad",
    words: () => "Episodes that started in the period by length, longest first; an open one runs to now.",
  },
  long_episodes: {
    unit: "episodes",
    event: "start",
    per: "episode",
    numerator: "count(*) FILTER (WHERE long)",
    denominator: null,
    needs: ["length"],
    indeterminate: "long IS NULL",
    period: "open_or_recent",
    stock: true,
    groups: "all",
    outlier: true,
    rise: "bad",
    words: (p) => `Episodes that started in the period and lasted, or have lasted, ${longWords(p)}.`,
  },
  long_without_strategy_meeting: {
    unit: "episodes",
    event: "start",
    per: "episode",
    numerator: "count(*) FILTER (WHERE long AND NOT meeting_held)",
    denominator: null,
    needs: ["length", "long_meetings"],
    beside: [
      {
        key: "planned",
        label: "Of these with a meeting planned",
        unit: "episodes",
        sql: "count(*) FILTER (WHERE long AND NOT meeting_held AND meeting_planned)",
      },
    ],
    indeterminate: "long IS NULL AND NOT meeting_held",
    period: "open_or_recent",
    stock: true,
    rows: {
      of: "episode",
      where: "long AND NOT meeting_held",
      order: "hours DESC, started_at, id",
      value: "hours",
      unit: "hours",
    },
    groups: "all",
    rise: "bad",
    words: (p) => `Episodes of ${longWords(p)} for which no strategy meeting has been held.`,
  },
  strategy_meetings: {
    unit: "meetings",
    event: "held",
    per: "meeting",
    numerator: "count(DISTINCT meeting_id) FILTER (WHERE held)",
    denominator: null,
    beside: [
      {
        key: "planned",
        label: "Planned",
        unit: "meetings",
        sql: "count(DISTINCT meeting_id) FILTER (WHERE NOT held)",
      },
    ],
    period: "year_to_date",
    groups: "all",
    rise: "neutral",
    words: () => "Strategy meetings held in the period; one for several episodes counts once.",
  },
  top_missing: {
    unit: "episodes",
    event: "start",
    per: "child",
    numerator: "coalesce(sum(n), 0)",
    denominator: null,
    beside: [
      {
        key: "joint_share",
        label: "Their share of all episodes",
        unit: "share",
        sql: "sum(n) FILTER (WHERE place <= :limit)::float8 / nullif(sum(n), 0)",
      },
    ],
    period: "year_to_date",
    rows: { of: "child", order: "n DESC, latest DESC, child_id", value: "n", unit: "episodes" },
    limit: 10,
    groups: "none",
    rise: "bad",
    words: () => "Children by the number of their episodes that started in the period.",
  },
  top_share: {
    unit: "share",
    event: "start",
    per: "child",
    numerator: "coalesce(sum(n) FILTER (WHERE place <= :limit), 0)",
    denominator: "coalesce(sum(n), 0)",
    period: "year_to_date",
    limit: 10,
    limitIsN: true,
    groups: "all",
    rise: "neutral",
    words: () => "Episodes of the children with most episodes, divided by all episodes of the period.",
  },
  one_off_share: {
    unit: "share",
    event: "start",
    per: "child",
    numerator: "count(*) FILTER (WHERE n = 1)",
    denominator: ALL,
    beside: [
      {
        key: "episodes_share",
        label: "Their share of all episodes",
        unit: "share",
        sql: "count(*) FILTER (WHERE n = 1)::float8 / nullif(sum(n), 0)",
      },
    ],
    period: "year_to_date",
    groups: "all",
    rise: "neutral",
    words: () => "Children with exactly one episode in the period, divided by all children with an episode.",
  },
  persistent_missing: {
    unit: "children",
    event: "start",
    per: "child",
    numerator: "count(*) FILTER (WHERE n >= :threshold)",
    denominator: null,
    period: "now",
    stock: true,
    rows: {
      of: "child",
      where: "n >= :threshold",
      order: "n DESC, latest DESC, child_id",
      value: "n",
      unit: "episodes",
    },
    groups: "not_time",
    rise: "bad",
    words: (p) =>
      `Children with ${p.persistent.episodes} or more episodes that started in the last ${p.persistent.days} days.`,
  },
  currently_missing: {
    unit: "episodes",
    event: "open",
    per: "episode",
    numerator: ALL,
    denominator: null,
    period: "now",
    stock: true,
    rows: { of: "episode", order: "started_at, id", value: "hours", unit: "hours" },
    groups: "not_time",
    rise: "bad",
    words: () => "Episodes that have started and not ended.",
  },
  interview_compliance: {
    unit: "share",
    event: "return",
    per: "episode",
    numerator: "count(*) FILTER (WHERE window_closed AND in_time)",
    denominator: "count(*) FILTER (WHERE window_closed)",
    needs: ["interviews"],
    beside: [
      {
        key: "not_yet_due",
        label: "Not yet due",
        unit: "episodes",
        sql: "count(*) FILTER (WHERE NOT window_closed)",
      },
    ],
    indeterminate: "window_closed AND in_time IS NULL",
    period: "year_to_date",
    groups: "all",
    interviews: true,
    rise: "good",
    words: (p) =>
      `Of the episodes whose child returned in the period and whose ${p.interviewWindowHours} hours have passed: return interviews completed within ${p.interviewWindowHours} hours of the return. Declined and not reached count as not done.`,
  },
  interviews_offered: interviewShare(
    "offered",
    null,
    "good",
    () => "Return interviews offered, of the episodes whose child returned in the period.",
  ),
  interviews_accepted: interviewShare(
    "accepted",
    "offered",
    "good",
    () => "Return interviews accepted, of those offered after returns in the period.",
  ),
  interviews_declined: interviewShare(
    "declined",
    "offered",
    "bad",
    () => "Return interviews declined, of those offered after returns in the period.",
  ),
  interviews_completed: interviewShare(
    "completed_at IS NOT NULL",
    null,
    "good",
    () => "Return interviews completed, of the episodes whose child returned in the period.",
  ),
  interviews_late: {
    unit: "episodes",
    event: "return",
    per: "episode",
    numerator: "count(*) FILTER (WHERE completed_at IS NOT NULL AND NOT in_time)",
    denominator: null,
    needs: ["interviews"],
    indeterminate: "completed_at IS NOT NULL AND in_time IS NULL",
    period: "year_to_date",
    groups: "all",
    interviews: true,
    rise: "bad",
    words: (p) =>
      `Episodes whose child returned in the period and whose interview was completed later than ${p.interviewWindowHours} hours after the return.`,
  },
  interviews_due: {
    ...openInterviews("NOT window_closed"),
    period: "now",
    rise: "neutral",
    words: (p) =>
      `Episodes with a return, no interview completed or declined, and less than ${p.interviewWindowHours} hours since the return.`,
  },
  interviews_overdue: {
    ...openInterviews("window_closed"),
    period: "recent_returns",
    rise: "bad",
    words: (p) =>
      `Episodes with a return, no interview completed or declined, and ${p.interviewWindowHours} hours or more since the return.`,
  },
  interviews_outstanding: {
    ...openInterviews(null),
    period: "recent_returns",
    rise: "bad",
    words: (p) =>
      `Episodes with a return and no interview completed or declined, before or after its ${p.interviewWindowHours} hours.`,
  },
  summary: {
    unit: "several",
    event: "start",
    per: "episode",
    numerator: ALL,
    denominator: null,
    period: "year_to_date",
    groups: "none",
    rise: "neutral",
    words: () =>
      "The period's episodes, children, interviews and long episodes, and who is missing or due now.",
  },
  child_profile: {
    unit: "episodes",
    event: "start",
    per: "episode",
    numerator: ALL,
    denominator: null,
    needs: ["length", "interviews", "meetings"],
    period: "all",
    rows: { of: "episode", order: "started_at, id", value: "hours", unit: "hours" },
    groups: "none",
    rise: "neutral",
    words: () => "One child's episodes in order, with returns, return interviews and strategy meetings.",
  },
};

/** The flows and the stocks of the summary, in the order of its rows. */
export const SUMMARY_FLOWS = ["episodes", "individuals", "interview_compliance", "long_episodes"] as const;
export const SUMMARY_STOCKS = [
  "currently_missing",
  "persistent_missing",
  "interviews_due",
  "interviews_overdue",
] as const;

function interviewShare(
  state: string,
  of: string | null,
  rise: Measure["rise"],
  words: Measure["words"],
): Measure {
  return {
    unit: "share",
    event: "return",
    per: "episode",
    numerator: `count(*) FILTER (WHERE ${state})`,
    denominator: of === null ? ALL : `count(*) FILTER (WHERE ${of})`,
    needs: ["interviews"],
    period: "year_to_date",
    groups: "all",
    interviews: true,
    rise,
    words,
  };
}

/** Interviews still to be done, by their deadline. `older`: returned before the default period. */
function openInterviews(window: string | null): Omit<Measure, "period" | "rise" | "words"> {
  const where = [WAITING, ...(window ? [window] : [])].join(" AND ");
  return {
    unit: "episodes",
    event: "return",
    per: "episode",
    numerator: `count(*) FILTER (WHERE ${where} AND NOT older)`,
    denominator: null,
    needs: ["interviews", "waiting"],
    beside: [
      {
        key: "older",
        label: "Older, not shown",
        unit: "episodes",
        sql: `count(*) FILTER (WHERE ${where} AND older)`,
      },
    ],
    stock: true,
    rows: {
      of: "episode",
      where: `${where} AND NOT older`,
      order: "ended_at, id",
      value: window === null ? null : window.startsWith("NOT") ? "hours_left" : "-hours_left",
      unit: "hours",
    },
    groups: "not_time",
    interviews: true,
  };
}
