import pg from "pg";

/** How to reach the store's database: a server's address, or the directory of the embedded one's socket. */
export type StoreConnection =
  | { connectionString: string }
  | { host: string; port: number; user: string; database: string };

/** Whatever the settings are otherwise: Prisma's driver adapter reads a timestamptz as if its offset were zero. */
const SESSION = "SET TIME ZONE 'UTC'";
/**
 * And on a server: to compile a figure's expressions takes longer than to work them out for a million rows,
 * and so does the start of further processes, of which many askers would have too many; pages lie in memory
 * or on a disk that reads any of them as fast as the next; a year's children are counted in memory, of which
 * a server gives 4 MB unless it is told otherwise.
 */
const SERVER_SESSION = `${SESSION}; SET jit = off; SET max_parallel_workers_per_gather = 0; SET random_page_cost = 1.1;
  SELECT set_config('work_mem', '32MB', false)
  WHERE pg_size_bytes(current_setting('work_mem')) < pg_size_bytes('32MB')`;

/**
 * On a server a statement that is kept is planned `anew` for each period, since a day and ten years want
 * different plans, or `once`: to plan a short one takes longer than to run it, and about a year wants the same.
 */
export type Planned = "anew" | "once";
const PLANS: Readonly<Record<Planned, string>> = { anew: "force_custom_plan", once: "force_generic_plan" };

/** Connections with the session settings that the code relies on. */
export function poolOf(
  connection: StoreConnection,
  { max, planned = "anew" }: { max: number; planned?: Planned },
): pg.Pool {
  const embedded = "host" in connection;
  const session = embedded ? SESSION : `${SERVER_SESSION}; SET plan_cache_mode = ${PLANS[planned]}`;
  const pool = new pg.Pool({
    ...connection,
    // the environment's PGSSLMODE is about servers
    ...(embedded ? { ssl: false } : {}),
    max,
    verify: (client: pg.PoolClient, done: (error?: Error) => void) => {
      client.query(session).then(
        () => done(),
        (error: Error) => done(error),
      );
    },
  } as pg.PoolConfig);
  // a connection that the server ends is replaced where it is idle, and fails its next statement where it is lent
  // or just being closed; unheard it would end the process
  pool.on("error", () => {});
  pool.on("connect", (client) => client.on("error", () => {}));
  return pool;
}

/** The connection of an embedded store, by the directory of its socket. */
export function embeddedConnection(socketDir: string): StoreConnection {
  return { host: socketDir, port: 5432, user: "postgres", database: "postgres" };
}
