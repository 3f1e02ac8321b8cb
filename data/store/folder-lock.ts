import { randomUUID } from "node:crypto";
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Who has a store's folder open, and where it can be reached. */
export interface Holder {
  pid: number;
  /** when the process began, as its system tells; null where it does not. Pids are used again. */
  began: string | null;
  /** the clock's instant of opening, ISO; for the message only */
  since: string;
  as: "server" | "client";
  /** the directory of the Unix socket */
  socketDir: string;
  /** false until the schema is in place */
  ready: boolean;
}

const lockPath = (folder: string) => join(folder, "lock");

/** Null: nobody holds the folder. */
export function readLock(folder: string): Holder | null {
  try {
    return JSON.parse(readFileSync(lockPath(folder), "utf8")) as Holder;
  } catch {
    return null;
  }
}

/** False where somebody else was first. The file appears whole or not at all. */
export function takeLock(folder: string, holder: Holder): boolean {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const draft = writeDraft(folder, holder);
  try {
    linkSync(draft, lockPath(folder));
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

/** The holder says something new of itself. */
export function rewriteLock(folder: string, holder: Holder): void {
  renameSync(writeDraft(folder, holder), lockPath(folder));
}

/** Removes a lock that is this process's own. Synchronous: it also runs while the process exits. */
export function releaseLock(folder: string, holder: Holder): void {
  const found = readLock(folder);
  if (found && found.pid === holder.pid && found.socketDir === holder.socketDir) {
    rmSync(lockPath(folder), { force: true });
  }
}

/**
 * Removes the lock and the socket of a process that is dead. Another process may do the same at
 * the same time and take a new lock in between: the file is moved away first and looked at, and a
 * lock that turns out to be alive is put back.
 */
export function clearStaleLock(folder: string, stale: Holder): void {
  const aside = join(folder, `lock.${randomUUID()}`);
  try {
    renameSync(lockPath(folder), aside);
  } catch {
    return;
  }
  const moved = JSON.parse(readFileSync(aside, "utf8")) as Holder;
  if (moved.pid === stale.pid && moved.socketDir === stale.socketDir && moved.began === stale.began) {
    rmSync(join(stale.socketDir, ".s.PGSQL.5432"), { force: true });
    if (stale.socketDir !== folder) rmSync(stale.socketDir, { recursive: true, force: true });
  } else {
    linkSync(aside, lockPath(folder));
  }
  rmSync(aside, { force: true });
}

/** Whether the process that wrote the lock still runs. */
export function isAlive(holder: Holder): boolean {
  try {
    process.kill(holder.pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ESRCH") return false;
  }
  const began = beganOf(holder.pid);
  return began === null || holder.began === null || began === holder.began;
}

/**
 * When a process began, in its system's own units; null where the system does not tell. In a
 * container the bot often has the pid of the one that was killed before it.
 */
export function beganOf(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // the second field is the command in brackets and may hold spaces; the start is the 22nd
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? null;
  } catch {
    return null;
  }
}

function writeDraft(folder: string, holder: Holder): string {
  const draft = join(folder, `lock.${randomUUID()}`);
  writeFileSync(draft, JSON.stringify(holder), { mode: 0o600 });
  return draft;
}
