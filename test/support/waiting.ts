import type { Db } from "../../data/store/store.ts";

/** Until another session of the database waits for a lock of this transaction. */
export async function someoneWaits(tx: Db): Promise<void> {
  for (let waits = false; !waits; ) {
    const [row] = await tx.$queryRawUnsafe<{ waits: boolean }[]>(
      "SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY (pg_blocking_pids(pid))) AS waits",
    );
    waits = row!.waits;
  }
}
