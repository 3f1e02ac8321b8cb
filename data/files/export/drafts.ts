import { randomUUID } from "node:crypto";
import { access, mkdir, open, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { csvLine } from "./csv.ts";

/** Nothing was exported; the message says why and what to do. It holds paths and no data. */
export class ExportRefused extends Error {
  override name = "ExportRefused";
}

/** Writes one file of the export; resolves with the number of its rows. */
export type WriteFile = (
  name: string,
  header: readonly string[],
  batches: AsyncIterable<readonly (readonly string[])[]>,
) => Promise<number>;

/** What is exported holds children's data: for the person who exports, and nobody else on the machine. */
const PRIVATE_FILE = 0o600;
const PRIVATE_FOLDER = 0o700;

/**
 * Writes files into a folder, all of them or none: each grows under a temporary name (`.name.….part`),
 * and only when all are whole and on the disk do they get their own names. UTF-8 without a byte-order
 * mark. The folder is made where there is none. Files of these names that are there already are left as
 * they are, and nothing is exported, unless `force` says that they are to be replaced.
 *
 * @throws ExportRefused where the folder cannot be written to or holds such files
 */
export async function writeTogether<T>(
  folder: string,
  names: readonly string[],
  { force }: { force: boolean },
  work: (write: WriteFile) => Promise<T>,
): Promise<T> {
  await prepare(folder, names, force);
  const drafts = new Map<string, string>();
  try {
    const result = await work(async (name, header, batches) => {
      const draft = join(folder, `.${name}.${randomUUID()}.part`);
      drafts.set(name, draft);
      return writeDraft(draft, header, batches);
    });
    for (const [name, draft] of drafts) {
      await rename(draft, join(folder, name));
      drafts.delete(name);
    }
    return result;
  } catch (error) {
    for (const draft of drafts.values()) await rm(draft, { force: true });
    throw diskRefused(error, folder);
  }
}

/**
 * Writes one file that is whole already, in the same way.
 * @throws ExportRefused where the folder cannot be written to or holds such a file
 */
export async function writeOne(
  folder: string,
  name: string,
  bytes: Uint8Array,
  { force }: { force: boolean },
): Promise<void> {
  await prepare(folder, [name], force);
  const draft = join(folder, `.${name}.${randomUUID()}.part`);
  try {
    await writeFile(draft, bytes, { flag: "wx", mode: PRIVATE_FILE, flush: true });
    await rename(draft, join(folder, name));
  } catch (error) {
    await rm(draft, { force: true });
    throw diskRefused(error, folder);
  }
}

async function prepare(folder: string, names: readonly string[], force: boolean): Promise<void> {
  try {
    await mkdir(folder, { recursive: true, mode: PRIVATE_FOLDER });
  } catch (error) {
    throw diskRefused(error, folder);
  }
  if (force) return;
  const there: string[] = [];
  for (const name of names) if (await exists(join(folder, name))) there.push(name);
  if (there.length === 0) return;
  throw new ExportRefused(
    `${folder} holds ${there.join(", ")} already, and nothing was exported. Name another folder, or add --force to replace ${there.length === 1 ? "it" : "them"}.`,
  );
}

async function writeDraft(path: string, header: readonly string[], batches: Parameters<WriteFile>[2]) {
  const file = await open(path, "wx", PRIVATE_FILE);
  try {
    await file.write(csvLine(header));
    let rows = 0;
    for await (const batch of batches) {
      await file.write(batch.map(csvLine).join(""));
      rows += batch.length;
    }
    await file.sync();
    return rows;
  } finally {
    await file.close();
  }
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

const ON_DISK: Readonly<Record<string, string>> = {
  EACCES: "may not be written to. Check its permissions, or name another folder.",
  EPERM: "may not be written to. Check its permissions, or name another folder.",
  EROFS: "is on a disk that cannot be written to. Name another folder.",
  EEXIST: "is a file. Name a folder.",
  ENOTDIR: "lies below a file. Name a folder.",
  EISDIR: "holds a folder that has the name of a file of the export. Name another folder.",
  ENOSPC: "is on a disk that is full. Make room, or name another folder.",
};

function diskRefused(error: unknown, folder: string): unknown {
  const code = (error as { code?: unknown } | null)?.code;
  const why = typeof code === "string" ? ON_DISK[code] : undefined;
  return why ? new ExportRefused(`${folder} ${why} Nothing was exported.`, { cause: error }) : error;
}
