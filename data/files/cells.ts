import { parse } from "csv-parse/sync";
import type { TextRecord } from "./records.ts";

/** A row of a file, cut into cells. */
export interface Row {
  line: number;
  cells: readonly string[];
  /** which cells stood in quotation marks: spaces at their ends belong to them */
  inQuotes(cell: number): boolean;
  /** of `cells` nothing can be read then: they show what stands there */
  fault: TextRecord["fault"];
}

const CSV = { delimiter: ",", record_delimiter: "\n", relax_column_count: true } as const;
/** No character, in any text. */
const STAND_IN = "\uffff";
const MARK = 34;
const COMMA = 44;
const never = () => false;

/**
 * Cuts records into cells as csv-parse does (RFC 4180, strictly: a quotation mark within a cell is doubled,
 * and the cell is in quotation marks). Records without doubled marks, which are nearly all, are cut here:
 * csv-parse takes several times as long.
 */
export function cellsOf(records: readonly TextRecord[]): Row[] {
  const rows = records.map((record) => (record.fault ? faulty(record, record.fault) : cutPlainly(record)));
  const rest = records.filter((_, at) => rows[at] === null);
  if (rest.length > 0) {
    const cut = cutByParser(rest)[Symbol.iterator]();
    for (const [at, row] of rows.entries()) if (row === null) rows[at] = cut.next().value!;
  }
  return rows as Row[];
}

/**
 * Is this one row of a CSV file, and no more? As csv-parse would say, which takes long to refuse: of a file
 * with a stray mark in every row, each is asked about.
 */
export function isOneRow(text: string): boolean {
  let mark = text.indexOf('"');
  let lineEnd = text.indexOf("\n");
  for (let at = 0; ; at++) {
    if (mark >= 0 && mark < at) mark = text.indexOf('"', at);
    if (mark === at) {
      at = text.indexOf('"', at + 1);
      while (at >= 0 && text.charCodeAt(at + 1) === MARK) at = text.indexOf('"', at + 2);
      if (at < 0) return false;
      at++;
    } else {
      if (lineEnd >= 0 && lineEnd < at) lineEnd = text.indexOf("\n", at);
      const comma = text.indexOf(",", at);
      at = comma < 0 ? text.length : comma;
      if ((mark >= 0 && mark < at) || (lineEnd >= 0 && lineEnd < at)) return false;
    }
    if (at >= text.length) return true;
    if (text.charCodeAt(at) !== COMMA) return false;
  }
}

/** null: a mark is doubled, which is the parser's. */
function cutPlainly(record: TextRecord): Row | null {
  const { line, text, quoted } = record;
  if (!quoted) return { line, cells: text.split(","), inQuotes: never, fault: null };
  const cells = cutAtMarks(text);
  if (cells) return { line, cells, inQuotes: marksOf(text), fault: null };
  return isOneRow(text) ? null : faulty(record, "quotes");
}

/** null: a mark stands within a cell, doubled or astray. */
function cutAtMarks(text: string): string[] | null {
  const cells: string[] = [];
  let mark = text.indexOf('"');
  for (let at = 0; at <= text.length; at++) {
    if (mark === at) {
      const closing = text.indexOf('"', at + 1);
      const after = text.charCodeAt(closing + 1);
      if (closing < 0 || (after !== COMMA && closing + 1 < text.length)) return null;
      cells.push(text.slice(at + 1, closing));
      at = closing + 1;
      mark = text.indexOf('"', at);
    } else {
      const comma = text.indexOf(",", at);
      const end = comma < 0 ? text.length : comma;
      if (mark >= 0 && mark < end) return null;
      cells.push(text.slice(at, end));
      at = end;
    }
  }
  return cells;
}

/** All at once; where one of them is not well formed, each by itself. */
function cutByParser(records: readonly TextRecord[]): Row[] {
  const together = parsed(records.map((record) => record.text).join("\n"));
  return records.map((record, at) => {
    const cells = together?.length === records.length ? together[at] : only(parsed(record.text));
    if (!cells) return faulty(record, "quotes");
    return { line: record.line, cells, inQuotes: marksOf(record.text), fault: null };
  });
}

function parsed(text: string): string[][] | null {
  try {
    if (!text.includes("\0")) return parse(text, CSV);
    // csv-parse takes a NUL behind a closing mark for the end of its text.
    const rows: string[][] = parse(text.replaceAll("\0", STAND_IN), CSV);
    return rows.map((cells) => cells.map((cell) => cell.replaceAll(STAND_IN, "\0")));
  } catch {
    return null;
  }
}

function only(rows: string[][] | null): string[] | null {
  return rows?.length === 1 ? rows[0]! : null;
}

/** Asked for seldom: a cell with spaces at its ends. */
function marksOf(text: string): Row["inQuotes"] {
  let marks: readonly boolean[] | undefined;
  return (cell) => {
    const cast = (_: string, { quoting }: { quoting: boolean }) => quoting as unknown as string;
    marks ??= parse(text.replaceAll("\0", STAND_IN), { ...CSV, cast })[0] as unknown as boolean[];
    return marks[cell]!;
  };
}

function faulty({ line, text }: TextRecord, fault: Row["fault"]): Row {
  return { line, cells: [text], inQuotes: never, fault };
}
