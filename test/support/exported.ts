import { readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runExport } from "../../data/files/export/run.ts";
import type { CollectionYear } from "../../data/files/returns/collection-year.ts";
import type { Store } from "../../data/store/store.ts";
import { NOW } from "./builders.ts";

/** The files of an export by name, as text. */
export type Files = Record<string, string>;

/** Exports a store to a folder of its own, which is gone afterwards. */
export async function exportedFrom(
  store: Store,
  what: { year?: CollectionYear; annexA?: boolean; now?: Date } = {},
) {
  const folder = await mkdtemp(join(tmpdir(), "homeward-export-"));
  try {
    const { year = null, annexA = false, now = NOW } = what;
    const result = await runExport(
      store,
      { folder, force: false, exchange: year === null && !annexA, year, annexA },
      { by: { personId: "operator", role: "data_officer", account: null }, now, timeZone: "Europe/London" },
    );
    const files: Files = Object.fromEntries(
      result.files.map(({ name }) => [name, readFileSync(join(folder, name), "utf8")]),
    );
    return { ...result, contents: files };
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Cells as RFC 4180 has them: written apart from the product, to read what that writes. */
export function csvRows(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = "";
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const char = text[i]!;
    if (quoted) {
      if (char !== '"') cell += char;
      else if (text[i + 1] === '"') cell += text[++i];
      else quoted = false;
    } else if (char === '"') quoted = true;
    else if (char === ",") {
      row.push(cell);
      cell = "";
    } else if (char === "\r" && text[i + 1] === "\n") {
      i++;
      rows.push([...row, cell]);
      row = [];
      cell = "";
    } else cell += char;
  }
  return rows;
}

/** The rows of a file by their columns' names. */
export function records(text: string): Record<string, string>[] {
  const [header = [], ...rows] = csvRows(text);
  return rows.map((cells) => Object.fromEntries(header.map((name, i) => [name, cells[i] ?? ""])));
}
