import { CaseworkError } from "../../casework/errors.ts";
import type { Author, Writing } from "../../casework/write.ts";
import type { Db } from "../../store/store.ts";
import type { ExchangeKind } from "../kinds.ts";
import type { OpenedFile, RejectedRow } from "../read-types.ts";
import type { FileImport, FoundConflict } from "./file-import.ts";
import { holdChanged } from "./held.ts";
import { judgeIdentity } from "./identity.ts";
import { judge } from "./judge.ts";
import { KINDS } from "./kinds.ts";
import { type Judged, messageOf } from "./messages.ts";
import { moveOver } from "./move.ts";
import { type Part, partsOf } from "./parts.ts";
import type { Rejects } from "./rejects.ts";
import { adoptReturned } from "./return-children.ts";
import { emptyStaging } from "./staging.ts";

/** Somebody else wrote what the rows had been judged by: the file is judged again, so often. */
const ATTEMPTS = 4;
/** Up to so many rows, looking each up in the stored ones is the best plan, and to order them costs nothing. */
const FEW = 2_000;
/** ms; a million rows in the embedded store take some minutes, and everybody else waits meanwhile */
export const LONGEST = 4 * 60 * 60_000;

/**
 * What became of a file's rows. Each row counts once, so that read = stored + updated + unchanged +
 * rejected + conflicts: a row counts under `conflicts` where a person must choose about any of its fields,
 * whatever became of the others; one that stands in the file twice is unchanged the second time.
 */
export interface Counts {
  read: number;
  stored: number;
  updated: number;
  unchanged: number;
  rejected: number;
  conflicts: number;
}

export interface FileOutcome extends Counts {
  /** when the latest of its rows was taken from the council's system, where the file says so */
  extractedAt: Date | null;
  /** code → rejected rows */
  reasons: Record<string, number>;
}

/** Rows of a file, from wherever they come: openFile gives them, and the statutory return. */
export type Source = Pick<OpenedFile, "batches" | "header"> & { kind: ExchangeKind };

export interface Steps {
  /** runs a write (data/casework/write.ts), or what a dry run puts in its place */
  writing: <T>(author: Author, work: (w: Writing) => Promise<T>) => Promise<T>;
  /** hears how far it is */
  progress: (at: { step: "reading" | "checking" | "storing"; rows: number; bytes: number }) => void;
  /** its rows, where they have been read before their turn */
  ahead?: AsyncIterable<Part> | undefined;
  /** parts that are staged side by side */
  atOnce: number;
  /** writes down what became of the file, with its rows */
  record: (w: Writing, outcome: FileOutcome) => Promise<void>;
}

/**
 * Imports one exchange file: stages its rows in batches, judges them beside the store, moves the good ones
 * over in one transaction, and writes the others to the rejects file. Killed at any moment it leaves the
 * store as it was before the file, or with all of its good rows.
 */
export async function importFile(
  source: Source,
  file: FileImport,
  rejects: Rejects,
  steps: Steps,
): Promise<FileOutcome> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await attemptFile(source, file, rejects, steps, attempt === 1);
    } catch (error) {
      if (attempt === ATTEMPTS || file.trial || !isMoved(error)) throw error;
    }
  }
}

async function attemptFile(
  source: Source,
  file: FileImport,
  rejects: Rejects,
  { writing, progress, record, ahead, atOnce }: Steps,
  first: boolean,
): Promise<FileOutcome> {
  await emptyStaging(file.db);
  const reasons: Record<string, number> = {};
  let read = 0;
  let bytes = 0;
  // the next part is read while the database takes those before it in
  const staging: Promise<void>[] = [];
  const failures: unknown[] = [];
  try {
    for await (const part of (first && ahead) || partsOf(source, file)) {
      read += part.read;
      bytes = part.bytes;
      for (const { code } of part.rejected) count(reasons, code);
      if (first) await rejects.add(part.rejected);
      if (staging.length >= atOnce) await staging.shift();
      if (failures.length > 0) break;
      staging.push(part.stage().catch((error: unknown) => void failures.push(error)));
      progress({ step: "reading", rows: read, bytes });
    }
  } finally {
    await Promise.all(staging);
  }
  if (failures.length > 0) throw failures[0];
  progress({ step: "checking", rows: read, bytes });
  if (read > FEW) await countImported(file.db, ["import_staged"]);
  const found = await planned(file, read, judgeRows);
  const judged = await judgedBy(file);
  const [latest] = await file.db.$queryRawUnsafe<{ at: Date | null }[]>(
    "SELECT max(made_at) AS at FROM import_staged",
  );
  for (const { code, rows } of judged) reasons[code] = (reasons[code] ?? 0) + rows;
  const rejected = Object.values(reasons).reduce((sum, rows) => sum + rows, 0);

  progress({ step: "storing", rows: read, bytes });
  const author: Author = { by: null, recordedAt: file.now, importRun: file.runId };
  const outcome = await writing(author, async (w) => {
    await tune(w.tx, read);
    const moved = await moveOver(w, { ...file, few: read <= FEW }, found);
    const { stored, updated, conflicts } = moved;
    const unchanged = read - stored - updated - conflicts - rejected;
    const result = {
      read,
      stored,
      updated,
      unchanged,
      rejected,
      conflicts,
      reasons,
      extractedAt: latest!.at,
    };
    await record(w, result);
    return result;
  });
  if (read > FEW && !file.trial && file.kind !== "placements") {
    await countImported(file.db, [KINDS[file.kind].table.name]);
  }
  if (judged.length > 0) await writeJudged(source, file, rejects);
  await emptyStaging(file.db);
  return outcome;
}

/** Judges the staged rows; gives what people must settle. */
async function judgeRows(file: FileImport) {
  await judge(file);
  if (file.kind === "children") await adoptReturned(file.db, file);
  const found = { conflicts: [] as FoundConflict[], agreed: [] as string[] };
  if (file.kind === "placements") return found;
  const held = await holdChanged({ ...file, kind: file.kind });
  found.conflicts.push(...held.conflicts);
  found.agreed.push(...held.agreed);
  if (file.kind === "episodes") found.conflicts.push(...(await judgeIdentity({ ...file, kind: "episodes" })));
  return found;
}

/** Runs work in a transaction of its own, with the planner told what it cannot know of the staging tables. */
async function planned<T>(
  file: FileImport,
  rows: number,
  work: (file: FileImport) => Promise<T>,
): Promise<T> {
  if (!("$transaction" in file.db)) {
    await tune(file.db, rows);
    return work(file);
  }
  return file.db.$transaction(
    async (tx) => {
      await tune(tx, rows);
      return work({ ...file, db: tx });
    },
    { timeout: LONGEST },
  );
}

/**
 * What the planner cannot know of rows that have just been written: how many there are. With many, a loop
 * over rows that were believed to be few would never end; two processes are worth their start.
 */
async function tune(tx: Db, rows: number): Promise<void> {
  await tx.$executeRawUnsafe("SET LOCAL jit = off");
  await tx.$executeRawUnsafe("SET LOCAL work_mem = '64MB'");
  // whatever a session does without: here nobody else waits
  await tx.$executeRawUnsafe("SET LOCAL max_parallel_workers_per_gather TO DEFAULT");
  await tx.$executeRawUnsafe("SET LOCAL parallel_tuple_cost = 0.01");
  await tx.$executeRawUnsafe(`SET LOCAL enable_nestloop = ${rows > FEW ? "off" : "on"}`);
}

async function countImported(db: Db, tables: readonly string[]): Promise<void> {
  await db.$executeRawUnsafe("SELECT count_imported($1::text[])", tables);
}

async function judgedBy({ db }: FileImport): Promise<{ code: string; rows: number }[]> {
  return db.$queryRawUnsafe(
    `SELECT code, count(*)::int AS rows FROM import_judged WHERE verdict = 'rejected' GROUP BY 1 ORDER BY 1`,
  );
}

/** The file is read once more for the cells of the rows that the store refused: they are few. */
async function writeJudged(source: Source, file: FileImport, rejects: Rejects): Promise<void> {
  for await (const { rows } of source.batches()) {
    if (rows.length === 0) continue;
    const judged = await file.db.$queryRawUnsafe<Judged[]>(
      `SELECT line, code, "column", value, other FROM import_judged
       WHERE verdict = 'rejected' AND line BETWEEN $1::int AND $2::int`,
      rows[0]!.line,
      rows.at(-1)!.line,
    );
    if (judged.length === 0) continue;
    const byLine = new Map(judged.map((one) => [one.line, one]));
    await rejects.add(
      rows.flatMap(({ line, raw, inQuotes }): RejectedRow[] => {
        const one = byLine.get(line);
        if (!one) return [];
        const { code, column } = one;
        const message = messageOf(file.kind, one);
        const value = raw[source.header.indexOf(column)] ?? one.value;
        return [{ file: file.name, line, column, value, code, message, raw, inQuotes }];
      }),
    );
  }
}

/** The store has changed under the file: a version, or what a unique index or a check arbitrates. */
function isMoved(error: unknown): boolean {
  if (error instanceof CaseworkError) return error.code === "changed_meanwhile";
  const text = String((error as Error)?.message);
  return /23505|23514|40P01|duplicate key|violates check constraint|deadlock/.test(text);
}

function count(reasons: Record<string, number>, code: string): void {
  reasons[code] = (reasons[code] ?? 0) + 1;
}
