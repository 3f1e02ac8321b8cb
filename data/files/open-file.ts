import { type FileHandle, open, stat } from "node:fs/promises";
import { basename } from "node:path";
import { cellsOf, isOneRow, type Row } from "./cells.ts";
import { type Encoding, encodingOf, headOf, textOf } from "./encoding.ts";
import { isReturnKind } from "./formats.ts";
import type { FileKind, RowOf } from "./kinds.ts";
import { otherSort } from "./not-csv.ts";
import type { Batch, OpenedFile, ReadRow, RejectedRow } from "./read-types.ts";
import { recognise } from "./recognise.ts";
import { RecordCutter } from "./records.ts";
import { type FileFault, FileRefused } from "./refused.ts";
import { type FaultAt, rowReader } from "./rows.ts";

const ROWS_IN_A_BATCH = 2_000;
/** Of the file; a row may be a million characters long, and a batch is in memory whole. */
const BYTES_IN_A_BATCH = 4_000_000;
const SHOWN = 200;

/**
 * Opens a file of the council's: finds its encoding, reads its header and tells its kind. `timeZone` is the
 * one of times without an offset. Throws FileRefused, with a sentence, where it is no such file.
 */
export async function openFile(path: string, options: { timeZone: string }): Promise<OpenedFile> {
  return within(path, async (file, refuse) => {
    const { size, mtime } = await file.stat();
    const other = otherSort(await headOf(file));
    if (other) throw refuse("not_csv", other);
    const encoding = await encodingOf(file);
    const header = await headerOf(file, encoding, refuse);
    const recognised = recognise(header);
    if ("code" in recognised) throw refuse(recognised.code, recognised.message);
    const { kind, warnings } = recognised;
    const { fields, extractedAt } = rowReader(kind, header, options.timeZone, encoding.replaces);
    return {
      path,
      name: basename(path),
      kind,
      encoding: encoding.name,
      header,
      fields,
      warnings: [...warnings, ...warningsOf(encoding)],
      extractedAt,
      bytes: size,
      modifiedAt: mtime,
      batches: (onBytes) => batchesOf(path, { kind, header, encoding, ...options }, onBytes),
    };
  });
}

interface Known {
  kind: FileKind;
  header: readonly string[];
  encoding: Encoding;
  timeZone: string;
}

async function* batchesOf(
  path: string,
  { kind, header, encoding, timeZone }: Known,
  onBytes?: (bytes: number) => void,
): AsyncGenerator<Batch<RowOf[FileKind]>> {
  const refuse = refuser(path);
  const name = basename(path);
  const reader = rowReader(kind, header, timeZone, encoding.replaces);
  // the return's rules judge its cells to the letter
  const isReturn = isReturnKind(kind);
  const file = await opened(path);
  try {
    let batch = emptyBatch();
    let begun = false;
    let bytes = 0;
    let yielded = 0;
    const hear = (n: number) => {
      bytes = n;
      onBytes?.(n);
    };
    for await (const rows of rowsOf(file, encoding, refuse, hear)) {
      for (const row of rows) {
        if (!begun) {
          begun = true;
          if (names(row.cells).join("\n") === header.join("\n")) continue;
          throw refuse("changed_meanwhile", "has changed while it was read. Import it again.");
        }
        const read = reader.read(row);
        batch.read++;
        const inQuotes = isReturn ? undefined : row.inQuotes;
        if ("row" in read) batch.rows.push({ line: row.line, row: read.row, raw: row.cells, inQuotes });
        else batch.rejected.push({ ...rejected(name, row, read.faults), inQuotes });
        if (batch.read === ROWS_IN_A_BATCH) {
          yield batch;
          batch = emptyBatch();
          yielded = bytes;
        }
      }
      if (bytes - yielded >= BYTES_IN_A_BATCH && batch.read > 0) {
        yield batch;
        batch = emptyBatch();
        yielded = bytes;
      }
    }
    if (batch.read > 0) yield batch;
  } finally {
    await file.close();
  }
}

async function headerOf(file: FileHandle, encoding: Encoding, refuse: Refuse): Promise<string[]> {
  let first: Row | undefined;
  let alone = true;
  for await (const rows of rowsOf(file, encoding, refuse)) {
    alone = first === undefined && rows.length === 1;
    first ??= rows[0]!;
    if (!alone || !runsOn(first)) break;
  }
  if (!first) {
    throw refuse("empty", "is empty. Export it again; it needs a first line with the names of the columns.");
  }
  if (alone && runsOn(first)) {
    const advice = "Save it as “CSV UTF-8”, not as one for the Macintosh, and give that file.";
    throw refuse("header_damaged", `ends its lines with CR alone, and is one long line. ${advice}`);
  }
  if (first.fault) {
    const why = "has no header: its first line is damaged or is no line of a CSV file.";
    throw refuse("header_damaged", `${why} The first line must hold the names of the columns.`);
  }
  return names(first.cells);
}

/** As spreadsheets' CSV for the Macintosh: every row would be taken for names of columns. */
function runsOn({ cells, inQuotes }: Row): boolean {
  const goesOn = (cell: string, at: number) =>
    /\r[^\r\n]/.test(cell) || (cell.endsWith("\r") && at < cells.length - 1);
  return cells.some((cell, at) => goesOn(cell, at) && !inQuotes(at));
}

async function* rowsOf(
  file: FileHandle,
  encoding: Encoding,
  refuse: Refuse,
  onBytes?: (bytes: number) => void,
): AsyncGenerator<Row[]> {
  const cutter = new RecordCutter(isOneRow);
  try {
    for await (const text of textOf(file, encoding, onBytes)) {
      const records = cutter.push(text);
      if (records.length > 0) yield cellsOf(records);
    }
  } catch (error) {
    throw isOfTheSystem(error) ? refuse("unreadable", couldNot(error)) : error;
  }
  const last = cutter.end();
  if (last.length > 0) yield cellsOf(last);
}

function rejected(file: string, row: Row, faults: readonly [FaultAt, ...FaultAt[]]): RejectedRow {
  const [{ code, column, value, message }, ...more] = faults;
  const others = more.map((fault) => ` In the same row: ${fault.message}`);
  return {
    file,
    line: row.line,
    column,
    value: value === null ? null : value.slice(0, SHOWN),
    code,
    message: message + others.join(""),
    raw: row.cells,
  };
}

function emptyBatch(): Batch<RowOf[FileKind]> {
  return { read: 0, rows: [] as ReadRow<RowOf[FileKind]>[], rejected: [] };
}

function names(cells: readonly string[]): string[] {
  return cells.map((cell) => cell.trim());
}

function warningsOf({ name, replaces }: Encoding): string[] {
  if (name === "Windows-1252") {
    return [
      "It is not UTF-8 and was read as Windows-1252; if letters with accents look wrong, save it as UTF-8.",
    ];
  }
  if (name === "UTF-8" && replaces)
    return ["It is UTF-8, but not throughout; the rows that cannot be read are rejected."];
  return [];
}

type Refuse = (code: FileFault, message: string) => FileRefused;

function refuser(path: string): Refuse {
  return (code, message) => new FileRefused(code, path, `${basename(path)} ${message}`);
}

async function within<T>(path: string, run: (file: FileHandle, refuse: Refuse) => Promise<T>): Promise<T> {
  const file = await opened(path);
  try {
    return await run(file, refuser(path));
  } catch (error) {
    throw isOfTheSystem(error) ? refuser(path)("unreadable", couldNot(error)) : error;
  } finally {
    await file.close();
  }
}

async function opened(path: string): Promise<FileHandle> {
  try {
    // First, for the opening of a named pipe would wait for its writer.
    if (!(await stat(path)).isFile())
      throw refuser(path)("unreadable", "is no file. Give the CSV files themselves.");
    return await open(path, "r");
  } catch (error) {
    if (!isOfTheSystem(error)) throw error;
    const gone = error.code === "ENOENT" || error.code === "ENOTDIR";
    throw gone
      ? new FileRefused("not_found", path, `There is no file ${path}. Check its name and folder.`)
      : refuser(path)("unreadable", couldNot(error));
  }
}

function couldNot(error: NodeJS.ErrnoException): string {
  const may = error.code === "EACCES" || error.code === "EPERM";
  return may
    ? "may not be read. Let this account read it, or copy it to a folder where it can."
    : `could not be read (${error.code}). Check the disk or the share, and try again.`;
}

function isOfTheSystem(error: unknown): error is NodeJS.ErrnoException {
  return (
    error instanceof Error && typeof (error as NodeJS.ErrnoException).code === "string" && "syscall" in error
  );
}
