import { resolve } from "node:path";
import type { FileKind, ReturnKind, RowOf } from "../kinds.ts";
import type { OpenedFile, RejectedRow } from "../read-types.ts";
import { code, returnDay } from "../returns/cells.ts";
import type { CollectionYear } from "../returns/collection-year.ts";
import type { EpisodesReturnRow, HeaderReturnRow, MissingReturnRow } from "../returns/rows.ts";

/** The files are no return that can be imported. The message is a sentence that says what to do. */
export class NoReturn extends Error {
  override name = "NoReturn";
}

/** A table of the return, read whole: a council's has some thousand rows. */
export interface ReadTable<Row> {
  file: OpenedFile;
  rows: Row[];
  /** the cells as they stand in the file, by line */
  raw: Map<number, readonly string[]>;
  /** rows of which nothing can be read */
  rejected: RejectedRow[];
}

export interface GivenTables {
  Missing: ReadTable<MissingReturnRow>;
  Header?: ReadTable<HeaderReturnRow>;
  Episodes?: ReadTable<EpisodesReturnRow>;
  MissingLastYear?: ReadTable<MissingReturnRow>;
}

/**
 * Reads the tables of a year's return, each of which may be there once. Of two Missing tables the one in
 * which no period starts on or after the year's 1 April is the one of the year before: it was handed in by then.
 * Where that is so of both or of neither, `lastYear` must say.
 *
 * @throws NoReturn, FileRefused
 */
export async function readTables(
  found: readonly OpenedFile[],
  lastYear: OpenedFile | null,
  year: CollectionYear,
): Promise<GivenTables> {
  // a folder may hold the year before's table too
  const files = lastYear ? found.filter(({ path }) => resolve(path) !== resolve(lastYear.path)) : found;
  if (lastYear && lastYear.kind !== "ssda903_missing") {
    throw new NoReturn(`${lastYear.name} is no Missing table. Give the year before's with --last-year FILE.`);
  }
  const [header, secondHeader] = ofKind(files, "ssda903_header");
  const [episodes, secondEpisodes] = ofKind(files, "ssda903_episodes");
  for (const second of [secondHeader, secondEpisodes]) {
    if (second) throw new NoReturn(`${second.name} is a second table of its kind. Give each table once.`);
  }
  const missing = await Promise.all(ofKind(files, "ssda903_missing").map((file) => readTable(file)));
  const { Missing, MissingLastYear } = told(missing, lastYear && (await readTable(lastYear)), year);
  return {
    Missing,
    ...(header ? { Header: await readTable<"ssda903_header">(header) } : {}),
    ...(episodes ? { Episodes: await readTable<"ssda903_episodes">(episodes) } : {}),
    ...(MissingLastYear ? { MissingLastYear } : {}),
  };
}

/** The ids, as `code` has them, of the children with a row whose period is not known: it may be any. */
export function unreadPeriods({ file, rows, raw, rejected }: ReadTable<MissingReturnRow>): Set<string> {
  const at = file.header.indexOf("CHILD");
  const children = rejected.map((row) => row.raw[at] ?? "");
  for (const row of rows) {
    if (returnDay(row.MIS_START) === null) children.push(raw.get(row.line)?.[at] ?? row.CHILD);
  }
  return new Set(children.map(code));
}

function told(
  missing: readonly ReadTable<MissingReturnRow>[],
  lastYear: ReadTable<MissingReturnRow> | null,
  year: CollectionYear,
): { Missing: ReadTable<MissingReturnRow>; MissingLastYear: ReadTable<MissingReturnRow> | null } {
  const [first, second, third] = missing;
  if (!first) {
    const columns = "CHILD, DOB, MISSING, MIS_START and MIS_END";
    throw new NoReturn(
      `None of the files is the return's table Missing. Give the one with the columns ${columns}.`,
    );
  }
  if (!second) return { Missing: first, MissingLastYear: lastYear };
  const older = missing.filter(({ rows }) => rows.every(({ MIS_START }) => startsBefore(MIS_START, year)));
  if (lastYear || third || older.length !== 1) {
    const names = missing.map(({ file }) => file.name).join(", ");
    throw new NoReturn(
      `Several Missing tables were given (${names}), and it cannot be told which is the year ${year.label}. Give that one, and the year before's with --last-year FILE.`,
    );
  }
  const [MissingLastYear] = older;
  return { Missing: first === MissingLastYear ? second : first, MissingLastYear: MissingLastYear! };
}

function startsBefore(start: string, { first }: CollectionYear): boolean {
  const day = returnDay(start);
  return day === null || day < first;
}

function ofKind(files: readonly OpenedFile[], kind: ReturnKind): OpenedFile[] {
  return files.filter((file) => file.kind === kind);
}

async function readTable<Kind extends FileKind = "ssda903_missing">(
  file: OpenedFile,
): Promise<ReadTable<RowOf[Kind]>> {
  const table: ReadTable<RowOf[Kind]> = { file, rows: [], raw: new Map(), rejected: [] };
  for await (const { rows, rejected } of file.batches()) {
    for (const { line, row, raw } of rows) {
      table.rows.push(row as RowOf[Kind]);
      table.raw.set(line, raw);
    }
    for (const row of rejected) table.rejected.push(row);
  }
  return table;
}
