import type { Store } from "../../data/store/store.ts";

/** Resolves once a transaction on the store's database waits for another one's lock. */
export async function someoneWaits({ db }: Store): Promise<void> {
  for (let waiting = 0; waiting === 0; ) {
    const [row] = await db.$queryRaw<{ n: number }[]>`
      SELECT count(*)::int AS n FROM pg_stat_activity
      WHERE datname = current_database() AND wait_event_type = 'Lock'`;
    waiting = row!.n;
  }
}
