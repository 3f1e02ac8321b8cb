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
 * Ends a job that failed; it is tried again as its queue is set. `failure` is a word for the queue's
 * table. With `afterMs` it starts again after that time instead, and the try is not counted: whoever
 * named the time has not refused it.
 */
export async function failJob(
  store: Store,
  { queue, id }: { queue: string; id: string },
  failure: string,
  { afterMs = null }: { afterMs?: number | null } = {},
): Promise<void> {
  await store.db.$transaction(async (tx) => {
    const fail = () => writer.fail(queue, id, { failure }, { db: { executeSql: runOn(tx) } });
    if (afterMs === null) return fail();
    const [was] = await tx.$queryRawUnsafe<{ delay: number; backoff: boolean }[]>(
      `UPDATE pgboss.job AS job SET retry_delay = $3::int, retry_backoff = false, retry_limit = job.retry_limit + 1
       FROM pgboss.job AS was
       WHERE job.name = $1 AND job.id = $2::uuid AND was.name = job.name AND was.id = job.id
       RETURNING was.retry_delay AS delay, was.retry_backoff AS backoff`,
      queue,
      id,
      Math.ceil(afterMs / 1_000),
    );
    await fail();
    await tx.$executeRawUnsafe(
      "UPDATE pgboss.job SET retry_delay = $3::int, retry_backoff = $4::boolean WHERE name = $1 AND id = $2::uuid",
      queue,
      id,
      was?.delay ?? 0,
      was?.backoff ?? false,
    );
  });
}

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
