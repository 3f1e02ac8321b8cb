import type { FileKind, RowOf } from "./kinds.ts";

/** A row that cannot be stored. The message says what is wrong and what to do, in whole sentences. */
export interface Rejection {
  /** the file's name without its folder */
  file: string;
  /** at which the row begins; the header is line 1 */
  line: number;
  /** null: the fault is the whole row's */
  column: string | null;
  /** the cell as it stands in the file, cut where it is very long */
  value: string | null;
  code: string;
  message: string;
}

/**
 * `raw`: the cells as they stand in the file, for the rejects file; `inQuotes`: which of them stood in
 * quotation marks, where the spaces at the ends of others mean nothing.
 */
export interface ReadRow<Row> {
  line: number;
  row: Row;
  raw: readonly string[];
  inQuotes?: ((cell: number) => boolean) | undefined;
}

export type RejectedRow = Rejection & Pick<ReadRow<unknown>, "raw" | "inQuotes">;

/** A few thousand rows: `read` = `rows` + `rejected`. */
export interface Batch<Row> {
  read: number;
  rows: ReadRow<Row>[];
  rejected: RejectedRow[];
}

/** A file whose header has been read and whose kind is known. */
export interface OpenedFile<Kind extends FileKind = FileKind> {
  path: string;
  /** without its folder */
  name: string;
  kind: Kind;
  /** `UTF-8`, `UTF-16LE`, `UTF-16BE` or `Windows-1252` */
  encoding: string;
  /** the columns' names in the file's order, unknown ones included */
  header: string[];
  /** the fields that its rows have; `extractedAt` is not among them */
  fields: ReadonlySet<string>;
  /** sentences about what was ignored */
  warnings: string[];
  /** it has a column `extracted_at`: its rows have `extractedAt` */
  extractedAt: boolean;
  /** its size */
  bytes: number;
  /** last written, by the file system */
  modifiedAt: Date;
  /**
   * The rows, in order, in batches; every call reads the file from its start. `onBytes` hears how many
   * bytes have been read so far. Throws FileRefused where the file can no longer be read.
   */
  batches(onBytes?: (bytes: number) => void): AsyncIterable<Batch<RowOf[Kind]>>;
}
