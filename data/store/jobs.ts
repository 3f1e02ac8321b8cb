import PgBoss from "pg-boss";
import { QUEUES } from "./boss-schema.ts";
import type { SendJob, Store, Tx } from "./store.ts";

export { QUEUES };

/**
 * A worker of the job queue on this store. Its caller starts and stops it (`await boss.start()`,
 * `await boss.stop()`, before `store.close()`) and listens to its `error`. It creates nothing in the
 * database: migrate.ts has made its tables.
 */
export function createBoss(store: Store): PgBoss {
  return new PgBoss({ ...store.connection, max: 2, migrate: false });
}

/** Makes the statements only; every one of them runs on a transaction's connection. */
const writer = new PgBoss({ db: { executeSql: () => Promise.reject(new Error("no connection")) } });

/**
 * Puts a job in a queue (QUEUES) in the transaction of a write: rolled back with it, seen by workers
 * once it is committed. With `singletonKey`, on a queue of the policy `short`, a job of that key that
 * has not begun stands for the new one too. That job is locked until the write is committed: a worker
 * that took it sooner would read the state before the write, and nothing would send the state after.
 */
export const sendJob: SendJob = async (tx, queue, data, options = {}) => {
  for (;;) {
    const sent = await writer.send(queue, data, { ...options, db: { executeSql: runOn(tx) } });
    if (sent !== null || !options.singletonKey) return;
    const waiting = await tx.$queryRawUnsafe<unknown[]>(
      `SELECT id::text FROM pgboss.job
       WHERE name = $1 AND singleton_key = $2 AND state = 'created' FOR UPDATE`,
      queue,
      options.singletonKey,
    );
    if (waiting.length > 0) return;
    // it began between the two statements: a new one is free to go in
  }
};

function runOn(tx: Tx) {
  return async (text: string, values: unknown[]) => {
    // pg-boss leaves what is unset undefined; Prisma wants null
    const given = values.map((value) => (value === undefined ? null : plain(value)));
    return { rows: await tx.$queryRawUnsafe<unknown[]>(text, ...given) };
  };
}

function plain(value: unknown): unknown {
  return typeof value === "object" && value !== null ? JSON.stringify(value) : value;
}
