import { setImmediate as nextTurn } from "node:timers/promises";
import PgBoss from "pg-boss";
import { QUEUES } from "./boss-schema.ts";
import { poolOf } from "./pool.ts";
import type { SendJob, Store, Tx } from "./store.ts";

export { QUEUES };

/** Jobs whose process was killed wait for this, and for their queue's expiry; pg-boss's own is 120 s. */
const MAINTENANCE_SECONDS = 10;

/**
 * A worker of the job queue on this store. Its caller starts and stops it (`await boss.start()`,
 * `await boss.stop()`, before `store.close()`) and listens to its `error`. It creates nothing in the
 * database: migrate.ts has made its tables.
 */
export function createBoss(store: Store): PgBoss {
  return new StoreBoss(store);
}

/**
 * pg-boss on connections of ours. Its own pool forgets the statements that wait for a connection when
 * it ends: a worker that was about to look for jobs would never come to its end.
 */
class StoreBoss extends PgBoss {
  readonly #finish: () => Promise<void>;

  constructor(store: Store) {
    const pool = poolOf(store.connection, { max: 2 });
    const running = new Set<Promise<unknown>>();
    let ended = false;
    const executeSql = (text: string, values: unknown[]) => {
      // as pg-boss's own does: what comes later than the end is dropped
      if (ended) return undefined as never;
      const query = pool.query(text, values);
      running.add(query);
      const done = () => running.delete(query);
      query.then(done, done);
      return query;
    };
    super({ db: { executeSql }, migrate: false, maintenanceIntervalSeconds: MAINTENANCE_SECONDS });
    this.#finish = async () => {
      while (running.size > 0) {
        await Promise.allSettled(running);
        // a worker that found a job just now gives it back by another statement
        await nextTurn();
      }
      if (ended) return;
      ended = true;
      await pool.end();
    };
  }

  override async stop(options?: PgBoss.StopOptions): Promise<void> {
    await super.stop(options);
    await this.#finish();
  }
}

/** Makes the statements only; every one of them runs on a transaction's connection. */
const writer = new PgBoss({ db: { executeSql: () => Promise.reject(new Error("no connection")) } });

/**
 * Puts a job in a queue (QUEUES) in the transaction of a write: rolled back with it, seen by workers
 * once it is committed. With `singletonKey`, on a queue of the policy `short`, a job of that key that
 * has not begun stands for the new one too: before it reads, it waits for the writes that are just
 * being committed (settledRevision). It is not locked here: writes that follow each other closely
 * would keep it from every worker for as long as they do.
 */
export const sendJob: SendJob = async (tx, queue, data, options = {}) => {
  await writer.send(queue, data, { ...options, db: { executeSql: runOn(tx) } });
};

/**
 * Says when a job that is about to fail is tried again: as its queue is set or, with `afterMs`, after
 * that time, and the try is not counted: whoever named the time has not refused it. The handler then
 * throws JobFailed, and nothing but pg-boss ends the job: what returned after it had failed a job by
 * itself would have it completed, and by then another worker may be at its next try.
 */
export async function setNextTry(
  store: Store,
  { queue, id }: { queue: string; id: string },
  afterMs: number | null = null,
): Promise<void> {
  await store.db.$executeRawUnsafe(
    `UPDATE pgboss.job AS job
     SET retry_delay = coalesce($3::int, queue.retry_delay, 0),
         retry_backoff = $3::int IS NULL AND coalesce(queue.retry_backoff, false),
         retry_limit = job.retry_limit + ($3::int IS NOT NULL)::int
     FROM pgboss.queue WHERE job.name = $1 AND job.id = $2::uuid AND queue.name = job.name`,
    queue,
    id,
    afterMs === null ? null : Math.ceil(afterMs / 1_000),
  );
}

/** What a handler throws; its message, one word, reaches the queue's table, where no data may be quoted. */
export class JobFailed extends Error {}

function runOn(tx: Tx) {
  return async (text: string, values: unknown[]) => {
    // pg-boss leaves what is unset undefined; Prisma wants null
    const given = values.map((value) => (value === undefined ? null : plain(value)));
    return { rows: await tx.$queryRawUnsafe<unknown[]>(text, ...given) };
  };
}

function plain(value: unknown): unknown {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? JSON.stringify(value) : value;
}
