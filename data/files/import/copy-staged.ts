import type { CopyIn } from "../../store/copy-in.ts";
import type { ExchangeKind } from "../kinds.ts";
import { STAGED, type StagedRow } from "./staging.ts";

/** A cell as COPY's text format writes it. */
type Writer = (value: unknown) => string;

const NOTHING = "\\N";
const SPECIAL = /[\\\t\n\r]/;

/**
 * Puts rows in the staging table as `stage` does, outside a transaction and several times as fast: the
 * database takes a text in COPY's format with a tenth of the trouble that JSON gives it.
 */
export async function copyStaged(
  copyIn: CopyIn,
  kind: ExchangeKind,
  rows: readonly StagedRow[],
): Promise<void> {
  if (rows.length === 0) return;
  const columns = Object.entries(STAGED[kind]).map(([field, [column, type]]) => ({
    field,
    column,
    write: type === "text[]" ? listOf(field) : WRITERS[type]!,
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
  await copyIn(`COPY import_staged (line, made_at, ${names}) FROM STDIN`, text);
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

/** An array literal; flags are kept sorted. */
function listOf(field: string): Writer {
  return (value) => {
    const texts = field === "flags" ? [...(value as string[])].sort() : (value as string[]);
    const quoted = texts.map((text) => `"${text.replace(/["\\]/g, "\\$&")}"`);
    return escaped(`{${quoted.join(",")}}`);
  };
}
