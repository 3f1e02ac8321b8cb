import type { Store } from "../../data/store/store.ts";

/** A file that an import took in; "episodes" made at 06:10 London on the day it was moved, unless said. */
export interface TakenIn {
  kind?: string;
  madeAt: Date;
  movedAt?: Date;
}

/** An import as the store keeps it, without the rows that it brought. */
export async function havingImported(
  store: Store,
  files: readonly TakenIn[],
  run: { source?: string; mode?: "exchange" | "ssda903"; finishedAt: Date | null },
): Promise<number> {
  const { source = "LCS", mode = "exchange", finishedAt } = run;
  const startedAt = finishedAt ?? files[0]?.madeAt ?? new Date(0);
  const { id } = await store.db.importRun.create({
    data: { source, mode, startedAt, finishedAt, year: mode === "ssda903" ? "2018/19" : null },
  });
  await store.db.importFile.createMany({
    data: files.map(({ kind = "episodes", madeAt, movedAt = startedAt }) => ({
      ...{ runId: id, kind, name: `${kind}.csv`, sha256: "0".repeat(64), madeAt, movedAt },
      ...{ madeFrom: "option", read: 1, stored: 1, updated: 0, unchanged: 0, rejected: 0, conflicts: 0 },
      reasons: {},
    })),
  });
  return id;
}
