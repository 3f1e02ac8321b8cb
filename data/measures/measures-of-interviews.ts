import type { Measure } from "./measure.ts";

const ALL = "count(*)";
const WAITING = "completed_at IS NULL AND NOT declined";

/** Return interviews, placed in time by the return. */
export const OF_INTERVIEWS = {
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
    ofCells: {
      of: "returns",
      numerator: "sum(in_time)",
      denominator: "sum(returned)",
      unclear: "sum(unclear)",
      closed: true,
    },
    period: "year_to_date",
    groups: "all",
    interviews: true,
    rise: "good",
    words: (p) =>
      `Of the episodes whose child returned in the period and whose ${p.interviewWindowHours} hours have passed: return interviews completed within ${p.interviewWindowHours} hours of the return. Declined and not reached count as not done.`,
  },
  interviews_offered: interviewShare(
    "offered",
    "offered",
    null,
    "good",
    () => "Return interviews offered, of the episodes whose child returned in the period.",
  ),
  interviews_accepted: interviewShare(
    "accepted",
    "accepted",
    "offered",
    "good",
    () => "Return interviews accepted, of those offered after returns in the period.",
  ),
  interviews_declined: interviewShare(
    "declined",
    "declined",
    "offered",
    "bad",
    () => "Return interviews declined, of those offered after returns in the period.",
  ),
  interviews_completed: interviewShare(
    "completed_at IS NOT NULL",
    "completed",
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
    ofCells: { of: "returns", numerator: "sum(late)", denominator: null, unclear: "sum(unclear)" },
    period: "year_to_date",
    groups: "all",
    interviews: true,
    rise: "bad",
    words: (p) =>
      `Episodes whose child returned in the period and whose interview was completed later than ${p.interviewWindowHours} hours after the return.`,
  },
  interviews_due: {
    ...openInterviews("NOT window_closed"),
    waits: "open",
    period: "now",
    rise: "neutral",
    words: (p) =>
      `Episodes with a return, no interview completed or declined, and less than ${p.interviewWindowHours} hours since the return.`,
  },
  interviews_overdue: {
    ...openInterviews("window_closed"),
    waits: "closed",
    period: "recent_returns",
    rise: "bad",
    words: (p) =>
      `Episodes with a return, no interview completed or declined, and ${p.interviewWindowHours} hours or more since the return.`,
  },
  interviews_outstanding: {
    ...openInterviews(null),
    waits: "any",
    period: "recent_returns",
    rise: "bad",
    words: (p) =>
      `Episodes with a return and no interview completed or declined, before or after its ${p.interviewWindowHours} hours.`,
  },
} satisfies Record<string, Measure>;

function interviewShare(
  state: string,
  cell: string,
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
    ofCells: { of: "returns", numerator: `sum(${cell})`, denominator: `sum(${of ?? "returned"})` },
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
