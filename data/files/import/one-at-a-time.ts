import { linkSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { beganOf, isAlive } from "../../store/folder-lock.ts";
import type { Store } from "../../store/store.ts";
import { AnotherImport } from "./errors.ts";

/** any fixed number: everybody who imports into a database asks for the same lock */
const IMPORT_LOCK = 7_402_119_002;
/** the server notices within moments that a client was killed; a statement of it may still run */
const TRIES = 240;
const BETWEEN_MS = 250;

/**
 * Runs work as the store's only import: the staging tables are for one at a time. On a server it is a lock
 * of the session; the embedded store has one session for everybody, and a file beside its socket says who
 * imports. Either is free again when its holder is killed.
 *
 * @param tries how often a server's lock is asked for, BETWEEN_MS apart, before another import is believed
 * @throws AnotherImport
 */
export async function asTheOnlyImport<T>(
  store: Store,
  now: Date,
  work: () => Promise<T>,
  { tries = TRIES } = {},
): Promise<T> {
  const release =
    "host" in store.connection ? takeFile(store.connection.host, now) : await takeLock(store, tries);
  try {
    return await work();
  } finally {
    await release();
  }
}

async function takeLock({ connection }: Store, tries: number): Promise<() => Promise<void>> {
  const client = new pg.Client(connection);
  // a server that goes away is told of by the statements of the import itself
  client.on("error", () => {});
  await client.connect();
  for (let tried = 1; ; tried += 1) {
    const { rows } = await client.query("SELECT pg_try_advisory_lock($1) AS taken", [IMPORT_LOCK]);
    if (rows[0].taken) return () => client.end();
    if (tried === tries) {
      await client.end();
      throw new AnotherImport("");
    }
    await new Promise((resolve) => setTimeout(resolve, BETWEEN_MS));
  }
}

interface Importing {
  pid: number;
  began: string | null;
  since: string;
}

function takeFile(folder: string, now: Date): () => Promise<void> {
  const path = join(folder, "import");
  const mine: Importing = { pid: process.pid, began: beganOf(process.pid), since: now.toISOString() };
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, JSON.stringify(mine), { mode: 0o600 });
  try {
    for (;;) {
      try {
        linkSync(draft, path);
        return async () => rmSync(path, { force: true });
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
      }
      const other = holderOf(path);
      if (other && isAlive(other)) throw new AnotherImport(` (pid ${other.pid}, since ${other.since})`);
      rmSync(path, { force: true });
    }
  } finally {
    rmSync(draft, { force: true });
  }
}

function holderOf(path: string) {
  try {
    const holder = JSON.parse(readFileSync(path, "utf8")) as Importing;
    return { ...holder, as: "client" as const, socketDir: "", ready: true };
  } catch {
    return null;
  }
}
