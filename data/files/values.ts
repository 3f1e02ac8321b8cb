import type { Row } from "./cells.ts";
import { type Fault, noDate, noInstant, noYesOrNo, tooLongText, unknownCode, unreadable } from "./faults.ts";
import type { Column } from "./formats.ts";
import { undefended } from "./formula.ts";
import type { Precision } from "./kinds.ts";
import type { Moments } from "./moments.ts";

/** A name or an id is no longer: the store's indexes take about 2,700 bytes. */
export const MOST_TEXT = 500;

export type Value = string | boolean | readonly string[] | null;

/** What is wrong with a cell. */
export class Faulty {
  constructor(readonly fault: Fault) {}
}

/** Of a cell that may hold an instant or a date: which of the two it was. */
export class Moment {
  constructor(
    readonly at: string | null,
    readonly precision: Precision,
  ) {}
}

export type CellRead = Value | Moment | Faulty;

/** Reads the cells of one column; a blank one is null, or what the column says of blanks. */
export type CellReader = (row: Row, cell: number) => CellRead;

const YES_NO: ReadonlyMap<string, boolean> = new Map([
  ...["y", "yes", "1", "true"].map((word) => [word, true] as const),
  ...["n", "no", "0", "false"].map((word) => [word, false] as const),
]);

/**
 * The reader of a column's cells. `replaces`: a U+FFFD in the text stands for bytes that spell nothing, so
 * its cell is damaged.
 */
export function cellReader(column: Column, moments: Moments, zone: string, replaces: boolean): CellReader {
  const read = READERS[column.reading](column, moments, zone);
  return (row, cell) => {
    const text = row.cells[cell]!;
    if (text === "") return blankOf(column);
    if (text.includes("\0") || (replaces && text.includes("\ufffd"))) return UNREADABLE;
    return read(text, row, cell);
  };
}

const UNREADABLE = new Faulty(unreadable);
const NO_MOMENT = new Moment(null, "instant");
const NONE: readonly string[] = [];

type TextReader = (text: string, row: Row, cell: number) => CellRead;

const READERS: Record<Column["reading"], (column: Column, moments: Moments, zone: string) => TextReader> = {
  id: (column) => (text) => {
    const value = undefended(text.trim()).trim();
    if (value.length > MOST_TEXT) return new Faulty(tooLongText(column, MOST_TEXT));
    return value === "" ? blankOf(column) : value;
  },

  text: (column) => (text, row, cell) => {
    const value = undefended(ownText(text, row, cell));
    if (value.length > MOST_TEXT) return new Faulty(tooLongText(column, MOST_TEXT));
    return value.trim() === "" ? blankOf(column) : value;
  },

  ids: (column) => (text) => {
    const ids = parts(undefended(text.trim()));
    if (ids.some((id) => id.length > MOST_TEXT)) return new Faulty(tooLongText(column, MOST_TEXT));
    return ids.length === 0 ? blankOf(column) : ids;
  },

  flags: (column) => (text) => {
    const flags = parts(text);
    const unknown = flags.find((flag) => !Object.hasOwn(column.codes!, flag));
    if (unknown !== undefined) return new Faulty(unknownCode(unknown, column));
    return flags;
  },

  code: (column) => {
    const codes = new Map(Object.entries(column.codes!));
    return (text) => {
      const known = codes.get(text) ?? codes.get(text.trim());
      if (known) return known;
      return text.trim() === "" ? blankOf(column) : new Faulty(unknownCode(text.trim(), column));
    };
  },

  yes_no: (column) => (text) => {
    const word = text.trim();
    if (word === "") return blankOf(column);
    return YES_NO.get(word.toLowerCase()) ?? new Faulty(noYesOrNo(word));
  },

  date: (column, moments) => (text) => {
    const written = text.trim();
    if (written === "") return blankOf(column);
    const value = moments.day(written);
    return value === null ? new Faulty(noDate(written)) : value;
  },

  instant: (column, moments, zone) => (text) => {
    const written = text.trim();
    if (written === "") return blankOf(column);
    const read = moments.instant(written);
    return "at" in read ? read.at : new Faulty(noInstant(written, read.why, column, zone));
  },

  instant_or_date: (column, moments, zone) => (text) => {
    const written = text.trim();
    if (written === "") return blankOf(column);
    if (written.length === 10) {
      const day = moments.day(written);
      if (day !== null) return new Moment(moments.startOf(day), "date");
    }
    const read = moments.instant(written);
    if ("why" in read) return new Faulty(noInstant(written, read.why, column, zone));
    return new Moment(read.at, "instant");
  },

  as_written: (column) => (text) =>
    text.length > MOST_TEXT ? new Faulty(tooLongText(column, MOST_TEXT)) : undefended(text),
};

function blankOf({ blank, reading, precision }: Column): CellRead {
  if (blank !== undefined) return blank;
  if (reading === "flags") return NONE;
  if (reading === "as_written") return "";
  return precision ? NO_MOMENT : null;
}

/** Spaces at the ends of a text belong to it only where it is in quotation marks. */
function ownText(text: string, row: Row, cell: number): string {
  const trimmed = text.trim();
  return trimmed.length === text.length || !row.inQuotes(cell) ? trimmed : text;
}

/** Of a list with `;` between: each once, in order. */
function parts(text: string): string[] {
  const all = text.split(";").map((part) => part.trim());
  return [...new Set(all.filter((part) => part !== ""))];
}
