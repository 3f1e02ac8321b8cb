import type { Db } from "./store/store.ts";

export interface Revisions {
  /** raised by every write */
  revision: bigint;
  /** raised by writes that touch what can be typed: names, references, council ids */
  names: bigint;
}

export async function revisions(db: Db): Promise<Revisions> {
  const [row] = await db.$queryRaw<Revisions[]>`SELECT revision, names FROM store_revision WHERE id = 1`;
  return row ?? { revision: 0n, names: 0n };
}

/** The revision once the writes that are just being committed have come to their end. */
export async function settledRevision(db: Db): Promise<bigint> {
  const [row] = await db.$queryRaw<Pick<Revisions, "revision">[]>`
    SELECT revision FROM store_revision WHERE id = 1 FOR SHARE`;
  return row?.revision ?? 0n;
}

/** The store's revision: what an answer was read from. */
export async function revision(db: Db): Promise<bigint> {
  return (await revisions(db)).revision;
}
