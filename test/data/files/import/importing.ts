import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import {
  type ImportedFile,
  type ImportOptions,
  importExchange,
} from "../../../../data/files/import/import.ts";
import { findFiles } from "../../../../data/files/which-files.ts";
import { DEFAULT_POLICY } from "../../../../data/policy.ts";
import type { Store } from "../../../../data/store/store.ts";
import { hours, NOW } from "../../../support/builders.ts";

/** Files by name: header and rows. */
export type Files = Record<string, readonly string[]>;

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** A folder with these files, made an hour ago. */
export function folderOf(files: Files): string {
  const folder = mkdtempSync(join(tmpdir(), "homeward-import-"));
  folders.push(folder);
  for (const [name, lines] of Object.entries(files)) {
    writeFileSync(join(folder, `${name}.csv`), lines.map((line) => `${line}\n`).join(""));
    utimesSync(join(folder, `${name}.csv`), hours(-1), hours(-1));
  }
  return folder;
}

export interface Result {
  files: ImportedFile[];
  /** what the rejects files say */
  told: { file: string; line: string; column: string; value: string; message: string }[];
}

/** Imports files at NOW, as the council's nightly import does. */
export async function importing(
  store: Store,
  files: Files | string,
  options: Partial<ImportOptions> = {},
): Promise<Result> {
  const folder = typeof files === "string" ? files : folderOf(files);
  const { files: found, refused } = await findFiles([folder], { timeZone: DEFAULT_POLICY.timeZone });
  if (refused.length > 0) throw refused[0];
  const imported = await importExchange(store, found, {
    source: "council",
    policy: DEFAULT_POLICY,
    clock: () => NOW,
    ...options,
  });
  return { files: imported, told: toldIn(options.rejects ?? join(folder, "rejects")) };
}

/** The last columns of every rejects file. */
function toldIn(folder: string): Result["told"] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .sort()
    .flatMap((name) => parse(readFileSync(join(folder, name)), { columns: true }) as Record<string, string>[])
    .map((row) => ({
      file: row.rejected_file!,
      line: row.rejected_line!,
      column: row.rejected_column!,
      value: row.rejected_value!,
      message: row.rejected_because!,
    }));
}

/** stored, updated, unchanged, rejected, conflicts of each file, in their order. */
export function tally({ files }: Result): number[][] {
  return files.map(({ stored, updated, unchanged, rejected, conflicts }) => [
    stored,
    updated,
    unchanged,
    rejected,
    conflicts,
  ]);
}

export const CHILDREN = [
  "child_id,name,date_of_birth,gender,placement,team,worker,looked_after",
  "C1,Kit Marlow,2006-03-31,female,Elm House,North,Robin Hale,Y",
  "C2,Ash Reed,2007-01-01,male,,,,N",
];
export const PLACEMENTS = ["placement,placement_type,provider", "Elm House,council_care_home,The council"];
export const EPISODES = "episode_id,child_id,category,missing_from,returned_at,risk,agency";
export const COUNCIL: Files = {
  placements: PLACEMENTS,
  children: CHILDREN,
  episodes: [
    EPISODES,
    "E1,C1,missing,2019-05-01T10:00:00Z,2019-05-01T20:00:00Z,high,Police",
    "E2,C1,,2019-05-04T10:00:00Z,,,Police",
    "E3,C2,away,2019-05-02,2019-05-04,,",
  ],
  interviews: [
    "interview_id,episode_id,offered_at,outcome,completed_at,agency,interviewer",
    "I1,E1,2019-05-01T21:00:00Z,accepted,2019-05-02T09:00:00Z,Safe Return,Sam Reed",
  ],
  strategy_meetings: [
    "meeting_id,episode_id,planned_for,held_at,chair",
    "M1,E1;E2,2019-05-06T09:00:00Z,,Jo Vance",
  ],
};
