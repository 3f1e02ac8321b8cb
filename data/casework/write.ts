import { QUEUES, sendJob } from "../store/jobs.ts";
import type { SendJob, Store, Tx } from "../store/store.ts";
import { gatherStatistics } from "./statistics.ts";

/** Who writes, and when it is written down. */
export interface Author {
  /** the person's id; null: an import or the demonstration */
  by: string | null;
  recordedAt: Date;
  activityId?: string | null;
  importRun?: number | null;
  /** for the audit row, where a person pressed or typed */
  role?: string | null;
  audience?: string | null;
  conversationId?: string | null;
}

/** One write under way: what the functions of this room take. */
export interface Writing {
  readonly tx: Tx;
  readonly author: Author;
  /** cards that show these episodes now show something old */
  touched(episodeIds: Iterable<number>): void;
  /** the children that the audit row names, by id */
  concerns(childIds: Iterable<number>): void;
  /** a name, reference or council id that can be typed has changed */
  namesChanged(): void;
  counted(table: string, what: "inserted" | "updated", rows?: number): void;
  /** more for the audit row (the verb, an import's file); an audit row is then written in any case */
  describe(detail: Record<string, unknown>): void;
}

export interface WriteOptions {
  /** longest that the transaction may take, ms; the store's own limit otherwise */
  timeoutMs?: number;
  /** tests watch what is queued */
  sendJob?: SendJob;
}

/** The audit row of a write names at most this many children; of a larger one it says how many. */
export const CHILDREN_IN_AUDIT = 1_000;

/**
 * The one way to write. Runs `work` in a transaction; with the commit come its change rows, one audit
 * row, the raised store revision and a `card-edit` job for every posted card that shows a touched
 * episode. A write that changes nothing raises nothing; one that throws leaves nothing.
 */
export async function write<T>(
  store: Store,
  author: Author,
  work: (w: Writing) => Promise<T>,
  options: WriteOptions = {},
): Promise<T> {
  const { result, tables } = await store.db.$transaction((tx) => writeWithin(tx, author, work, options), {
    isolationLevel: "ReadCommitted",
    ...(options.timeoutMs ? { timeout: options.timeoutMs } : {}),
  });
  await gatherStatistics(store, tables);
  return result;
}

/** A write in a transaction that its caller ends; what it wrote counts once that is committed. */
export async function writeWithin<T>(
  tx: Tx,
  author: Author,
  work: (w: Writing) => Promise<T>,
  options: Pick<WriteOptions, "sendJob"> = {},
) {
  const state = new State(tx, author);
  const result = await work(state);
  await state.finish(options.sendJob ?? sendJob);
  return { result, tables: state.tables };
}

class State implements Writing {
  readonly tables: Record<string, { inserted: number; updated: number }> = {};
  private readonly episodes = new Set<number>();
  private readonly children = new Set<number>();
  private detail: Record<string, unknown> | null = null;
  private names = false;

  constructor(
    readonly tx: Tx,
    readonly author: Author,
  ) {}

  touched(episodeIds: Iterable<number>): void {
    for (const id of episodeIds) this.episodes.add(id);
  }

  concerns(childIds: Iterable<number>): void {
    for (const id of childIds) this.children.add(id);
  }

  namesChanged(): void {
    this.names = true;
  }

  counted(table: string, what: "inserted" | "updated", rows = 1): void {
    if (rows === 0) return;
    this.tables[table] ??= { inserted: 0, updated: 0 };
    this.tables[table][what] += rows;
  }

  describe(detail: Record<string, unknown>): void {
    this.detail = { ...this.detail, ...detail };
  }

  /** Revision, audit and the cards to edit, in one statement; then one job a card. */
  async finish(send: SendJob): Promise<void> {
    const changed = Object.keys(this.tables).length > 0;
    if (!changed && this.detail === null) return;
    const all = [...this.children].sort((a, b) => a - b);
    const named = all.length <= CHILDREN_IN_AUDIT ? all : [];
    const detail = {
      ...this.detail,
      ...(changed ? { tables: this.tables } : {}),
      ...(all.length > named.length ? { children: all.length } : {}),
    };
    const author = this.author;
    const cards = await this.tx.$queryRawUnsafe<{ id: number }[]>(
      `WITH raised AS (
         INSERT INTO store_revision (id, revision, names) SELECT 1, 1, $1::int WHERE $2::boolean
         ON CONFLICT (id) DO UPDATE
         SET revision = store_revision.revision + 1, names = store_revision.names + $1::int
       ), noted AS (
         INSERT INTO audit (at, kind, person_id, role, audience, conversation_id, activity_id, child_ids, detail)
         VALUES ($3::timestamptz, 'write', $4, $5, $6, $7, $8, $9::int[], $10::jsonb)
       )
       SELECT id FROM posted_card WHERE gone_at IS NULL AND episode_ids && $11::int[] ORDER BY id`,
      this.names ? 1 : 0,
      changed,
      author.recordedAt.toISOString(),
      author.by,
      author.role ?? null,
      author.audience ?? null,
      author.conversationId ?? null,
      author.activityId ?? null,
      named,
      JSON.stringify(detail),
      [...this.episodes],
    );
    for (const card of cards) {
      await send(this.tx, QUEUES.cardEdit, { cardId: card.id }, { singletonKey: String(card.id) });
    }
  }
}
