import { BENCH_NOW } from "./council-plan.ts";

/** A clock that stood at the benchmark's instant when the machine's showed `since` (ms), and runs on. */
export function clockSince(since: number): () => Date {
  return () => new Date(BENCH_NOW.getTime() + Date.now() - since);
}
