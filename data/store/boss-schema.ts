import { createRequire } from "node:module";
import type pg from "pg";
import PgBoss from "pg-boss";
import type { StoreConnection } from "./pool.ts";

/**
 * The job queues, by what is sent. `card-edit` is keyed by the card: of jobs that have not begun,
 * pg-boss's policy `short` keeps one a key, so that many changes become one edit.
 */
export const QUEUES = {
  cardEdit: "card-edit",
  weeklySend: "weekly-send",
  ownChat: "own-chat",
  receiptNote: "receipt-note",
  episodePost: "episode-post",
  episodeNote: "episode-note",
  tick: "tick",
} as const;
export type QueueName = (typeof QUEUES)[keyof typeof QUEUES];

const SETTINGS: Record<QueueName, Omit<PgBoss.Queue, "name">> = {
  // an edit may be sent twice: as soon as no try can last any longer, it is taken to be lost with its process
  "card-edit": { policy: "short", retryLimit: 8, retryDelay: 2, retryBackoff: true, expireInSeconds: 40 },
  "weekly-send": {
    policy: "standard",
    retryLimit: 8,
    retryDelay: 5,
    retryBackoff: true,
    expireInSeconds: 300,
  },
  "own-chat": { policy: "standard", retryLimit: 8, retryDelay: 2, retryBackoff: true, expireInSeconds: 120 },
  "receipt-note": {
    policy: "standard",
    retryLimit: 8,
    retryDelay: 2,
    retryBackoff: true,
    expireInSeconds: 120,
  },
  // somebody has to hear of a missing child: for hours, and soon
  "episode-post": { policy: "standard", retryLimit: 1_440, retryDelay: 10, expireInSeconds: 40 },
  "episode-note": { policy: "short", retryLimit: 480, retryDelay: 30, expireInSeconds: 40 },
  tick: { policy: "short", retryLimit: 0, expireInSeconds: 300 },
};
/** pg-boss's own queue, which its clock makes at its first start: here, where the owner is at work */
const CLOCK_QUEUE = "__pgboss__send-it";

const { schema: BOSS_SCHEMA } = createRequire(import.meta.url)("pg-boss/version.json") as { schema: number };

/** Makes or updates pg-boss's tables and the queues; needs the right to create. */
export async function installJobs(connection: StoreConnection): Promise<void> {
  const boss = new PgBoss({ ...connection, max: 1, supervise: false, schedule: false, migrate: true });
  await boss.start();
  try {
    for (const [name, settings] of Object.entries(SETTINGS))
      await boss.createQueue(name, { name, ...settings });
    await boss.createQueue(CLOCK_QUEUE, { name: CLOCK_QUEUE, policy: "standard" });
  } finally {
    await boss.stop({ graceful: false });
  }
}

/** Whether installJobs of this version has run. */
export async function jobsInstalled(pool: pg.Pool): Promise<boolean> {
  const found = await pool.query("SELECT to_regclass('pgboss.version') IS NOT NULL AS there");
  if (!found.rows[0].there) return false;
  const { rows } = await pool.query(
    `SELECT (SELECT version FROM pgboss.version) = $1
        AND (SELECT count(*) FROM pgboss.queue WHERE name = ANY ($2)) = $3 AS current`,
    [BOSS_SCHEMA, [...Object.keys(SETTINGS), CLOCK_QUEUE], Object.keys(SETTINGS).length + 1],
  );
  return rows[0].current;
}
