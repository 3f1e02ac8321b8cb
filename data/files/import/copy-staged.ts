import type { CopyIn } from "../../store/copy-in.ts";
import type { ExchangeKind } from "../kinds.ts";
import { STAGED, type StagedRow, sorted } from "./staging.ts";

/** A cell as COPY's text format writes it. */
type Writer = (value: unknown) => string;

const NOTHING = "\\N";
const SPECIAL = /[\\\t\n\r]/;

/**
 * Gives what puts rows in the staging table as `stage` does, outside a transaction and several times as
 * fast: the database takes a text in COPY's format with a tenth of the trouble that JSON gives it. Until
 * then the text is all that is kept of them.
 */
export function copyStaged(
  copyIn: CopyIn,
  kind: ExchangeKind,
  rows: readonly StagedRow[],
): () => Promise<void> {
  if (rows.length === 0) return async () => {};
  const columns = Object.entries(STAGED[kind]).map(([field, [column, type]]) => ({
    field,
    column,
    write: type === "text[]" ? listOf : WRITERS[type]!,
  }));
  const names = columns.map(({ column }) => column).join(", ");
  let text = "";
  for (const { line, row } of rows) {
    text += `${line}\t${row.extractedAt ?? NOTHING}`;
    for (const { field, write } of columns) {
      const value = (row as Record<string, unknown>)[field];
      text += value == null ? `\t${NOTHING}` : `\t${write(value)}`;
    }
    text += "\n";
  }
  const bytes = Buffer.from(text);
  return () => copyIn(`COPY import_staged (line, made_at, ${names}) FROM STDIN`, bytes);
}

const plainly: Writer = (value) => value as string;
const escaped: Writer = (value) => {
  const text = value as string;
  return SPECIAL.test(text) ? text.replace(/[\\\t\n\r]/g, (character) => ESCAPES[character]!) : text;
};
const ESCAPES: Readonly<Record<string, string>> = { "\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r" };

const WRITERS: Readonly<Record<string, Writer>> = {
  // instants and days are written by the reader of the file
  timestamptz: plainly,
  date: plainly,
  boolean: (value) => (value ? "t" : "f"),
  text: escaped,
};

/** An array literal. */
const listOf: Writer = (value) => {
  const quoted = sorted(value as string[]).map((text) => `"${text.replace(/["\\]/g, "\\$&")}"`);
  return escaped(`{${quoted.join(",")}}`);
};
