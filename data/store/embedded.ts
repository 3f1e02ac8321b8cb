import { chmodSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { Worker } from "node:worker_threads";
import { StoreError } from "./errors.ts";
import {
  beganOf,
  clearStaleLock,
  type Holder,
  isAlive,
  readLock,
  releaseLock,
  rewriteLock,
  takeLock,
} from "./folder-lock.ts";
import { DATABASE, makeDatabase } from "./new-database.ts";
import type { FromWorker, ToWorker, WorkerInput } from "./pglite-worker.ts";

/** A folder's database, opened here (`held`) or by another process. */
export interface Folder {
  socketDir: string;
  held: boolean;
  /** held only: others may come in now */
  ready(): void;
  /** a command that holds the folder lets others that use it finish, unless it must end at once */
  close(atOnce: boolean): Promise<void>;
}

const SOCKET = ".s.PGSQL.5432";
/** the system's limit for the path of a Unix socket is 104 bytes or more everywhere */
const SOCKET_PATH_LIMIT = 100;
const POLL_MS = 25;
/** where bot/build.mjs has put the database's thread; unknown where TypeScript is loaded as it runs */
declare const BUILT_THREAD: string | undefined;
const THREAD = new URL(
  typeof BUILT_THREAD === "string" ? BUILT_THREAD : "./pglite-thread.mjs",
  import.meta.url,
);
/** folders that this very process holds: its own pid in a lock is otherwise a dead namesake's */
const heldHere = new Set<string>();

/**
 * Opens a store's folder, or finds who has it open. A server must be the holder; a client connects
 * to the holder's socket, and holds the folder itself where nobody does.
 *
 * @throws StoreError held_by_server (with the pid), cannot_open
 */
export async function openFolder(
  dataDir: string,
  as: "server" | "client",
  clock: () => Date,
): Promise<Folder> {
  const folder = resolve(dataDir);
  for (;;) {
    const holder = readLock(folder);
    if (holder && !lives(folder, holder)) {
      clearStaleLock(folder, holder);
    } else if (!holder) {
      const mine = newHolder(folder, as, clock());
      if (takeLock(folder, mine)) return hold(folder, mine);
      discardSocketDir(folder, mine);
    } else if (as === "server") {
      throw new StoreError("held_by_server", refusal(folder, holder));
    } else if (holder.ready) {
      return { socketDir: holder.socketDir, held: false, ready: () => {}, close: async () => {} };
    } else {
      // the holder is still bringing the schema in place
      await delay(POLL_MS);
    }
  }
}

function lives(folder: string, holder: Holder): boolean {
  return holder.pid === process.pid ? heldHere.has(folder) : isAlive(holder);
}

function refusal(folder: string, holder: Holder): string {
  return holder.as === "server"
    ? `Another Homeward (pid ${holder.pid}, since ${holder.since}) is serving ${folder}. Stop it first, or start this one on another folder with HOMEWARD_DATA=DIR.`
    : `A command (pid ${holder.pid}, since ${holder.since}) has ${folder} open. Start again when it has ended.`;
}

async function hold(folder: string, holder: Holder): Promise<Folder> {
  heldHere.add(folder);
  const release = () => {
    rmSync(join(holder.socketDir, SOCKET), { force: true });
    discardSocketDir(folder, holder);
    releaseLock(folder, holder);
    heldHere.delete(folder);
  };
  process.once("exit", release);
  let worker: Worker;
  try {
    await makeDatabase(folder);
    worker = await startWorker(folder, holder.socketDir);
  } catch (cause) {
    process.off("exit", release);
    release();
    throw new StoreError(
      "cannot_open",
      `The store in ${folder} does not open. If it is damaged, restore a copy or start an empty one with HOMEWARD_DATA=DIR.`,
      { cause },
    );
  }
  return {
    socketDir: holder.socketDir,
    held: true,
    ready: () => rewriteLock(folder, { ...holder, ready: true }),
    close: async (atOnce) => {
      await stopWorker(worker, holder.as === "client" && !atOnce);
      process.off("exit", release);
      release();
    },
  };
}

function startWorker(folder: string, socketDir: string): Promise<Worker> {
  const input: WorkerInput = { folder: join(folder, DATABASE), socketPath: join(socketDir, SOCKET) };
  rmSync(input.socketPath, { force: true });
  const worker = new Worker(THREAD, { workerData: input });
  return new Promise((resolve, reject) => {
    worker.once("error", reject);
    worker.once("message", (message: FromWorker) => {
      if (message.kind !== "ready") return reject(new Error("the database did not start"));
      worker.off("error", reject);
      // the clients see their connections end; the thread's own error must not end the process
      const warn = (what: string) => process.emitWarning(`the embedded database stopped: ${what}`);
      worker.on("error", (error) => warn(error.message));
      worker.on("message", (later: FromWorker) => {
        if (later.kind === "broken") warn(later.message);
      });
      resolve(worker);
    });
  });
}

function stopWorker(worker: Worker, drain: boolean): Promise<void> {
  return new Promise((resolve) => {
    // a thread that has ended by itself has no number any more
    if (worker.threadId === -1) return resolve();
    worker.once("exit", () => resolve());
    worker.postMessage({ kind: "close", drain } satisfies ToWorker);
  });
}

function newHolder(folder: string, as: "server" | "client", since: Date): Holder {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const fits = Buffer.byteLength(join(folder, SOCKET)) <= SOCKET_PATH_LIMIT;
  // mkdtemp makes the folder for this user only: whoever reaches the socket reads the store
  const socketDir = fits ? folder : mkdtempSync(join(tmpdir(), "homeward-"));
  chmodSync(socketDir, 0o700);
  return {
    pid: process.pid,
    began: beganOf(process.pid),
    since: since.toISOString(),
    as,
    socketDir,
    ready: false,
  };
}

function discardSocketDir(folder: string, holder: Holder): void {
  if (holder.socketDir !== folder) rmSync(holder.socketDir, { recursive: true, force: true });
}
