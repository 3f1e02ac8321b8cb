import type { Policy } from "../policy.ts";

/**
 * Rollups: figures that the database has counted ahead, by whole months and financial years of the
 * policy's time zone. They are the rows' own definitions (data/measures/sets.ts), counted as at the end of
 * time, and answer only what they answer exactly: a question about whole periods, as at an instant by which
 * everything in them had happened, none of whose days has been written to since. A write marks its days in
 * its own transaction (triggers of migrations 0015_rollups, 0017_lengths_counted and 0022_years_counted_further),
 * so that a figure is never old: what is marked is read from the rows until `refreshRollups` has counted it again.
 * Every other question reads the rows.
 */
export const ROLLUP_KINDS = ["starts", "lengths", "returns", "meetings", "children", "recent"] as const;

/**
 * `starts`: episodes by month, with the most that one child has; `lengths`: how long they were; `returns`: returns
 * and their interviews by month, those that wait by day; `meetings`: strategy meetings by month; each of them by
 * financial year, too. `children`: children and their episodes by financial year. `recent`: children and their
 * episodes of the last days of persistence, up to the beginning of today.
 */
export type RollupKind = (typeof ROLLUP_KINDS)[number];

/** Kinds that are counted by month and, once a financial year is over, summed up for it. */
export type MonthlyKind = Exclude<RollupKind, "children" | "recent">;

/** Whether a counted period `r` is a month, as SQL. */
export const ONE_MONTH = "r.to_at - r.from_at < interval '40 days'";

/** The marks (rollup_stale.kind) after which a kind no longer holds. */
export const MARKS: Readonly<Record<RollupKind, readonly string[]>> = {
  starts: ["starts"],
  lengths: ["starts", "lengths"],
  returns: ["returns"],
  meetings: ["meetings"],
  children: ["starts", "risks"],
  recent: ["starts"],
};

/**
 * Raised where other figures are counted, or the same in another way: an instance of an earlier release, which may
 * still run on the same database, counts for itself.
 */
const COUNTING = 2;

/** What a kind's figures depend on beside the rows: the way of counting and values of the policy, as kept beside them. */
export function settingsOf(kind: RollupKind, { timeZone, interviewWindowHours }: Policy): string {
  return [COUNTING, timeZone, ...(kind === "returns" ? [interviewWindowHours] : [])].join(" ");
}

/** The days (UTC) that a period `r` touches, as an SQL condition on a mark's day. */
export const MARKED_IN = (day: string) =>
  `${day} >= (r.from_at AT TIME ZONE 'UTC')::date AND ${day} <= ((r.to_at - interval '1 millisecond') AT TIME ZONE 'UTC')::date`;

/** The marks of days of a period `r`. */
export const marksIn = (kind: RollupKind) =>
  `SELECT FROM rollup_stale t WHERE t.kind IN (${MARKS[kind].map((mark) => `'${mark}'`).join(", ")}) AND ${MARKED_IN("t.day")}`;

/** Episode fields whose blanks may have been filled from the child, as bits of `assumed`. */
export const ASSUMED_BITS: Readonly<Record<string, number>> = { placementType: 1, lookedAfter: 2 };
