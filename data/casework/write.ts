import { QUEUES, sendJob } from "../store/jobs.ts";
import type { SendJob, Store, Tx } from "../store/store.ts";
import { postNewEpisodes } from "./new-episodes.ts";
import { gatherStatistics } from "./statistics.ts";
import type { TimeLimit } from "./time-limit.ts";

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
  /** new episodes: those that are open are posted where they are to be seen */
  began(episodeIds: Iterable<number>): void;
  /** the children that the audit row names, by id */
  concerns(childIds: Iterable<number>): void;
  /** a name, reference or council id that can be typed has changed */
  namesChanged(): void;
  counted(table: string, what: "inserted" | "updated", rows?: number): void;
  /** more for the audit row (the verb, an import's file); an audit row is then written in any case */
  describe(detail: Record<string, unknown>): void;
}

export interface WriteOptions {
  /** done within it or not at all */
  limit?: TimeLimit;
  /** longest that the transaction may take, ms; the store's own limit otherwise */
  timeoutMs?: number;
  /** tests watch what is queued */
  sendJob?: SendJob;
}

/** What happens to an episode's card within so many seconds becomes one edit and one note. */
export const GATHER_SECONDS = 5;

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
  const { limit, timeoutMs = limit?.ms } = options;
  const { result, tables } = await store.db.$transaction(
    async (tx) => {
      limit?.check();
      if (limit) await noStatementLongerThan(tx, limit.ms);
      const written = await writeWithin(tx, author, work, options);
      limit?.commits();
      return written;
    },
    {
      isolationLevel: "ReadCommitted",
      ...(limit ? { maxWait: limit.ms } : {}),
      ...(timeoutMs ? { timeout: timeoutMs } : {}),
    },
  );
  limit?.committed();
  await gatherStatistics(store, tables);
  return result;
}

/** A statement that waits for somebody's lock, or for a slow disk, ends by itself. */
async function noStatementLongerThan(tx: Tx, ms: number): Promise<void> {
  await tx.$executeRawUnsafe("SELECT set_config('statement_timeout', $1, true)", String(ms));
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
  private readonly fresh = new Set<number>();
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

  began(episodeIds: Iterable<number>): void {
    for (const id of episodeIds) this.fresh.add(id);
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

  /** Revision, audit and the cards to edit, in one statement; then the jobs. */
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
    const cards = await this.tx.$queryRawUnsafe<{ id: number; told: boolean }[]>(
      `WITH raised AS (
         INSERT INTO store_revision (id, revision, names) SELECT 1, 1, $1::int WHERE $2::boolean
         ON CONFLICT (id) DO UPDATE
         SET revision = store_revision.revision + 1, names = store_revision.names + $1::int
       ), noted AS (
         INSERT INTO audit (at, kind, person_id, role, audience, conversation_id, activity_id, child_ids, detail)
         VALUES ($3::timestamptz, 'write', $4, $5, $6, $7, $8, $9::int[], $10::jsonb)
       )
       SELECT id, told_at IS NOT NULL AS told FROM posted_card WHERE gone_at IS NULL AND episode_ids && $11::int[] ORDER BY id`,
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
    for (const { id, told } of cards) {
      const options = { singletonKey: String(id), ...(told ? { startAfter: GATHER_SECONDS } : {}) };
      await send(this.tx, QUEUES.cardEdit, { cardId: id }, options);
      if (told) await send(this.tx, QUEUES.episodeNote, { cardId: id }, options);
    }
    if (this.fresh.size > 0) await postNewEpisodes(this.tx, author, [...this.fresh], send);
  }
}
