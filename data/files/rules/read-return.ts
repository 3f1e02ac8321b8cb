import { code, isBlank, returnDay } from "../returns/cells.ts";
import type { CollectionYear } from "../returns/collection-year.ts";
import type { Placement } from "../returns/placements.ts";
import type { EpisodesReturnRow, HeaderReturnRow, MissingReturnRow } from "../returns/rows.ts";

/** The tables that were given. A rule whose table is absent is not checked. */
export interface ReturnTables {
  Missing: readonly MissingReturnRow[];
  Header?: readonly HeaderReturnRow[];
  Episodes?: readonly EpisodesReturnRow[];
  /** the Missing table of the collection year before */
  MissingLastYear?: readonly MissingReturnRow[];
}
export type ReturnTable = keyof ReturnTables;

/** A date's cell. Where it is neither blank nor a day it cannot be read, which is 1004's and 1005's matter. */
export interface DateCell {
  blank: boolean;
  day: string | null;
}

/** A row of Missing as the rules look at it. */
export interface MissingPeriod {
  row: MissingReturnRow;
  child: string;
  born: string | null;
  start: DateCell;
  end: DateCell;
}

/** The return, read once for every rule. Children are known by `code(CHILD)`; a blank one is nobody. */
export interface ReadReturn {
  year: CollectionYear;
  missing: readonly MissingPeriod[];
  missingOf: ReadonlyMap<string, readonly MissingPeriod[]>;
  lastYear: readonly MissingPeriod[];
  headersOf: ReadonlyMap<string, readonly HeaderReturnRow[]>;
  /** every row of Episodes, read or not: rule 1012 asks for nothing more */
  episodesOf: ReadonlyMap<string, readonly EpisodesReturnRow[]>;
  /**
   * The rows whose DECOM can be read, in order of it, as the file has them where it is the same. One whose
   * DEC cannot be read counts as going on.
   */
  placementsOf: ReadonlyMap<string, readonly Placement[]>;
}

export function readReturn(tables: ReturnTables, year: CollectionYear): ReadReturn {
  const missing = tables.Missing.map(readMissing);
  const episodesOf = byChild(tables.Episodes ?? [], (row) => code(row.CHILD));
  const placementsOf = new Map<string, Placement[]>();
  for (const [child, rows] of episodesOf) {
    const placements = rows
      .flatMap(readPlacement)
      .sort((a, b) => (a.from < b.from ? -1 : Number(a.from > b.from)));
    if (placements.length > 0) placementsOf.set(child, placements);
  }
  return {
    year,
    missing,
    missingOf: byChild(missing, (period) => period.child),
    lastYear: (tables.MissingLastYear ?? []).map(readMissing),
    headersOf: byChild(tables.Header ?? [], (row) => code(row.CHILD)),
    episodesOf,
    placementsOf,
  };
}

function readMissing(row: MissingReturnRow): MissingPeriod {
  return {
    row,
    child: code(row.CHILD),
    born: returnDay(row.DOB),
    start: dateCell(row.MIS_START),
    end: dateCell(row.MIS_END),
  };
}

function readPlacement(row: EpisodesReturnRow): Placement[] {
  const from = returnDay(row.DECOM);
  return from === null ? [] : [{ row, from, to: returnDay(row.DEC) }];
}

function dateCell(text: string): DateCell {
  return { blank: isBlank(text), day: returnDay(text) };
}

function byChild<T>(rows: readonly T[], childOf: (row: T) => string): Map<string, T[]> {
  const found = new Map<string, T[]>();
  for (const row of rows) {
    const child = childOf(row);
    if (child === "") continue;
    const rowsOfChild = found.get(child);
    if (rowsOfChild) rowsOfChild.push(row);
    else found.set(child, [row]);
  }
  return found;
}
