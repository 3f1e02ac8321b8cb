import { setTimeout as pause } from "node:timers/promises";
import { inspect } from "node:util";
import type { Db } from "../../data/store/store.ts";

/** Longer than any job of a test takes on a busy machine, and shorter than mocha waits, ms. */
const LONGEST = 40_000;

/**
 * Reads again and again until it is as wanted, and gives what it read. Ends by itself, and says what it
 * read last: mocha gives a test up without stopping it, and one that reads on keeps `npm test` from ending.
 */
export async function until<T>(
  read: () => Promise<T>,
  wanted: (read: T) => boolean,
  { longestMs = LONGEST, everyMs = 5 } = {},
): Promise<T> {
  const deadline = performance.now() + longestMs;
  for (;;) {
    const last = await read();
    if (wanted(last)) return last;
    if (performance.now() > deadline) throw new Error(`waited for something else than ${inspect(last)}`);
    await pause(everyMs);
  }
}

/** Until another session of the database waits for a lock of this transaction. */
export async function someoneWaits(tx: Db): Promise<void> {
  const blocked = () =>
    tx.$queryRawUnsafe<unknown[]>(
      "SELECT FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY (pg_blocking_pids(pid))",
    );
  await until(blocked, (rows) => rows.length > 0);
}
