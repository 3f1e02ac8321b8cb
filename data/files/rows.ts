import { dayOf } from "../calendar.ts";
import type { Row } from "./cells.ts";
import { badRecord, blank, endBeforeStart, type Fault, headerAgain, ragged } from "./faults.ts";
import { type Column, EXTRACTED_AT, FORMATS, isReturnKind } from "./formats.ts";
import type { EpisodeFileRow, FileKind, RowOf } from "./kinds.ts";
import { Moments } from "./moments.ts";
import { type CellReader, cellReader, Faulty, Moment, type Value } from "./values.ts";

/** A fault and where it is; null: the whole row's. */
export interface FaultAt extends Fault {
  column: string | null;
  value: string | null;
}

export type RowRead<Kind extends FileKind> = { row: RowOf[Kind] } | { faults: [FaultAt, ...FaultAt[]] };

export interface RowReader<Kind extends FileKind> {
  fields: ReadonlySet<string>;
  extractedAt: boolean;
  /** The row of the file's kind, or everything that is wrong with it, from left to right. */
  read(row: Row): RowRead<Kind>;
}

interface BoundColumn {
  column: Column;
  cell: number;
  read: CellReader;
  /** blank: a fault */
  needed: boolean;
}

/** Reads the rows of a file with this header: all that one row by itself can tell. */
export function rowReader<Kind extends FileKind>(
  kind: Kind,
  header: readonly string[],
  zone: string,
  replaces: boolean,
): RowReader<Kind> {
  const moments = new Moments(zone);
  const isReturn = isReturnKind(kind);
  const known = isReturn ? FORMATS[kind].columns : [...FORMATS[kind].columns, EXTRACTED_AT];
  const bound = known
    .filter((column) => header.includes(column.name))
    .map(
      (column): BoundColumn => ({
        column,
        cell: header.indexOf(column.name),
        read: cellReader(column, moments, zone, replaces),
        needed: column.required && column.reading !== "as_written",
      }),
    );
  const stored = bound.map(({ column }) => column).filter((column) => column !== EXTRACTED_AT);
  const isEpisodes = kind === "episodes" && header.includes("returned_at");
  return {
    fields: new Set(stored.flatMap(({ field, precision }) => (precision ? [field, precision] : [field]))),
    extractedAt: stored.length < bound.length,
    read(row) {
      const damaged = faultOfRow(row, header);
      if (damaged) return { faults: [{ ...damaged, column: null, value: null }] };
      const result: Record<string, Value | number> = isReturn ? { line: row.line } : {};
      const faults: FaultAt[] = [];
      for (const { column, cell, read, needed } of bound) {
        const got = read(row, cell);
        const value = got instanceof Moment ? got.at : got;
        const fault = value instanceof Faulty ? value.fault : needed && value === null ? blank(column) : null;
        if (fault) faults.push({ ...fault, column: column.name, value: row.cells[cell]! });
        else result[column.field] = value as Value;
        if (got instanceof Moment) result[column.precision!] = got.precision;
      }
      if (isEpisodes && faults.length === 0) {
        const fault = checkReturn(result as unknown as EpisodeFileRow, zone);
        if (fault)
          faults.push({ ...fault, column: "returned_at", value: row.cells[header.indexOf("returned_at")]! });
      }
      const [first, ...rest] = faults;
      return first ? { faults: [first, ...rest] } : { row: result as unknown as RowOf[Kind] };
    },
  };
}

function faultOfRow(row: Row, header: readonly string[]): Fault | null {
  if (row.fault) return badRecord(row.fault);
  if (row.cells.length !== header.length) return ragged(row.cells.length, header.length);
  if (row.cells[0] === header[0] && row.cells.every((cell, at) => cell.trim() === header[at]!.trim())) {
    return headerAgain;
  }
  return null;
}

/** No return before its start; a return of which only the day is known, that of the start, is not before it. */
function checkReturn(row: EpisodeFileRow, zone: string): Fault | null {
  if (row.endedAt == null || row.endedAt >= row.startedAt) return null;
  const startDay = dayOf(new Date(row.startedAt), zone);
  if (row.endPrecision !== "date" || dayOf(new Date(row.endedAt), zone) !== startDay) return endBeforeStart;
  row.endedAt = row.startedAt;
  return null;
}
