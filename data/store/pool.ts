import pg from "pg";

/** How to reach the store's database: a server's address, or the directory of the embedded one's socket. */
export type StoreConnection =
  | { connectionString: string }
  | { host: string; port: number; user: string; database: string };

/**
 * Whatever the server's own settings: Prisma's driver adapter reads a timestamptz as if its offset were zero,
 * and to compile a figure's expressions takes longer than to work them out for a million rows.
 */
const SESSION = "SET TIME ZONE 'UTC'; SET jit = off";

/** Connections with the session settings that the code relies on. */
export function poolOf(connection: StoreConnection, options: { max: number }): pg.Pool {
  const embedded = "host" in connection;
  const pool = new pg.Pool({
    ...connection,
    // the environment's PGSSLMODE is about servers
    ...(embedded ? { ssl: false } : {}),
    max: options.max,
    verify: (client: pg.PoolClient, done: (error?: Error) => void) => {
      client.query(SESSION).then(
        () => done(),
        (error: Error) => done(error),
      );
    },
  } as pg.PoolConfig);
  // an idle connection that the server ends is replaced at the next query; unheard it would end the process
  pool.on("error", () => {});
  return pool;
}

/** The connection of an embedded store, by the directory of its socket. */
export function embeddedConnection(socketDir: string): StoreConnection {
  return { host: socketDir, port: 5432, user: "postgres", database: "postgres" };
}
