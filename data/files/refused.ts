/** Why nothing of a file could be read. */
export type FileFault =
  | "not_found"
  | "unreadable"
  | "empty"
  | "not_csv"
  | "no_known_columns"
  | "column_twice"
  | "column_missing"
  | "header_damaged"
  | "changed_meanwhile";

/** A file that cannot be read at all. The message is a sentence that names the file and says what to do. */
export class FileRefused extends Error {
  constructor(
    readonly code: FileFault,
    readonly path: string,
    message: string,
  ) {
    super(message);
    this.name = "FileRefused";
  }
}
