import { PrismaPg } from "@prisma/adapter-pg";
import type pg from "pg";
import { PrismaClient } from "../generated/client.ts";
import { copyInBy } from "./copy-in.ts";
import { openFolder } from "./embedded.ts";
import { StoreError } from "./errors.ts";
import { migrate, schemaState } from "./migrate.ts";
import { embeddedConnection, type Planned, poolOf, type StoreConnection } from "./pool.ts";
import { straightRaw } from "./raw.ts";
import { closeOnSignals } from "./signals.ts";
import type { Store } from "./store.ts";

export interface OpenOptions {
  /** the embedded store's folder; default HOMEWARD_DATA, else .homeward */
  dataDir?: string;
  /** a PostgreSQL server instead of the folder: the role that the service runs as */
  databaseUrl?: string;
  /** the owner of the server's schema; without it a service checks the schema, and migrates only where its own role may */
  migrationUrl?: string;
  /** a server serves the folder alone; clients (commands) join whoever has it open */
  as: "server" | "client";
  clock: () => Date;
}

/** Embedded, every query waits for its turn anyway: connections only keep clients from each other. */
const EMBEDDED_CONNECTIONS = 4;
const SERVER_CONNECTIONS = 10;
/** ms; a large file is one transaction, and embedded everybody else waits for it */
const TRANSACTION = { maxWait: 60_000, timeout: 15 * 60_000 };

/**
 * Opens the episode store: checks or migrates its schema, and gives a client. Close it to let go of
 * the folder; SIGINT, SIGTERM and the end of the process do so too.
 *
 * @throws StoreError with a message that says the next step
 */
export async function openStore(options: OpenOptions): Promise<Store> {
  return options.databaseUrl ? openServer(options, options.databaseUrl) : openEmbedded(options);
}

async function openEmbedded({ dataDir, as, clock }: OpenOptions): Promise<Store> {
  const folder = await openFolder(dataDir ?? process.env.HOMEWARD_DATA ?? ".homeward", as, clock);
  const connection = embeddedConnection(folder.socketDir);
  const pool = poolOf(connection, { max: EMBEDDED_CONNECTIONS });
  const closeAll = async () => {
    await pool.end();
    await folder.close(true);
  };
  try {
    if (folder.held) {
      await migrate(connection, { engine: "embedded" });
      folder.ready();
    } else if ((await schemaState(pool)) === "behind") {
      throw new StoreError(
        "schema_behind",
        "An older Homeward has the store open. Stop it; the next start brings the store up to date.",
      );
    }
  } catch (error) {
    await closeAll();
    throw unreachable(error);
  }
  return storeOn({ anew: pool, once: pool }, "embedded", connection, folder.close);
}

async function openServer(options: OpenOptions, databaseUrl: string): Promise<Store> {
  const connection = { connectionString: databaseUrl };
  const pool = poolOf(connection, { max: SERVER_CONNECTIONS });
  try {
    if ((await schemaState(pool)) === "behind") await bringUp(pool, options, databaseUrl);
  } catch (error) {
    await pool.end();
    throw unreachable(error);
  }
  const once = poolOf(connection, { max: SERVER_CONNECTIONS, planned: "once" });
  return storeOn({ anew: pool, once }, "server", connection, () => once.end());
}

async function bringUp(pool: pg.Pool, { migrationUrl }: OpenOptions, databaseUrl: string): Promise<void> {
  if (migrationUrl) {
    const runtimeRole = roleBeside(databaseUrl, migrationUrl);
    await migrate({ connectionString: migrationUrl }, { engine: "server", runtimeRole });
    return;
  }
  const { rows } = await pool.query(
    `SELECT has_schema_privilege('public', 'CREATE')
        AND has_database_privilege(current_database(), 'CREATE') AS owner`,
  );
  if (!rows[0].owner) {
    throw new StoreError(
      "schema_behind",
      "The database's schema is older than this Homeward, and its role may not change it. Run `npm run migrate` with DATABASE_MIGRATION_URL.",
    );
  }
  await migrate({ connectionString: databaseUrl }, { engine: "server" });
}

/** The service's role, where it is another than the owner. */
export function roleBeside(databaseUrl: string, migrationUrl: string): string | undefined {
  const role = decodeURIComponent(new URL(databaseUrl).username);
  return role && role !== decodeURIComponent(new URL(migrationUrl).username) ? role : undefined;
}

function storeOn(
  pools: Record<Planned, pg.Pool>,
  engine: Store["engine"],
  connection: StoreConnection,
  letGo: (atOnce: boolean) => Promise<void>,
): Store {
  const pool = pools.anew;
  const db = new PrismaClient({
    adapter: new PrismaPg(pool),
    transactionOptions: TRANSACTION,
    errorFormat: "minimal",
  });
  let closing: Promise<void> | undefined;
  const end = (atOnce: boolean) => {
    closing ??= (async () => {
      forget();
      await db.$disconnect();
      await pool.end();
      await letGo(atOnce);
    })();
    return closing;
  };
  const forget = closeOnSignals(() => end(true));
  return {
    db: straightRaw(db, pools, engine),
    engine,
    copyIn: copyInBy(pool),
    connection,
    close: () => end(false),
  };
}

function unreachable(error: unknown): unknown {
  if (error instanceof StoreError) return error;
  return new StoreError("cannot_open", "The database does not answer. Check DATABASE_URL and that it runs.", {
    cause: error,
  });
}
