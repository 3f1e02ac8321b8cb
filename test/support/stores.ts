import { createHash, randomUUID } from "node:crypto";
import {
  constants,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from "node:fs";
import { cp } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { migrate } from "../../data/store/migrate.ts";
import { openStore } from "../../data/store/open.ts";
import type { Store } from "../../data/store/store.ts";

/**
 * Empty, migrated stores for tests: copies of a template, and emptied again for the next test.
 *
 *     import { describeOnBothStores, freshStore } from "../support/stores.ts";
 *
 *     describeOnBothStores("A return that is logged", (open) => {
 *       it("ends the episode", async () => {
 *         const store = await open();       // closed and thrown away after this test
 *         ...
 *       });
 *     });
 *
 * The suite runs twice: on the embedded store, and on PostgreSQL (HOMEWARD_TEST_PG, else
 * postgres@127.0.0.1:5432), where each store is a database of its own. Where no server answers, the
 * second run is pending; with CI=true it fails. A store that is opened in `before` lives as long as
 * the suite, one that is opened in `beforeEach` or a test as long as the test; nobody needs to close
 * them, and `close` only hands them back. `freshStore()` is the embedded one alone.
 */
export function describeOnBothStores(title: string, suite: (open: () => Promise<Store>) => void): void {
  describe(`${title} (embedded)`, () => {
    closeAfterSuite();
    suite(freshStore);
  });
  // around it: where a suite is not run, the hooks of those inside are not either
  describe("On a server", () => {
    before(async function () {
      this.timeout(60_000);
      await requireServer(this);
    });
    describe(`${title} (PostgreSQL)`, () => {
      closeAfterSuite();
      suite(freshServerStore);
    });
  });
}

/** The instant that a test's store believes it is opened at. */
export const TEST_CLOCK = () => new Date("2019-07-30T13:00:00Z");
export const SERVER_URL = process.env.HOMEWARD_TEST_PG ?? "postgres://postgres@127.0.0.1:5432/postgres";

/** An empty embedded store in a folder of its own. */
export function freshStore(): Promise<Store> {
  return lend("embedded", async () => {
    const folder = await freshFolder();
    const store = await openStore({ dataDir: folder, as: "server", clock: TEST_CLOCK });
    return { store, end: () => store.close().then(() => rmSync(folder, { recursive: true, force: true })) };
  });
}

/** The folder of an empty, migrated embedded store that nobody has open; its caller removes it. */
export async function freshFolder(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "homeward-test-"));
  await cp(await embeddedTemplate(), folder, { recursive: true, mode: constants.COPYFILE_FICLONE });
  return folder;
}

/** An empty store in a database of its own on the test server. */
export function freshServerStore(): Promise<Store> {
  return lend("server", async () => {
    const databaseUrl = await freshDatabase(await serverTemplate());
    const store = await openStore({ databaseUrl, as: "server", clock: TEST_CLOCK });
    return { store, end: () => store.close().then(() => dropDatabase(databaseUrl)) };
  });
}

/** Makes an empty database, or a copy of one, on the test server; dropDatabase takes it away. */
export async function freshDatabase(template?: string): Promise<string> {
  const name = `homeward_test_${randomUUID().replaceAll("-", "")}`;
  await onServer(`CREATE DATABASE ${name}${template ? ` TEMPLATE ${template}` : ""}`);
  const url = new URL(SERVER_URL);
  url.pathname = `/${name}`;
  return url.href;
}

export async function dropDatabase(databaseUrl: string): Promise<void> {
  await onServer(`DROP DATABASE IF EXISTS ${new URL(databaseUrl).pathname.slice(1)} WITH (FORCE)`);
}

/** Runs one statement on the test server's own database. */
export async function onServer(sql: string): Promise<pg.QueryResult> {
  const client = new pg.Client({ connectionString: SERVER_URL });
  await client.connect();
  try {
    return await client.query(sql);
  } finally {
    await client.end();
  }
}

/** In a `before` hook: skips its suite where no PostgreSQL server answers; with CI=true fails it. */
export async function requireServer(context: Mocha.Context): Promise<void> {
  try {
    await onServer("SELECT 1");
  } catch (error) {
    if (process.env.CI === "true") throw error;
    console.log("      no PostgreSQL server answers (HOMEWARD_TEST_PG): not run");
    context.skip();
  }
}

let embedded: Promise<string> | undefined;
let server: Promise<string> | undefined;
let templateGone = async () => {};

/** Kept between runs in the system's temporary folder, by what it was made from: it takes seconds. */
function embeddedTemplate(): Promise<string> {
  embedded ??= (async () => {
    const home = join(tmpdir(), "homeward-test-templates");
    const template = join(home, templateKey());
    if (existsSync(template)) return template;
    mkdirSync(home, { recursive: true });
    const draft = mkdtempSync(join(home, "draft-"));
    const store = await openStore({ dataDir: draft, as: "server", clock: TEST_CLOCK });
    await store.close();
    try {
      renameSync(draft, template);
    } catch (error) {
      // another run was first
      if (!existsSync(template)) throw error;
      rmSync(draft, { recursive: true, force: true });
    }
    return template;
  })();
  return embedded;
}

function serverTemplate(): Promise<string> {
  server ??= (async () => {
    const url = await freshDatabase();
    await migrate({ connectionString: url }, { engine: "server" });
    templateGone = () => dropDatabase(url);
    return new URL(url).pathname.slice(1);
  })();
  return server;
}

function templateKey(): string {
  const hash = createHash("sha256");
  const migrations = "prisma/migrations";
  for (const name of readdirSync(migrations).sort()) {
    const sql = join(migrations, name, "migration.sql");
    if (existsSync(sql)) hash.update(name).update(readFileSync(sql));
  }
  hash.update(readFileSync("data/store/boss-schema.ts"));
  const require = createRequire(import.meta.url);
  for (const lib of ["pg-boss/package.json"]) hash.update(require(lib).version);
  hash.update(readFileSync("node_modules/@electric-sql/pglite/package.json"));
  return hash.digest("hex").slice(0, 16);
}

interface Lent {
  store: Store;
  /** really closes it and throws its data away */
  end(): Promise<void>;
}
type Engine = Store["engine"];
const idle: Record<Engine, Lent[]> = { embedded: [], server: [] };
let ofThisTest: (() => Promise<void>)[] | null = null;
const ofTheSuite: (() => Promise<void>)[] = [];

/** Opening costs a second, emptying some milliseconds: a store that a test has done with is used again. */
async function lend(engine: Engine, make: () => Promise<Lent>): Promise<Store> {
  const lent = idle[engine].pop() ?? (await make());
  let back: Promise<void> | undefined;
  const close = () => {
    back ??= lent.store.db.$executeRawUnsafe(EMPTY).then(() => {
      idle[engine].push(lent);
    });
    return back;
  };
  (ofThisTest ?? ofTheSuite).push(close);
  return { ...lent.store, close };
}

/**
 * As after the migration: no rows but those that it made, the references at their first number. Most
 * tests leave a few rows in a few tables, and to delete those is far cheaper than to truncate them all.
 */
const EMPTY = `DO $$
DECLARE
  name text;
  filled text[] := '{}';
  many boolean := false;
  found int;
BEGIN
  -- the append-only triggers and the references are asleep for this transaction
  SET LOCAL session_replication_role = replica;
  FOR name IN
    SELECT format('%I.%I', schemaname, tablename) FROM pg_tables
    WHERE (schemaname = 'public' AND tablename <> '_prisma_migrations')
       OR (schemaname = 'pgboss' AND tablename IN ('job', 'archive', 'schedule', 'subscription'))
  LOOP
    EXECUTE 'SELECT count(*) FROM (SELECT FROM ' || name || ' LIMIT 200) AS few' INTO found;
    IF found > 0 THEN filled := filled || name; END IF;
    many := many OR found = 200;
  END LOOP;
  IF many THEN
    EXECUTE 'TRUNCATE ' || array_to_string(filled, ', ') || ' CASCADE';
  ELSE
    FOREACH name IN ARRAY filled LOOP EXECUTE 'DELETE FROM ' || name; END LOOP;
  END IF;
  PERFORM setval(format('%I.%I', schemaname, sequencename)::regclass, start_value, false)
  FROM pg_sequences WHERE last_value IS NOT NULL;
  INSERT INTO store_revision (id) VALUES (1);
  INSERT INTO store_mark (id) VALUES (1);
END $$`;

async function closeAll(list: (() => Promise<void>)[]): Promise<void> {
  for (const close of list.splice(0)) await close();
}

function closeAfterSuite(): void {
  after(async function () {
    this.timeout(60_000);
    await closeAll(ofTheSuite);
  });
}

// root hooks: around every test of every file of a run that uses stores
beforeEach(() => {
  ofThisTest = [];
});
afterEach(async function () {
  this.timeout(60_000);
  const list = ofThisTest ?? [];
  ofThisTest = null;
  await closeAll(list);
});
after(async function () {
  this.timeout(60_000);
  await closeAll(ofTheSuite);
  for (const lent of [...idle.embedded.splice(0), ...idle.server.splice(0)]) await lent.end();
  await templateGone();
});
