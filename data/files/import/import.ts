import { gatherStatistics } from "../../casework/statistics.ts";
import type { Author, Writing } from "../../casework/write.ts";
import { write, writeWithin } from "../../casework/write.ts";
import type { Policy } from "../../policy.ts";
import { readMark } from "../../store/mark.ts";
import type { Store, Tx } from "../../store/store.ts";
import type { ExchangeKind } from "../kinds.ts";
import type { OpenedFile } from "../read-types.ts";
import { NotReal } from "./errors.ts";
import { type FileOutcome, LONGEST, type Source, type Steps } from "./import-file.ts";
import { importOne } from "./import-one.ts";
import { asTheOnlyImport } from "./one-at-a-time.ts";
import { PACE, type Pace, type ReadAhead } from "./parts.ts";

export interface ImportOptions {
  /** the system that the files come from: their ids are its ids */
  source: string;
  policy: Pick<Policy, "timeZone" | "sameEpisodeHours">;
  clock: () => Date;
  /** when the files were made, where somebody says so */
  made?: Date;
  /** checks everything and stores nothing; the embedded store waits until it has ended */
  dryRun?: boolean;
  /** where rejects files go; else a folder `rejects` beside each file */
  rejects?: string;
  progress?: (file: OpenedFile | Source, at: Parameters<Steps["progress"]>[0]) => void;
}

/** One file's part of the summary. */
export interface ImportedFile extends FileOutcome {
  name: string;
  kind: string;
  madeAt: Date;
  madeFrom: "option" | "column" | "modified";
  /** where its rejected rows are; null: there are none */
  rejects: string | null;
}

/** A file to import, with the rows that it gives. */
export interface ToImport {
  file: OpenedFile;
  source: Source;
  /** the fields that the rows have */
  fields: ReadonlySet<string>;
  /** the system that its ids belong to, where that is another than the import's */
  ofSource?: string;
  /** its rows, where they are read before its turn */
  ahead?: ReadAhead;
}

export interface Run {
  mode: "exchange" | "ssda903";
  year?: string;
  /** everything that the work writes is moved over in one transaction, or nothing of it */
  whole?: boolean;
}

/** What the work of a run gets: it imports files one after another, in the store or in a dry run's transaction. */
export interface Importing {
  db: Store["db"] | Tx;
  copyIn?: Store["copyIn"];
  runId: number;
  now: Date;
  /** a dry run: everything is done and taken back */
  trial: boolean;
  writing: Steps["writing"];
  pace: Pace;
  /** `next`: the file that is read while the database stores this one */
  importOne: (one: ToImport, next?: ToImport) => Promise<ImportedFile>;
}

/**
 * Runs an import: refuses a demonstration store, keeps other imports out, and writes down its beginning
 * and its end. Each file is moved over whole or not at all; an import that was cut short is run again.
 *
 * @throws NotReal, AnotherImport, FileRefused
 */
export async function runImport<T>(
  store: Store,
  options: ImportOptions,
  run: Run,
  work: (importing: Importing) => Promise<T>,
): Promise<T> {
  const { kind } = await readMark(store.db);
  if (kind === "demonstration") throw new NotReal();
  const now = options.clock();
  return asTheOnlyImport(store, now, () =>
    options.dryRun ? dryRun(store, options, now, work) : realRun(store, options, run, now, work),
  );
}

/** The exchange files, in the order given (findFiles has put them in the import's). */
export function importExchange(
  store: Store,
  files: readonly OpenedFile[],
  options: ImportOptions,
): Promise<ImportedFile[]> {
  return runImport(store, options, { mode: "exchange" }, async ({ importOne }) => {
    const all = files.map((file): ToImport => {
      const source = { kind: file.kind as ExchangeKind, header: file.header, batches: file.batches };
      return { file, source, fields: file.fields };
    });
    const imported: ImportedFile[] = [];
    try {
      for (const [at, one] of all.entries()) imported.push(await importOne(one, all[at + 1]));
    } finally {
      for (const { ahead } of all) await ahead?.stop();
    }
    return imported;
  });
}

async function realRun<T>(
  store: Store,
  options: ImportOptions,
  { mode, year, whole }: Run,
  now: Date,
  work: (importing: Importing) => Promise<T>,
): Promise<T> {
  const { id } = await store.db.importRun.create({
    data: { startedAt: now, source: options.source, mode, year: year ?? null },
  });
  const going = (context: Omit<Importing, "importOne">) =>
    work({ ...context, importOne: (one, next) => importOne(one, context, options, next) });
  const writing: Steps["writing"] = (author, each) => write(store, author, each, { timeoutMs: LONGEST });
  const run = { runId: id, now, trial: false, pace: PACE[store.engine] };
  const result = whole
    ? await inOne(store, (each) => going({ ...run, ...each, pace: { ...run.pace, atOnce: 1 } }))
    : await going({ ...run, db: store.db, copyIn: store.copyIn, writing });
  await store.db.importRun.update({ where: { id }, data: { finishedAt: options.clock() } });
  return result;
}

/** Runs work whose writes are committed together. */
async function inOne<T>(
  store: Store,
  work: (each: Pick<Importing, "db" | "writing">) => Promise<T>,
): Promise<T> {
  const written: Record<string, { inserted: number }> = {};
  const result = await store.db.$transaction(
    (tx) =>
      work({
        db: tx,
        writing: async (author, each) => {
          const { result, tables } = await writeWithin(tx, author, each);
          for (const [table, { inserted }] of Object.entries(tables)) {
            written[table] = { inserted: inserted + (written[table]?.inserted ?? 0) };
          }
          return result;
        },
      }),
    { isolationLevel: "ReadCommitted", timeout: LONGEST },
  );
  await gatherStatistics(store, written);
  return result;
}

class TakenBack<T> extends Error {
  constructor(readonly result: T) {
    super("a dry run is taken back");
  }
}

/** Everything is done in one transaction, so that each file sees those before it, and taken back. */
async function dryRun<T>(
  store: Store,
  options: ImportOptions,
  now: Date,
  work: (importing: Importing) => Promise<T>,
): Promise<T> {
  try {
    return await store.db.$transaction(
      async (tx) => {
        const writing = async <R>(author: Author, each: (w: Writing) => Promise<R>) =>
          // nothing is sent of what is taken back
          (await writeWithin(tx, author, each, { sendJob: async () => {} })).result;
        const context = { db: tx, runId: 0, now, writing, trial: true, pace: { ahead: 0, atOnce: 1 } };
        throw new TakenBack(await work({ ...context, importOne: (one) => importOne(one, context, options) }));
      },
      { isolationLevel: "ReadCommitted", timeout: LONGEST },
    );
  } catch (error) {
    if (error instanceof TakenBack) return error.result as T;
    throw error;
  }
}
