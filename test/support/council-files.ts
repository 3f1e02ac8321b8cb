import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openFile } from "../../data/files/open-file.ts";
import type { OpenedFile, ReadRow, RejectedRow } from "../../data/files/read-types.ts";
import type { Json } from "./json.ts";

/** Files as a council would hand them over, in a folder that is gone after the test. */
export class CouncilFolder {
  readonly path = mkdtempSync(join(tmpdir(), "homeward-files-"));

  write(name: string, content: string | Uint8Array): string {
    const path = join(this.path, name);
    writeFileSync(path, content);
    return path;
  }

  remove() {
    rmSync(this.path, { recursive: true, force: true });
  }
}

export interface WholeFile {
  opened: OpenedFile;
  read: number;
  rows: ReadRow<Json>[];
  rejected: RejectedRow[];
}

/** Opens a file and reads all of it. */
export async function readWhole(path: string, timeZone = "Europe/London"): Promise<WholeFile> {
  const opened = await openFile(path, { timeZone });
  const whole: WholeFile = { opened, read: 0, rows: [], rejected: [] };
  for await (const batch of opened.batches()) {
    whole.read += batch.read;
    whole.rows.push(...batch.rows);
    whole.rejected.push(...batch.rejected);
  }
  return whole;
}

/** Lines as a file, ended by CR LF as spreadsheets do. */
export function csv(...lines: string[]): string {
  return lines.map((line) => `${line}\r\n`).join("");
}
