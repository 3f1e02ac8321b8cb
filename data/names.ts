import { revisions } from "./revision.ts";
import type { Db, Store } from "./store/store.ts";
import type { Names } from "./vocabulary.ts";

export type { Names };

export interface NamesAt {
  /** the names revision that they were read at */
  revision: bigint;
  names: Names;
}

/** Every name with its revision, in one statement, so that the two belong together. */
export async function loadNames(db: Db): Promise<NamesAt> {
  const [row] = await db.$queryRaw<(Names & { revision: bigint | null })[]>`
    SELECT (SELECT names FROM store_revision WHERE id = 1) AS revision,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('id', id, 'reference', 'MC-' || number,
          'externalId', external_id, 'name', name) ORDER BY id), '[]') FROM child WHERE voided_at IS NULL) AS children,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('id', id, 'name', name, 'type', type,
          'providerId', provider_id) ORDER BY id), '[]') FROM placement) AS placements,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('id', id, 'name', name) ORDER BY id), '[]') FROM provider) AS providers,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('id', id, 'name', name) ORDER BY id), '[]') FROM team) AS teams,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('id', id, 'name', name) ORDER BY id), '[]') FROM worker) AS workers,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('id', id, 'name', name) ORDER BY id), '[]') FROM agency) AS agencies`;
  const { revision, ...names } = row!;
  return { revision: revision ?? 0n, names };
}

/**
 * The names of a process, read again only when their revision has moved: one small query a turn.
 * The same object is handed out until then, so that an index can be kept beside it.
 */
export class NamesCache {
  private held: NamesAt | null = null;
  private loading: Promise<NamesAt> | null = null;

  constructor(private readonly store: Store) {}

  /** The names as this process last read them; null: not yet. */
  latest(): NamesAt | null {
    return this.held;
  }

  /** The names as at the store's present revision; `known`: that revision, by who has just read it. */
  async current(known?: bigint): Promise<NamesAt> {
    const now = known ?? (await revisions(this.store.db)).names;
    if (this.held !== null && this.held.revision === now) return this.held;
    // Those who find the names old at the same time share one reading of them, if it is new enough.
    const shared = this.loading;
    if (shared !== null) {
      const loaded = await shared;
      if (loaded.revision >= now) return loaded;
    }
    this.loading = loadNames(this.store.db);
    try {
      this.held = await this.loading;
      return this.held;
    } finally {
      this.loading = null;
    }
  }
}
