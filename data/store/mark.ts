import type { Db, Tx } from "./store.ts";

/** What a store is, said once at its first data. */
export interface Mark {
  kind: "demonstration" | "real" | null;
  /** demonstration only: what it was generated from */
  seed: number | null;
  /** demonstration only: the last London day that was generated, `yyyy-mm-dd` */
  generatedTo: string | null;
}

export async function readMark(db: Db): Promise<Mark> {
  const row = await db.storeMark.findUniqueOrThrow({ where: { id: 1 } });
  return {
    kind: row.kind as Mark["kind"],
    seed: row.seed,
    generatedTo: row.generatedTo?.toISOString().slice(0, 10) ?? null,
  };
}

/** Says what the store is; fields that are not given stay. */
export async function setMark(tx: Tx, mark: Partial<Mark>): Promise<void> {
  const { generatedTo, ...rest } = mark;
  await tx.storeMark.update({
    where: { id: 1 },
    data: {
      ...rest,
      ...(generatedTo === undefined
        ? {}
        : { generatedTo: generatedTo && new Date(`${generatedTo}T00:00:00Z`) }),
    },
  });
}
