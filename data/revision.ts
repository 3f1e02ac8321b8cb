import { SOON } from "./store/soon.ts";
import type { Db, Store } from "./store/store.ts";

export interface Revisions {
  /** raised by every write */
  revision: bigint;
  /** raised by writes that touch what can be typed: names, references, council ids */
  names: bigint;
}

export async function revisions(db: Db): Promise<Revisions> {
  const [row] = await db.$queryRawUnsafe<Revisions[]>(
    "SELECT revision, names FROM store_revision WHERE id = 1",
  );
  return row ?? { revision: 0n, names: 0n };
}

/** The revision once the writes that are just being committed have come to their end; outside a transaction. */
export async function settledRevision(db: Store["db"]): Promise<bigint> {
  // only waited for: that it waited need not be on the disk
  const [row] = await db.$queryRawUnsafe<Pick<Revisions, "revision">[]>(
    `WITH ${SOON}
     SELECT revision FROM store_revision WHERE id = 1 AND (SELECT commit IS NOT NULL FROM soon)
     FOR SHARE OF store_revision`,
  );
  return row?.revision ?? 0n;
}

/** The store's revision: what an answer was read from. */
export async function revision(db: Db): Promise<bigint> {
  return (await revisions(db)).revision;
}
