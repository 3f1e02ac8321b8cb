import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import pg from "pg";
import { schemaEngine } from "./schema-engine.ts";
import { WireServer } from "./wire-server.ts";

/**
 * Writes the SQL of a schema change as a new migration, without a database and without Prisma's
 * native engine:
 *
 *   npx tsx data/store/make-migration.ts 0002_what_changes
 *
 * It compares prisma/schema.prisma with the same file of the last commit (`--from FILE` names
 * another, `--from empty` starts from nothing), so run it before the schema change is committed. Read
 * what it wrote, add by hand what Prisma cannot state (checks, partial indexes, triggers), and commit
 * both together. A migration that has been released is never edited: the next one corrects it.
 */
async function makeMigration(name: string, from: string | undefined): Promise<string> {
  if (!/^\d{4}_[a-z0-9_]+$/.test(name)) throw new Error("A migration is named like 0002_what_changes.");
  const folder = join("prisma", "migrations", name);
  if (existsSync(folder)) throw new Error(`${folder} is there already.`);
  const after = readFileSync("prisma/schema.prisma", "utf8");
  const before = from
    ? from === "empty"
      ? null
      : readFileSync(from, "utf8")
    : execFileSync("git", ["show", "HEAD:prisma/schema.prisma"], { encoding: "utf8" });

  // the engine asks the database for its version, so it gets one that vanishes afterwards
  const socketDir = mkdtempSync(join(tmpdir(), "homeward-"));
  const database = await PGlite.create();
  const server = new WireServer(database, (error) => console.error(error));
  await server.listen(join(socketDir, ".s.PGSQL.5432"));
  const pool = new pg.Pool({ host: socketDir, port: 5432, user: "postgres", database: "postgres" });
  const engine = await schemaEngine(pool, after);
  const model = (content: string) => ({
    tag: "schemaDatamodel" as const,
    files: [{ path: "prisma/schema.prisma", content }],
  });
  const { stdout } = await engine.diff({
    from: before === null ? { tag: "empty" } : model(before),
    to: model(after),
    script: true,
    exitCode: null,
    filters: { externalTables: [], externalEnums: [] },
  });
  await pool.end();
  await server.close();
  await database.close();
  rmSync(socketDir, { recursive: true });
  const script = stdout ?? "";
  if (script.includes("This is an empty migration")) throw new Error("The schema has not changed.");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "migration.sql"), script);
  return folder;
}

const [name, flag, from] = process.argv.slice(2);
if (!name || (flag && flag !== "--from")) {
  console.error("npx tsx data/store/make-migration.ts NAME [--from FILE|empty]");
  process.exitCode = 2;
} else {
  console.log(await makeMigration(name, from));
}
