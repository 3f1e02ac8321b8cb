import { ageOn, dayOf } from "../calendar.ts";
import { RISKS } from "../vocabulary.ts";
import type { Need, Rows } from "./catalogue.ts";
import type { FiguresSpec } from "./figures.ts";
import { RISK_OF_ROW } from "./sets.ts";
import type { Statement } from "./statement.ts";

/**
 * Rows of the lists, with the fields that a card's further columns need. They hold ids, instants
 * and states; of names only the placement's, where the episode began.
 */
export interface EpisodeRow {
  place: number;
  episodeId: number;
  childId: number;
  category: string;
  startedAt: Date;
  endedAt: Date | null;
  /** to the instant of the answer, where it is open */
  hours: number;
  /** a start or return without a time of day */
  dateOnly: boolean;
  long: boolean | null;
  risk: string | null;
  placementLabel: string | null;
  /** of age at the instant of the answer */
  turned18: boolean;
  value: number | null;
  interview: InterviewFacts | null;
  meeting: { state: "held" | "planned" | "none"; at: Date | null } | null;
}

/** A row that is not shown: of its episode and child only the ids are known. */
export type KnownRow = Pick<EpisodeRow, "place" | "episodeId" | "childId">;

/** Which rows of a list are shown, from 0; of those behind them so many are known by their ids. */
export interface Shown {
  first: number;
  count: number;
}
export const KNOWN = 500;

/** How many rows of a list a statement gives; null: all. */
export function rowsWanted({ limit, shown }: Pick<FiguresSpec, "limit" | "shown">): number | null {
  return limit === null && shown ? Math.max(KNOWN, shown.first + shown.count) : limit;
}

export interface InterviewFacts {
  state: "not_returned" | "completed" | "completed_late" | "declined" | "due" | "overdue";
  offered: boolean;
  completedAt: Date | null;
  dueBy: Date | null;
  /** negative when overdue */
  hoursLeft: number | null;
}

export interface ChildRow {
  place: number;
  childId: number;
  episodes: number;
  /** on the other side of a comparison; null without one */
  before: number | null;
  latestStart: Date;
}

/** An instant as milliseconds since 1970. */
export const instantMs = (column: string) => `round(extract(epoch FROM ${column}) * 1000)::float8`;

/** The first side's episodes of a list, in the list's order. */
export function episodeRowsSql(
  q: Statement,
  rows: Rows,
  spec: FiguresSpec,
  needs: ReadonlySet<Need>,
): string {
  const limit = limitSql(q, spec);
  const fields = [
    "'o', x.o, 'id', x.id, 'child', x.child_id, 'category', x.category, 'hours', x.hours, 'dated', x.dated",
    `'start', ${instantMs("x.started_at")}, 'end', ${instantMs("x.ended_at")}, 'long', x.long, 'risk', ${RISK_OF_ROW}`,
    `'born', ch.date_of_birth, 'asOf', ${instantMs("x.as_of")}, 'value', ${rows.value ?? "NULL"}`,
  ];
  if (needs.has("interviews")) {
    fields.push(
      "'iv', true, 'declined', x.declined, 'offered', x.offered, 'inTime', x.in_time, 'closed', x.window_closed",
      `'done', ${instantMs("x.completed_at")}, 'due', ${instantMs("x.due_by")}, 'left', x.hours_left`,
    );
  }
  if (needs.has("meetings") || needs.has("long_meetings")) {
    fields.push(`'held', x.meeting_held, 'planned', x.meeting_planned, 'met', ${instantMs("x.meeting_at")}`);
  }
  const order = spec.ascending ? reversed(rows.order) : rows.order;
  const all = `json_build_object(${fields.join(",\n      ")})`;
  const known = "json_build_object('o', x.o, 'id', x.id, 'child', x.child_id)";
  const { first, count } = spec.shown ?? { first: 0, count: 0 };
  const shown = spec.shown && `x.o > ${q.bind(first, "int")} AND x.o <= ${q.bind(first + count, "int")}`;
  // what is not shown is not looked up
  const of = (column: string) => (shown ? `CASE WHEN ${shown} THEN ${column} END` : column);
  return `SELECT 'episode', 0, NULL, pl.name, ${shown ? `CASE WHEN ${shown} THEN ${all} ELSE ${known} END` : all}
    FROM ${ranked("e", rows, order, limit)} x
    LEFT JOIN child ch ON ch.id = ${of("x.child_id")} LEFT JOIN placement pl ON pl.id = ${of("x.placement_id")}`;
}

function limitSql(q: Statement, spec: FiguresSpec): string {
  const wanted = rowsWanted(spec);
  return wanted === null ? "" : ` LIMIT ${q.bind(wanted, "int")}`;
}

/** The first side's children of a ranking (`c`), each with its episodes on the other side. */
export function childRowsSql(q: Statement, rows: Rows, spec: FiguresSpec): string {
  const limit = limitSql(q, spec);
  const order = spec.ascending ? rows.order.replace("n DESC", "n") : rows.order;
  const before = spec.sides.length > 1 ? "coalesce(o.n, 0)" : "NULL";
  return `SELECT 'child', 0, NULL, NULL, json_build_object('o', x.o, 'child', x.child_id, 'n', x.n,
      'latest', ${instantMs("x.latest")}, 'before', ${before})
    FROM ${ranked("c", rows, order, limit)} x
    LEFT JOIN c o ON o.k = 1 AND o.child_id = x.child_id`;
}

/** The first side's rows in their order, numbered only once they have been cut: the others are not sorted. */
function ranked(from: string, { where }: Rows, order: string, limit: string): string {
  return `(SELECT *, row_number() OVER (ORDER BY ${order}) AS o FROM (SELECT * FROM ${from}
      WHERE k = 0${where ? ` AND ${where}` : ""} ORDER BY ${order}${limit}) r)`;
}

// biome-ignore lint/suspicious/noExplicitAny: what json_build_object above gives
export function episodeRow(f: any, placementLabel: string | null, zone: string): EpisodeRow | KnownRow {
  if (f.start === undefined) return { place: f.o, episodeId: f.id, childId: f.child };
  const endedAt = instant(f.end);
  return {
    place: f.o,
    episodeId: f.id,
    childId: f.child,
    category: f.category,
    startedAt: new Date(f.start),
    endedAt,
    hours: f.hours,
    dateOnly: f.dated,
    long: f.long,
    risk: f.risk === null ? null : RISKS[f.risk - 1]!,
    placementLabel,
    turned18: ageOn(f.born, dayOf(new Date(f.asOf), zone)) >= 18,
    value: f.value,
    interview: f.iv
      ? {
          state: interviewState(f),
          offered: f.offered,
          completedAt: instant(f.done),
          dueBy: instant(f.due),
          hoursLeft: f.left,
        }
      : null,
    meeting:
      f.held === undefined
        ? null
        : { state: f.held ? "held" : f.planned ? "planned" : "none", at: instant(f.met) },
  };
}

// biome-ignore lint/suspicious/noExplicitAny: what json_build_object above gives
export function childRow(f: any): ChildRow {
  return {
    place: f.o,
    childId: f.child,
    episodes: f.n,
    before: f.before,
    latestStart: new Date(f.latest),
  };
}

// biome-ignore lint/suspicious/noExplicitAny: what json_build_object above gives
function interviewState(f: any): InterviewFacts["state"] {
  if (f.end === null) return "not_returned";
  if (f.done !== null) return f.inTime === false ? "completed_late" : "completed";
  if (f.declined) return "declined";
  return f.closed ? "overdue" : "due";
}

function instant(value: number | null): Date | null {
  return value === null ? null : new Date(value);
}

/** The first term turned round; the rest settles ties as before. */
function reversed(order: string): string {
  const [first = "", ...rest] = order.split(", ");
  return [first.endsWith(" DESC") ? first.slice(0, -5) : `${first} DESC`, ...rest].join(", ");
}
