import { type FileHandle, mkdir, open } from "node:fs/promises";
import { basename, dirname, extname, join } from "node:path";
import { csvLine } from "../export/csv.ts";
import { undefended } from "../formula.ts";
import type { OpenedFile, RejectedRow } from "../read-types.ts";

/** What a rejects file has behind the file's own columns. */
const TOLD = ["rejected_file", "rejected_line", "rejected_column", "rejected_value", "rejected_because"];

/** The rows hold children's data: for whoever imports, and nobody else on the machine. */
const PRIVATE_FILE = 0o600;
const PRIVATE_FOLDER = 0o700;

/**
 * Where the rows go that a file's import does not store: a file with the same columns, so that it can be
 * corrected and imported, and behind them where and why. It is made with its first row, in `folder`, else
 * in a folder `rejects` beside the file; its name bears the instant of the import, so that none is
 * written over.
 */
export class Rejects {
  path: string;
  readonly #header: readonly string[];
  #file: FileHandle | null = null;
  rows = 0;

  constructor(file: Pick<OpenedFile, "path" | "header">, at: Date, folder?: string) {
    const stem = basename(file.path, extname(file.path));
    const stamp = at.toISOString().replace(/[-:]|\.\d+/g, "");
    this.path = join(folder ?? join(dirname(file.path), "rejects"), `${stem}.rejected-${stamp}.csv`);
    this.#header = file.header;
  }

  async add(rejected: readonly RejectedRow[]): Promise<void> {
    if (rejected.length === 0) return;
    this.#file ??= await this.#begin();
    const width = this.#header.length;
    const lines = rejected.map(({ raw, inQuotes, file, line, column, value, message }) => {
      // what the reader takes for no part of a cell must not become one by being quoted here
      const own = (cell: string, at: number) => (inQuotes && !inQuotes(at) ? cell.trim() : cell);
      const cells = Array.from({ length: Math.max(width, raw.length) }, (_, i) =>
        undefended(own(raw[i] ?? "", i)),
      );
      // what has no column is kept as the value that was refused
      const beyond = cells.length > width ? csvLine(cells.splice(width)).trimEnd() : "";
      return csvLine([...cells, file, String(line), column ?? "", value ?? beyond, message]);
    });
    await this.#file.write(lines.join(""));
    this.rows += rejected.length;
  }

  async close(): Promise<void> {
    await this.#file?.sync();
    await this.#file?.close();
    this.#file = null;
  }

  async #begin(): Promise<FileHandle> {
    if (this.rows > 0) return open(this.path, "a", PRIVATE_FILE);
    await mkdir(dirname(this.path), { recursive: true, mode: PRIVATE_FOLDER });
    const first = this.path;
    for (let n = 2; ; n += 1) {
      try {
        const file = await open(this.path, "wx", PRIVATE_FILE);
        await file.write(csvLine([...this.#header, ...TOLD]));
        return file;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
        this.path = first.replace(/\.csv$/, `-${n}.csv`);
      }
    }
  }
}
