import { dayOf } from "../../calendar.ts";
import type { Precision } from "../kinds.ts";
import { clash } from "../rules/periods.ts";

/** A time away, in a file or in the store. Instants are ISO UTC texts; `end` null: open. */
export interface Span {
  start: string;
  startPrecision: Precision;
  end: string | null;
  endPrecision: Precision;
}

/** An episode of the child that the file does not bring by its id. */
export interface StoredSpan extends Span {
  id: number;
  /** null: made by card, and in no file yet */
  externalId: string | null;
  /** it came by the statutory return, of which every other file knows more */
  fromReturn: boolean;
}

export interface FileSpan extends Span {
  line: number;
  /** an episode bears its id */
  known: boolean;
  /** the child's episode that it changes, as that stands where the row is refused */
  stood: StoredSpan | null;
}

export type Verdict =
  /** the stored episode is the same one, and takes the file's id */
  | { line: number; is: "adopted"; stored: StoredSpan }
  /** it may be the same one: a person must say */
  | { line: number; is: "asked"; stored: StoredSpan }
  /** the child cannot have been away in both */
  | { line: number; is: "overlap"; with: { line: number } | { stored: StoredSpan } };

/**
 * Weighs one child's episodes of a file against each other and against the stored ones: which stored
 * episode without an id in the files is the same, and which rows overlap another. Of two rows of the file
 * the later by start is at fault (rules/periods.ts, as rule 574); a stored episode stands.
 *
 * @param sameWithin ms by which the starts of one and the same episode may differ
 */
export function weighEpisodes(
  rows: readonly FileSpan[],
  stored: readonly StoredSpan[],
  options: { sameWithin: number; timeZone: string },
): Verdict[] {
  const verdicts: Verdict[] = [];
  const free = new Set(stored);
  const over: FileSpan[] = [];
  for (const row of [...rows].sort(byStart)) {
    const verdict = row.known ? null : recognised(row, free, options);
    if (verdict) verdicts.push(verdict);
    if (verdict?.is === "asked") continue;
    if (verdict?.is === "adopted") {
      free.delete(verdict.stored);
      over.push({ ...timesUntilSettled(row, verdict.stored), stood: verdict.stored });
    } else over.push(row);
  }
  return [...verdicts, ...overlapping(over, [...free], options.timeZone)];
}

function recognised(
  row: FileSpan,
  free: ReadonlySet<StoredSpan>,
  options: { sameWithin: number; timeZone: string },
) {
  let near: StoredSpan | null = null;
  let doubtful: StoredSpan | null = null;
  for (const stored of free) {
    if (stored.fromReturn) {
      if (sameDays(row, stored, options.timeZone)) return adopted(row, stored);
      continue;
    }
    if (stored.externalId !== null || !clashing(row, stored, options.timeZone)) continue;
    if (apart(row, stored, options.timeZone) > options.sameWithin) doubtful ??= stored;
    else if (!near || apart(row, stored, options.timeZone) < apart(row, near, options.timeZone))
      near = stored;
  }
  if (near) return adopted(row, near);
  return doubtful && { line: row.line, is: "asked" as const, stored: doubtful };
}

function adopted(row: FileSpan, stored: StoredSpan): Verdict {
  return { line: row.line, is: "adopted", stored };
}

/** Until somebody chooses, an adopted episode keeps its own times. */
function timesUntilSettled(row: FileSpan, stored: StoredSpan): FileSpan {
  if (stored.fromReturn) return row;
  const end = stored.end === null ? row : stored;
  return { ...row, ...startOf(stored), end: end.end, endPrecision: end.endPrecision };
}

/** A row at fault leaves its episode as it stands in the store, which may put further rows at fault. */
function overlapping(rows: readonly FileSpan[], stored: readonly StoredSpan[], zone: string): Verdict[] {
  const verdicts = new Map<number, Verdict>();
  let standing = [...stored];
  for (;;) {
    const found: Verdict[] = [];
    const sorted = rows.filter(({ line }) => !verdicts.has(line));
    for (const row of sorted) {
      const other = standing.find((one) => clashing(row, one, zone));
      if (other) found.push({ line: row.line, is: "overlap", with: { stored: other } });
    }
    if (standing.length === stored.length) found.push(...amongThemselves(rows, zone));
    for (const verdict of found) if (!verdicts.has(verdict.line)) verdicts.set(verdict.line, verdict);
    const left = rows.flatMap((row) => (verdicts.has(row.line) && row.stood ? [row.stood] : []));
    const next = [...stored, ...left];
    if (next.length === standing.length) return [...verdicts.values()];
    standing = next;
  }
}

function amongThemselves(rows: readonly FileSpan[], zone: string): Verdict[] {
  const verdicts: Verdict[] = [];
  let earlier: FileSpan[] = [];
  for (const row of [...rows].sort(byStart)) {
    const other = earlier.find((one) => clashing(one, row, zone));
    if (other) verdicts.push({ line: row.line, is: "overlap", with: { line: other.line } });
    // the one that lasts longest first: it is the likeliest to clash with what comes
    earlier = earlier.filter((one) => one.end === null || reach(one) >= row.start);
    if (earlier.length > 0 && lasts(row, earlier[0]!)) earlier.unshift(row);
    else earlier.push(row);
  }
  return verdicts;
}

/** Where one of the two knows days only, days are compared: they may touch. */
export function clashing(a: Span, b: Span, zone: string): boolean {
  const days = [a, b].some(({ startPrecision, end, endPrecision }) => {
    return startPrecision === "date" || (end !== null && endPrecision === "date");
  });
  if (!days) return clash(a, b);
  const inDays = (span: Span) => ({
    start: dayOf(new Date(span.start), zone),
    end: span.end && dayOf(new Date(span.end), zone),
  });
  return clash(inDays(a), inDays(b));
}

function sameDays(a: Span, b: Span, zone: string): boolean {
  const day = (at: string) => dayOf(new Date(at), zone);
  return day(a.start) === day(b.start) && (a.end === null || b.end === null || day(a.end) === day(b.end));
}

/** ms between two starts; none on one day, where one of them knows no more. */
function apart(a: Span, b: Span, zone: string): number {
  const days = a.startPrecision === "date" || b.startPrecision === "date";
  if (days && dayOf(new Date(a.start), zone) === dayOf(new Date(b.start), zone)) return 0;
  return Math.abs(Date.parse(a.start) - Date.parse(b.start));
}

function byStart(a: FileSpan, b: FileSpan): number {
  if (a.start !== b.start) return a.start < b.start ? -1 : 1;
  if (a.end !== b.end) return a.end !== null && (b.end === null || a.end < b.end) ? -1 : 1;
  return a.line - b.line;
}

function startOf({ start, startPrecision }: Span) {
  return { start, startPrecision };
}

/** An end that is a day may be any time of it. */
function reach({ end, endPrecision }: Span): string {
  return endPrecision === "date" ? new Date(Date.parse(end!) + 86_400_000).toISOString() : end!;
}

function lasts(a: Span, b: Span): boolean {
  return b.end !== null && (a.end === null || a.end > b.end);
}
