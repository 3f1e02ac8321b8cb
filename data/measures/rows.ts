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

/** Which rows of a list are shown, from 0. */
export interface Shown {
  first: number;
  count: number;
}
/**
 * So many rows from the first are known by their ids, whichever are shown. A card follows the changes of these:
 * ten pages, and no list that is longer is read to its end.
 */
export const KNOWN = 100;

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
export const instantMs = (column: string) => `round(date_part('epoch', ${column}) * 1000)`;

/** The first side's episodes of a list, in the list's order, as one row: hundreds take longer to send than to find. */
export function episodeRowsSql(
  q: Statement,
  rows: Rows,
  spec: FiguresSpec,
  needs: ReadonlySet<Need>,
): string {
  const limit = limitSql(q, spec);
  const fields = [
    "'o', x.o, 'id', x.id, 'child', x.child_id, 'category', x.category, 'placement', pl.name, 'hours', x.hours, 'dated', x.dated",
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
  const { first, count } = spec.shown ?? { first: 0, count: 0 };
  const shown = spec.shown && `x.o > ${q.bind(first, "int")} AND x.o <= ${q.bind(first + count, "int")}`;
  // what is not shown is not looked up
  const of = (column: string) => (shown ? `CASE WHEN ${shown} THEN ${column} END` : column);
  const rowsOf = `json_agg(json_build_object(${fields.join(",\n      ")}) ORDER BY x.o)${shown ? ` FILTER (WHERE ${shown})` : ""}`;
  const known = "'ids', json_agg(x.id ORDER BY x.o), 'children', json_agg(x.child_id ORDER BY x.o)";
  return `SELECT 'episodes', 0, NULL, NULL, json_build_object('rows', ${rowsOf}${shown ? `, ${known}` : ""})
    FROM ${ranked("e", rows, order, limit)} x
    LEFT JOIN child ch ON ch.id = ${of("x.child_id")} LEFT JOIN placement pl ON pl.id = ${of("x.placement_id")}`;
}

function limitSql(q: Statement, spec: FiguresSpec): string {
  const wanted = rowsWanted(spec);
  return wanted === null ? "" : ` LIMIT ${q.bind(wanted, "int")}`;
}

/** The first side's children of a ranking (`c`), each with its episodes on the other side, as one row. */
export function childRowsSql(q: Statement, rows: Rows, spec: FiguresSpec): string {
  const order = spec.ascending ? rows.order.replace("n DESC", "n") : rows.order;
  const compared = spec.sides.length > 1;
  return `SELECT 'children', 0, NULL, NULL, ${childrenJson("n", compared ? "coalesce(o.n, 0)" : "NULL", order)}
    FROM ${first("c", rows, order, limitSql(q, spec))} x${compared ? " LEFT JOIN c o ON o.k = 1 AND o.child_id = x.child_id" : ""}`;
}

/** The rows `x` of children in their order, as `childRows` reads them; `n`: a column of theirs; `before`: SQL. */
export function childrenJson(n: string, before: string, order: string): string {
  const terms = order.split(", ").map((term) => `x.${term}`);
  return `json_agg(json_build_array(x.child_id, x.${n}, ${instantMs("x.latest")}, ${before}) ORDER BY ${terms.join(", ")})`;
}

/** The first side's rows in their order, numbered only once they have been cut: the others are not sorted. */
function ranked(from: string, rows: Rows, order: string, limit: string): string {
  return `(SELECT *, row_number() OVER (ORDER BY ${order}) AS o FROM ${first(from, rows, order, limit)} r)`;
}

function first(from: string, { where }: Rows, order: string, limit: string): string {
  return `(SELECT * FROM ${from} WHERE k = 0${where ? ` AND ${where}` : ""} ORDER BY ${order}${limit})`;
}

/** What `episodeRowsSql` gives. */
export interface ListedEpisodes {
  // biome-ignore lint/suspicious/noExplicitAny: what json_build_object above gives
  rows: any[] | null;
  /** of all, also of those that are not shown; absent: all are */
  ids?: number[] | null;
  children?: number[] | null;
}

export function episodeRows(
  { rows, ids, children }: ListedEpisodes,
  zone: string,
): (EpisodeRow | KnownRow)[] {
  const shown = (rows ?? []).map((row) => episodeRow(row, zone));
  if (ids === undefined) return shown;
  const all = (ids ?? []).map((episodeId, i): EpisodeRow | KnownRow => {
    return { place: i + 1, episodeId, childId: children![i]! };
  });
  for (const row of shown) all[row.place - 1] = row;
  return all;
}

// biome-ignore lint/suspicious/noExplicitAny: what json_build_object above gives
function episodeRow(f: any, zone: string): EpisodeRow {
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
    placementLabel: f.placement,
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

/** What `childrenJson` gives. */
type ListedChild = [childId: number, episodes: number, latest: number, before: number | null];

export function childRows(all: readonly ListedChild[] | null): ChildRow[] {
  return (all ?? []).map(([childId, episodes, latest, before], i) => ({
    place: i + 1,
    childId,
    episodes,
    before,
    latestStart: new Date(latest),
  }));
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
