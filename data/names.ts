import { revisions } from "./revision.ts";
import type { Db, Store } from "./store/store.ts";
import type { Names, WantedChildren } from "./vocabulary.ts";
import { readWantedChildren } from "./wanted-children.ts";

export type { Names };

export interface NamesAt {
  /** the names revision that they were read at */
  revision: bigint;
  /** places and people at work; the same object while none of them changes. Children are looked up */
  organisation: Names;
  /** every word of children's names and kind of their ids (table name_word): a set that only grows */
  childWords: ReadonlySet<string>;
}

/** What a process holds of the store's names, and what it reads on from. */
interface Held extends NamesAt {
  childWords: Set<string>;
  json: string;
  since: bigint;
}

/**
 * The names of a process, read again only when their revision has moved: one small query a turn. There may
 * be millions of children: of them it knows but the words of their names, and reads on where new ones came.
 */
export class NamesCache {
  private held: Held | null = null;
  private loading: Promise<Held> | null = null;

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
    this.loading = readOn(this.store.db, this.held);
    try {
      this.held = await this.loading;
      return this.held;
    } finally {
      this.loading = null;
    }
  }

  /** The children that a text may mean, as they stand now. */
  children(wanted: WantedChildren): Promise<Names["children"]> {
    return readWantedChildren(this.store.db, wanted);
  }
}

/**
 * The organisation's names with their revision and what words came since the last reading, in one statement,
 * so that they belong together. What was written by then in a transaction that was not yet at its end is
 * read again: words do not come in the order of their ids.
 */
async function readOn(db: Db, before: Held | null): Promise<Held> {
  const [row] = await db.$queryRaw<
    { revision: bigint | null; since: string; words: string[]; json: string }[]
  >`
    SELECT (SELECT names FROM store_revision WHERE id = 1) AS revision,
      pg_snapshot_xmin(pg_current_snapshot())::text AS since,
      (SELECT coalesce(jsonb_agg(word), '[]') FROM name_word WHERE written_in >= ${String(before?.since ?? 0n)}::bigint) AS words,
      jsonb_build_object(
        'placements', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', id, 'name', name, 'type', type,
            'providerId', provider_id) ORDER BY id), '[]') FROM placement),
        'providers', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', id, 'name', name) ORDER BY id), '[]') FROM provider),
        'teams', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', id, 'name', name) ORDER BY id), '[]') FROM team),
        'workers', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', id, 'name', name) ORDER BY id), '[]') FROM worker),
        'agencies', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', id, 'name', name) ORDER BY id), '[]') FROM agency)
      )::text AS json`;
  const { revision, since, words, json } = row!;
  const childWords = before?.childWords ?? new Set<string>();
  for (const word of words) childWords.add(word);
  const organisation: Names =
    before?.json === json ? before.organisation : { ...JSON.parse(json), children: [] };
  return { revision: revision ?? 0n, organisation, childWords, json, since: BigInt(since) };
}
