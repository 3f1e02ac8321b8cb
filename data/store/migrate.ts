import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type pg from "pg";
import { installJobs, jobsInstalled } from "./boss-schema.ts";
import { StoreError } from "./errors.ts";
import { grantsFor } from "./grants.ts";
import { poolOf, type StoreConnection } from "./pool.ts";
import { schemaEngine } from "./schema-engine.ts";

const PRISMA = fileURLToPath(new URL("../../prisma/", import.meta.url));
/** any fixed number: everybody who migrates a Homeward store waits for the same lock */
const MIGRATION_LOCK = 7_402_119_001;

export type SchemaState = "current" | "behind";

/**
 * Compares the migrations in the database with those of this code.
 *
 * @throws StoreError schema_newer where the database has one that this code does not know
 */
export async function schemaState(pool: pg.Pool, folder = migrationsFolder()): Promise<SchemaState> {
  const applied = await appliedMigrations(pool);
  const known = migrationNames(folder);
  const unknown = applied.filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    throw new StoreError(
      "schema_newer",
      `The store has been opened by a newer Homeward (it has ${unknown.join(", ")}). Update this one.`,
    );
  }
  const complete = known.every((name) => applied.includes(name));
  return complete && (await jobsInstalled(pool)) ? "current" : "behind";
}

/**
 * Brings the schema up to this code: Prisma's migrations (kept in `_prisma_migrations`, as
 * `prisma migrate deploy` would), then the job queue's tables and queues, so that the running
 * service needs no right to create anything. On a server several processes may do this at once: they
 * take turns by an advisory lock on a connection of its own.
 *
 * @param runtimeRole an existing role that gets exactly the rights that a running service needs
 * @throws StoreError schema_newer; cannot_open where a migration fails
 */
export async function migrate(
  connection: StoreConnection,
  options: { engine: "embedded" | "server"; runtimeRole?: string; folder?: string },
): Promise<{ applied: string[] }> {
  const pool = poolOf(connection, { max: 2 });
  try {
    if (options.engine === "embedded") return await migrateIn(pool, connection, options);
    const lock = await pool.connect().catch((cause) => {
      throw new StoreError(
        "cannot_open",
        "The database does not answer. Check its address and that it runs.",
        {
          cause,
        },
      );
    });
    try {
      await lock.query("SELECT pg_advisory_lock($1)", [MIGRATION_LOCK]);
      return await migrateIn(pool, connection, options);
    } finally {
      await lock.query("SELECT pg_advisory_unlock($1)", [MIGRATION_LOCK]).catch(() => {});
      lock.release();
    }
  } finally {
    await pool.end();
  }
}

async function migrateIn(
  pool: pg.Pool,
  connection: StoreConnection,
  { runtimeRole, folder = migrationsFolder() }: { runtimeRole?: string; folder?: string },
): Promise<{ applied: string[] }> {
  let applied: string[] = [];
  if ((await schemaState(pool, folder)) === "behind") {
    applied = await applyMigrations(pool, folder);
    await installJobs(connection);
  }
  if (runtimeRole) await grant(pool, runtimeRole);
  return { applied };
}

async function grant(pool: pg.Pool, role: string): Promise<void> {
  const { rowCount } = await pool.query("SELECT FROM pg_roles WHERE rolname = $1", [role]);
  if (rowCount === 0) {
    throw new StoreError(
      "cannot_open",
      `The server has no role ${role}. Whoever runs it makes one (CREATE ROLE … LOGIN PASSWORD …); then migrate again.`,
    );
  }
  await pool.query(grantsFor(role));
}

async function applyMigrations(pool: pg.Pool, folder: string): Promise<string[]> {
  try {
    const engine = await schemaEngine(pool, readFileSync(join(PRISMA, "schema.prisma"), "utf8"));
    // a script runs whole or not at all, so one that was cut short (a killed process) is simply run again
    for (const migrationName of await migrationsWhere(
      pool,
      "finished_at IS NULL AND rolled_back_at IS NULL",
    )) {
      await engine.markMigrationRolledBack({ migrationName });
    }
    const { appliedMigrationNames } = await engine.applyMigrations({
      migrationsList: {
        baseDir: folder,
        lockfile: {
          path: "migration_lock.toml",
          content: readFileSync(join(folder, "migration_lock.toml"), "utf8"),
        },
        shadowDbInitScript: "",
        migrationDirectories: migrationNames(folder).map((path) => ({
          path,
          migrationFile: {
            path: "migration.sql",
            content: { tag: "ok", value: readFileSync(join(folder, path, "migration.sql"), "utf8") },
          },
        })),
      },
      filters: { externalTables: [], externalEnums: [] },
    });
    return appliedMigrationNames;
  } catch (cause) {
    throw new StoreError("cannot_open", "A migration of the store failed; nothing of it was kept.", {
      cause,
    });
  }
}

function appliedMigrations(pool: pg.Pool): Promise<string[]> {
  return migrationsWhere(pool, "finished_at IS NOT NULL AND rolled_back_at IS NULL");
}

/** None where the table is not there yet. */
async function migrationsWhere(pool: pg.Pool, condition: string): Promise<string[]> {
  const found = await pool.query("SELECT to_regclass('public._prisma_migrations') IS NOT NULL AS there");
  if (!found.rows[0].there) return [];
  const { rows } = await pool.query<{ migration_name: string }>(
    `SELECT migration_name FROM _prisma_migrations WHERE ${condition}`,
  );
  return rows.map((row) => row.migration_name);
}

function migrationsFolder(): string {
  return join(PRISMA, "migrations");
}

function migrationNames(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}
