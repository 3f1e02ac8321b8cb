import type { Store } from "../../data/store/store.ts";
import { havingImported } from "./imports.ts";

export interface KeptConflict {
  kind?: "changed_here" | "made_here" | "same_episode";
  table: "child" | "episode" | "interview" | "strategy_meeting";
  rowId: number;
  externalId?: string;
  ours?: Record<string, unknown>;
  file?: Record<string, unknown>;
  line?: number;
  detectedAt: Date;
}

/** Conflicts that an import of the council's files has found and kept; their ids. */
export async function havingConflicts(store: Store, ...kept: KeptConflict[]): Promise<number[]> {
  const at = kept[0]!.detectedAt;
  const runId = await havingImported(store, [{ madeAt: at }], { finishedAt: at, source: "council" });
  const ids: number[] = [];
  for (const [i, one] of kept.entries()) {
    const { kind = "changed_here", externalId = `X${i}`, ours = {}, file = {}, line = i + 2, ...rest } = one;
    const { id } = await store.db.importConflict.create({
      data: {
        ...{ ...rest, kind, externalId, line, runId, source: "council", madeAt: one.detectedAt },
        ours: ours as object,
        file: file as object,
        fileName: `${rest.table}s.csv`,
      },
    });
    ids.push(id);
  }
  return ids;
}
