import type { Policy } from "../policy.ts";
import type { Grouping } from "../vocabulary.ts";
import { bucketSql, UNKNOWN } from "./buckets.ts";
import type { Measure, Need } from "./catalogue.ts";
import {
  ASSUMED_FIELDS,
  episodeConditions,
  filteredFields,
  type ResolvedFilters,
  riskOf,
  stateConditions,
  usesChild,
  usesInterviewState,
} from "./filters.ts";
import { interviewsOf, meetingsOf } from "./links.ts";
import type { Statement } from "./statement.ts";

/**
 * The counted sets, as SQL over `side s(k, from_at, to_at, plan_to, old_before, as_of)`: one row
 * for each side and episode (or meeting and episode), as at the side's instant. Columns:
 * `k, as_of, id, child_id, started_at, ended_at, bucket, assumed`; with length `dated, hours, long`;
 * with interviews `offered, accepted, declined, completed_at, in_time, window_closed, hours_left, older`;
 * with meetings `meeting_held, meeting_planned`; for meetings `meeting_id, held`.
 */
export interface SetOptions {
  policy: Policy;
  filters: ResolvedFilters;
  event: Measure["event"] | "open_or_start";
  interviews: boolean;
  needs: ReadonlySet<Need>;
  grouping: Grouping | null;
  /** the name of its sides; `side` where absent */
  sides?: string;
  /** only the returns before the side's `old_before`, or only the others; both where absent */
  older?: boolean;
  /** none shorter than this is counted, nor listed */
  leastHours?: number;
  /** none for which a meeting has been held is counted, nor listed */
  unmet?: boolean;
  /** further columns, by name, over the episode `e`, its child `c` and the side `s` */
  also?: Readonly<Record<string, string>>;
}

/** Which columns of a set its statement reads: the others are not worked out, for thousands of rows. */
export type Reads = (column: string) => boolean;

/** The SELECT of a counted set. `undecided`: those whose dates cannot say whether the lengths fit. */
export function setSql(
  q: Statement,
  o: SetOptions,
  reads: Reads,
  which: "decided" | "undecided" = "decided",
): string {
  const zone = () => q.share(o.policy.timeZone, "text");
  const long = () => q.share(o.policy.longEpisodeHours, "float8");
  const state = o.needs.has("interviews") || usesInterviewState(o.filters);
  const met = o.needs.has("meetings") || o.needs.has("long_meetings");
  const fits = lengthFits(q, o.filters);
  const where = [
    ...(state ? stateConditions(q, o.filters) : []),
    ...(o.needs.has("waiting") ? ["v.completed_at IS NULL"] : []),
    ...(fits ? [which === "decided" ? fits : `(${fits}) IS NULL`] : []),
  ];
  const length = o.needs.has("length") || hasLengthFilter(o.filters);
  const columns = [
    ...Object.keys(o.also ?? {}).map((name) => `b.${name}`),
    ...[...BASE, ...(o.event === "held" ? HELD : []), ...(length ? LENGTH : [])]
      .filter(reads)
      .map((name) => `b.${name}`),
    ...(o.needs.has("length") && reads("long") ? [`${atLeast("b", long())} AS long`] : []),
    ...(met ? MEETING.filter(reads).map((name) => `m.${name}`) : []),
    ...(state ? interviewColumns(q, o.policy, zone, reads) : []),
  ];
  const ofLong = o.needs.has("meetings") || !met ? "" : ` AND (${atLeast("b", long())}) IS NOT FALSE`;
  const joins = [state ? INTERVIEW_STATE : "", met ? meetings(ofLong) : ""].join("");
  return `
  SELECT ${columns.join(", ")}
  FROM (${base(q, o, zone)}) b${joins}
  WHERE ${where.length > 0 ? where.join(" AND ") : "true"}`;
}

/** Whether a set may hold episodes whose length is not exact enough for the length filters. */
export function hasLengthFilter(filters: ResolvedFilters): boolean {
  return filters.minDurationHours !== undefined || filters.maxDurationHours !== undefined;
}

/** The fields that the question looks at and that may have been filled from the child. */
export function assumedFields({ filters, grouping }: Pick<SetOptions, "filters" | "grouping">): string[] {
  const grouped = (grouping && ASSUMED_FIELDS[grouping]) ?? [];
  return [...new Set([...filteredFields(filters), ...grouped])];
}

const BASE =
  "k as_of old_before id child_id placement_id category started_at end_precision ended_at bucket assumed".split(
    " ",
  );
const HELD = ["meeting_id", "held"];
const LENGTH = ["dated", "hours", "days"];
const MEETING = ["meeting_held", "meeting_planned", "meeting_at"];

function base(q: Statement, o: SetOptions, zone: () => string): string {
  const event = EVENTS[o.event];
  const grouping = o.grouping;
  const parties = o.interviews && grouping === "agency";
  const where = [
    "e.voided_at IS NULL",
    ...episodeConditions(q, o.filters, { policy: o.policy, interviews: o.interviews }),
  ];
  if (o.older !== undefined) where.push(`e.ended_at ${o.older ? "<" : ">="} s.old_before`);
  if (o.unmet) where.push(UNMET);
  const asked = o.filters.minDurationHours ?? 0;
  const indexed = INDEXED_HOURS.find((hours) => asked >= hours);
  // a plan that is made once finds an index by numbers that stand in the text: the index's own, or the policy's
  if (indexed)
    where.push(mayLast(`interval '${indexed} hours'`), mayLast(q.bind(`${asked} hours`, "interval")));
  const least = o.leastHours ?? 0;
  if (least >= LONG_INDEX_HOURS) where.push(mayLast(`interval '${Number(least)} hours'`));
  const child = usesChild(o.filters) || grouping === "gender" || o.also !== undefined;
  const bucket = parties
    ? "p.agency_id::text"
    : grouping && bucketSql(grouping, { at: event.at, dateOnly: event.dateOnly, zone });
  const fields = assumedFields(o);
  const columns = [
    "s.k, s.as_of, s.old_before, e.id, e.child_id, e.placement_id, e.category, e.started_at, e.end_precision",
    // of returns it is so: an index on them gives them in order
    `${o.event === "return" ? "e.ended_at" : "CASE WHEN e.ended_at <= s.as_of THEN e.ended_at END"} AS ended_at`,
    ...(event.columns ? [event.columns] : []),
    ...Object.entries(o.also ?? {}).map(([name, sql]) => `${sql} AS ${name}`),
    ...(o.needs.has("length") || hasLengthFilter(o.filters) ? lengthColumns(zone) : []),
    `${bucket ? `coalesce(${bucket}, '${UNKNOWN}')` : "NULL::text"} AS bucket`,
    `${fields.length > 0 ? `e.assumed && ${q.bind(fields, "text[]")}` : "false"} AS assumed`,
  ];
  return `
    SELECT ${columns.join(",\n      ")}
    FROM ${o.sides ?? "side"} s
    ${event.from}${child ? childOf(o) : ""}${parties ? PARTIES : ""}
    WHERE ${where.join("\n      AND ")}`;
}

/** From these lengths on an index finds episodes (episode_two_weeks, episode_three_days, episode_long in the migrations). */
const INDEXED_HOURS = [336, 72, 24];
export const LONG_INDEX_HOURS = Math.min(...INDEXED_HOURS);
export const VERY_LONG_INDEX_HOURS = Math.max(...INDEXED_HOURS);

/** No episode for which this does not hold is so long as at any instant; as the index has it. */
function mayLast(length: string): string {
  return `(e.ended_at IS NULL OR e.ended_at - e.started_at >= ${length}
        OR e.start_precision = 'date' OR e.end_precision = 'date')`;
}

/**
 * The child, looked up for each episode by an index that has its gender; its flags are in the row. For all of
 * a file's or a year's (`also`) the planner chooses.
 */
function childOf({ filters, also }: SetOptions): string {
  if (also) return "\n    JOIN child c ON c.id = e.child_id";
  const flags = filters.flag || filters.not_flag ? ", h.flags" : "";
  return `\n    CROSS JOIN LATERAL (SELECT h.gender${flags} FROM child h WHERE h.id = e.child_id OFFSET 0) c`;
}

/**
 * Length to the end or the side's instant; `days` only where a bare date makes it inexact. `date_part` gives
 * a float at once: what `extract` gives is numeric, which takes four times as long.
 */
function lengthColumns(zone: () => string): string[] {
  // as at the end of time, an open one has no length
  const end = "LEAST(e.ended_at, nullif(s.as_of, 'infinity'))";
  const dated = "(e.start_precision = 'date' OR (e.ended_at <= s.as_of AND e.end_precision = 'date'))";
  return [
    `coalesce(${dated}, false) AS dated`,
    `date_part('epoch', ${end} - e.started_at) / 3600 AS hours`,
    `CASE WHEN ${dated} THEN timezone(${zone()}, ${end})::date - timezone(${zone()}, e.started_at)::date END AS days`,
  ];
}

/** How each event brings a side's rows. `at`: the instant that places a row in time. */
const EVENTS: Record<SetOptions["event"], { from: string; at: string; dateOnly: string; columns?: string }> =
  {
    start: {
      from: "JOIN episode e ON e.started_at >= s.from_at AND e.started_at < s.to_at AND e.started_at <= s.as_of",
      at: "e.started_at",
      dateOnly: "e.start_precision = 'date'",
    },
    open_or_start: {
      from:
        "JOIN episode e ON e.started_at <= s.as_of" +
        " AND (e.started_at >= s.from_at OR e.ended_at IS NULL OR e.ended_at > s.as_of)",
      at: "e.started_at",
      dateOnly: "e.start_precision = 'date'",
    },
    open: {
      from: "JOIN episode e ON e.started_at <= s.as_of AND (e.ended_at IS NULL OR e.ended_at > s.as_of)",
      at: "e.started_at",
      dateOnly: "e.start_precision = 'date'",
    },
    return: {
      from: "JOIN episode e ON e.ended_at >= s.from_at AND e.ended_at < s.to_at AND e.ended_at <= s.as_of",
      at: "e.ended_at",
      dateOnly: "e.end_precision = 'date'",
    },
    held: {
      from: `JOIN strategy_meeting t ON t.voided_at IS NULL AND (
      (t.held_at >= s.from_at AND t.held_at < s.to_at AND t.held_at <= s.as_of)
      OR ((t.held_at IS NULL OR t.held_at > s.as_of) AND t.planned_for >= s.from_at AND t.planned_for < s.plan_to))
    JOIN strategy_meeting_episode te ON te.meeting_id = t.id
    JOIN episode e ON e.id = te.episode_id AND e.started_at <= s.as_of`,
      at: "CASE WHEN t.held_at <= s.as_of THEN t.held_at ELSE t.planned_for END",
      dateOnly: "false",
      columns: "t.id AS meeting_id, coalesce(t.held_at <= s.as_of, false) AS held",
    },
  };

/** The agencies that interview for an episode; it stands in the bucket of each. */
const PARTIES = `
    LEFT JOIN LATERAL (SELECT DISTINCT i.agency_id FROM ${interviewsOf("e", "i.agency_id")}
      AND i.agency_id IS NOT NULL) p ON true`;

/**
 * The state of an episode's interview at an instant, as a join to `b(id, as_of)`:
 * `v(completed_at, accepted, declined, offered)`. What it follows from is kept beside the episode, from all
 * interviews linked to it (view interview_state in the migrations): to look the links up takes ten times as long.
 */
export const INTERVIEW_STATE = `
  LEFT JOIN episode_interview w ON w.episode_id = b.id
  CROSS JOIN LATERAL (
    SELECT CASE WHEN w.completed_at <= b.as_of THEN w.completed_at END AS completed_at,
      coalesce(w.completed_at <= b.as_of OR w.accepted_at <= b.as_of, false) AS accepted,
      coalesce(w.declined @> b.as_of, false) AS said_no,
      coalesce(w.offered_at <= b.as_of, false) AS asked) a
  CROSS JOIN LATERAL (
    SELECT a.completed_at, a.accepted,
      NOT a.accepted AND a.said_no AS declined,
      a.accepted OR a.said_no OR a.asked AS offered) v`;

function interviewColumns(q: Statement, policy: Policy, zone: () => string, reads: Reads): string[] {
  // an interval as it is: hours times an interval would be multiplied for every row
  const window = () => q.share(`${policy.interviewWindowHours} hours`, "interval");
  const due = () => `b.ended_at + ${window()}`;
  const hours = () => q.share(policy.interviewWindowHours, "float8");
  const day = (instant: string) => `timezone(${zone()}, ${instant})::date`;
  const days = () => `(${day("v.completed_at")} - ${day("b.ended_at")})`;
  const sql: Record<string, () => string> = {
    completed_at: () => "v.completed_at",
    accepted: () => "v.accepted",
    declined: () => "v.declined",
    offered: () => "v.offered",
    in_time: () => `CASE WHEN v.completed_at IS NULL THEN false
      WHEN b.end_precision <> 'date' THEN v.completed_at <= ${due()}
      WHEN (${days()} + 1) * 24 <= ${hours()} THEN true
      WHEN (${days()} - 1) * 24 >= ${hours()} THEN false END`,
    due_by: due,
    window_closed: () => `${due()} <= b.as_of`,
    hours_left: () => `date_part('epoch', ${due()} - b.as_of) / 3600`,
    older: () => "coalesce(b.ended_at < b.old_before, false)",
    // the latest instant that the state follows from
    settled_at: () => `GREATEST(w.completed_at, w.accepted_at, w.offered_at,
      (SELECT max(GREATEST(lower(d), upper(d))) FROM unnest(w.declined) d))`,
  };
  return Object.keys(sql)
    .filter(reads)
    .map((name) => `${sql[name]!()} AS ${name}`);
}

/** Kept beside the episode (0023_met_at in the migrations). */
const UNMET = "(e.met_at IS NULL OR e.met_at > s.as_of)";

const meetings = (which: string) => `
  CROSS JOIN LATERAL (
    SELECT coalesce(bool_or(t.held_at <= b.as_of), false) AS meeting_held,
      coalesce(bool_or((t.held_at IS NULL OR t.held_at > b.as_of) AND t.planned_for IS NOT NULL), false) AS meeting_planned,
      coalesce(min(t.held_at) FILTER (WHERE t.held_at <= b.as_of), min(t.planned_for)) AS meeting_at
    FROM ${meetingsOf("b")}${which}) m`;

/** True, false, or null where bare dates, whose true length is within a day, cannot tell. */
function atLeast(b: string, hours: string): string {
  return (
    `CASE WHEN NOT ${b}.dated THEN ${b}.hours >= ${hours}` +
    ` WHEN (${b}.days - 1) * 24 >= ${hours} THEN true WHEN (${b}.days + 1) * 24 <= ${hours} THEN false END`
  );
}

function lengthFits(q: Statement, filters: ResolvedFilters): string | null {
  const out: string[] = [];
  if (filters.minDurationHours !== undefined) {
    out.push(`(${atLeast("b", q.bind(filters.minDurationHours, "float8"))})`);
  }
  if (filters.maxDurationHours !== undefined) {
    out.push(`NOT (${atLeast("b", q.bind(filters.maxDurationHours, "float8"))})`);
  }
  return out.length > 0 ? out.join(" AND ") : null;
}

/** The highest grade's place, for rows of a set. */
export const RISK_OF_ROW = riskOf("x", "x");
