import { readFileSync } from "node:fs";
import type pg from "pg";

/**
 * Milliseconds of CPU that the server's processes for a database have had, counted from the first call; 0 where
 * the server is on another machine or the system does not tell. Processes that have ended still count.
 */
export function serverCpu(client: pg.Client, database: string): () => Promise<number> {
  const seen = new Map<number, number>();
  return async () => {
    const { rows } = await client.query("SELECT pid FROM pg_stat_activity WHERE datname = $1", [database]);
    for (const { pid } of rows) seen.set(pid, cpuOf(pid) ?? seen.get(pid) ?? 0);
    return [...seen.values()].reduce((sum, ms) => sum + ms, 0);
  };
}

/** Time on a processor, which Linux counts in nanoseconds. */
function cpuOf(pid: number): number | null {
  try {
    return Number(readFileSync(`/proc/${pid}/schedstat`, "utf8").split(" ")[0]) / 1e6;
  } catch {
    return null;
  }
}
