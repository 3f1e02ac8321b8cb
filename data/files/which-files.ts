import { readdir, realpath, stat } from "node:fs/promises";
import { basename, join } from "node:path";
import { IMPORT_ORDER } from "./kinds.ts";
import { openFile } from "./open-file.ts";
import type { OpenedFile } from "./read-types.ts";
import { FileRefused } from "./refused.ts";

export interface FoundFiles {
  /** in an import's order: placements, children, episodes, interviews, meetings, then the return's tables */
  files: OpenedFile[];
  refused: FileRefused[];
  /** what else a folder holds: paths that do not end in .csv */
  passedOver: string[];
}

/**
 * Opens what a person named: files, and of a folder every file ending in .csv (its own, by name; no folder in
 * it). Several files may be of one kind: they keep the order in which they were named. A file that is named
 * twice is opened once.
 */
export async function findFiles(
  paths: readonly string[],
  options: { timeZone: string },
): Promise<FoundFiles> {
  const found: FoundFiles = { files: [], refused: [], passedOver: [] };
  const seen = new Set<string>();
  for (const path of paths) {
    await orRefused(found, async () => {
      for (const file of await filesAt(path, found.passedOver)) {
        await orRefused(found, async () => {
          const real = await realpath(file).catch(() => file);
          if (seen.has(real)) return;
          seen.add(real);
          found.files.push(await openFile(file, options));
        });
      }
    });
  }
  found.files.sort((a, b) => IMPORT_ORDER.indexOf(a.kind) - IMPORT_ORDER.indexOf(b.kind));
  return found;
}

async function orRefused(found: FoundFiles, run: () => Promise<void>) {
  try {
    await run();
  } catch (error) {
    if (!(error instanceof FileRefused)) throw error;
    found.refused.push(error);
  }
}

async function filesAt(path: string, passedOver: string[]): Promise<string[]> {
  const isFolder = await stat(path).then(
    (it) => it.isDirectory(),
    () => false,
  );
  if (!isFolder) return [path];
  const entries = await readdir(path, { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
    const advice = "Let this account read it, or name the files themselves.";
    throw new FileRefused(
      "unreadable",
      path,
      `The folder ${path} could not be read (${error.code}). ${advice}`,
    );
  });
  const names = entries
    .filter((entry) => !entry.isDirectory() && !entry.name.startsWith("."))
    .map((entry) => entry.name)
    .sort((a, b) => a.localeCompare(b, "en-GB", { numeric: true }));
  const chosen = names.filter((name) => /\.csv$/i.test(name));
  if (chosen.length === 0) {
    const advice = "Name another folder, or the files themselves.";
    throw new FileRefused(
      "not_found",
      path,
      `The folder ${basename(path)} holds no file ending in .csv. ${advice}`,
    );
  }
  passedOver.push(...names.filter((name) => !chosen.includes(name)).map((name) => join(path, name)));
  return chosen.map((name) => join(path, name));
}
