import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { Prisma } from "../../../data/generated/client.ts";
import { QUEUES } from "../../../data/store/boss-schema.ts";
import { migrate } from "../../../data/store/migrate.ts";
import { openStore } from "../../../data/store/open.ts";
import { poolOf } from "../../../data/store/pool.ts";
import { schemaEngineVersion } from "../../../data/store/schema-engine.ts";
import {
  describeOnBothStores,
  dropDatabase,
  freshDatabase,
  onServer,
  requireServer,
  TEST_CLOCK,
} from "../../support/stores.ts";
import { until } from "../../support/waiting.ts";

const MIGRATIONS = readdirSync("prisma/migrations", { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name)
  .sort();
const manifest = (name: string) => JSON.parse(readFileSync(`node_modules/${name}/package.json`, "utf8"));

describe("Prisma's client, its driver adapter and its migration engine", () => {
  it("are one build", () => {
    const client = manifest("@prisma/client");
    const engine = manifest("@prisma/schema-engine-wasm").version;
    expect(engine).to.equal(client.devDependencies["@prisma/engines-version"]);
    expect(schemaEngineVersion()).to.equal(engine.split(".").at(-1));
    for (const part of ["adapter-pg", "driver-adapter-utils"]) {
      expect(manifest(`@prisma/${part}`).version, part).to.equal(client.version);
    }
  });
});

describeOnBothStores("The schema", (open) => {
  it("keeps a record of each migration, once", async () => {
    const store = await open();
    const rows = await store.db.$queryRaw<{ migration_name: string; finished: boolean }[]>`
      SELECT migration_name, finished_at IS NOT NULL AS finished FROM _prisma_migrations ORDER BY 1`;
    expect(rows).to.deep.equal(MIGRATIONS.map((name) => ({ migration_name: name, finished: true })));
  });

  it("has every table and column that the client reads", async () => {
    const { db } = await open();
    for (const model of Object.values(Prisma.ModelName)) {
      const name = (model[0]!.toLowerCase() + model.slice(1)) as Uncapitalize<Prisma.ModelName>;
      const table = db[name] as { findMany(): Promise<unknown[]> };
      const seeded = model === "StoreRevision" || model === "StoreMark" ? 1 : 0;
      expect(await table.findMany(), model).to.have.length(seeded);
    }
  });

  it("has the job queue's tables before any worker starts", async () => {
    const store = await open();
    const rows = await store.db.$queryRaw<{ name: string }[]>`SELECT name FROM pgboss.queue`;
    expect(rows.map((row) => row.name)).to.include.members(Object.values(QUEUES));
  });
});

describe("Migrating a PostgreSQL database", () => {
  let databaseUrl: string;
  before(async function () {
    await requireServer(this);
  });
  beforeEach(async () => {
    databaseUrl = await freshDatabase();
  });
  afterEach(() => dropDatabase(databaseUrl));

  it("happens once when two services start on an empty database at the same moment", async () => {
    const both = await Promise.all(
      [1, 2].map(() => openStore({ databaseUrl, as: "server", clock: TEST_CLOCK })),
    );
    const rows = await both[0]!.db.$queryRaw<{ count: bigint }[]>`SELECT count(*) FROM _prisma_migrations`;
    expect(rows[0]!.count).to.equal(BigInt(MIGRATIONS.length));
    for (const store of both) await store.close();
  });

  it("waits its turn while somebody else migrates, and makes nothing meanwhile", async () => {
    // the number is agreed between versions: one that had another would not wait for those before it
    const other = poolOf({ connectionString: databaseUrl }, { max: 1 });
    await other.query("SELECT pg_advisory_lock(7402119001)");
    let done = false;
    const migrating = migrate({ connectionString: databaseUrl }, { engine: "server" }).finally(() => {
      done = true;
    });
    try {
      const waits = () =>
        other.query(`SELECT count(*)::int AS n, to_regclass('_prisma_migrations') AS begun FROM pg_locks
                     WHERE locktype = 'advisory' AND NOT granted
                       AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`);
      const { rows } = await until(waits, ({ rows }) => done || rows[0].n > 0);
      expect(done, "it did not wait").to.equal(false);
      expect(rows[0]).to.deep.equal({ n: 1, begun: null });
    } finally {
      await other.query("SELECT pg_advisory_unlock(7402119001)");
      await other.end();
      await migrating.catch(() => {});
    }
    expect((await migrating).applied).to.deep.equal(MIGRATIONS);
  });

  it("is refused, and so is opening, where a newer version has been at work", async () => {
    await migrate({ connectionString: databaseUrl }, { engine: "server" });
    const pool = poolOf({ connectionString: databaseUrl }, { max: 1 });
    await pool.query(`INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count)
                      VALUES ('later', 'x', '9999_later', now(), 1)`);
    await pool.end();
    for (const attempt of [
      () => migrate({ connectionString: databaseUrl }, { engine: "server" }),
      () => openStore({ databaseUrl, as: "server", clock: TEST_CLOCK }),
    ]) {
      const error = await failureOf(attempt);
      expect(error).to.include({ code: "schema_newer" });
      expect(error.message).to.include("9999_later").and.to.include("Update this one");
    }
  });

  it("fails as a whole and leaves nothing behind where a migration is wrong", async () => {
    const folder = mkdtempSync(join(tmpdir(), "homeward-test-"));
    cpSync("prisma/migrations", folder, { recursive: true });
    mkdirSync(join(folder, "9998_wrong"));
    writeFileSync(
      join(folder, "9998_wrong", "migration.sql"),
      "CREATE TABLE half_done (id int); CREATE TABLE agency (id int);",
    );
    const error = await failureOf(() =>
      migrate({ connectionString: databaseUrl }, { engine: "server", folder }),
    );
    rmSync(folder, { recursive: true });
    expect(error).to.include({ code: "cannot_open" });
    expect((await migrate({ connectionString: databaseUrl }, { engine: "server" })).applied).to.deep.equal(
      [],
    );
    const pool = poolOf({ connectionString: databaseUrl }, { max: 1 });
    const { rows } = await pool.query(
      "SELECT to_regclass('half_done') AS half_done, to_regclass('child') AS child",
    );
    await pool.end();
    expect(rows).to.deep.equal([{ half_done: null, child: "child" }]);
  });

  it("is taken up again where the process was killed in the middle of it", async () => {
    const pool = poolOf({ connectionString: databaseUrl }, { max: 1 });
    await migrate({ connectionString: databaseUrl }, { engine: "server" });
    await pool.query(`DROP SCHEMA public CASCADE; CREATE SCHEMA public`);
    await migrateUntilTheScript(databaseUrl);
    const { applied } = await migrate({ connectionString: databaseUrl }, { engine: "server" });
    expect(applied).to.deep.equal(MIGRATIONS);
    await pool.end();
  });

  it("names a role for the service that the server does not have", async () => {
    const error = await failureOf(() =>
      migrate({ connectionString: databaseUrl }, { engine: "server", runtimeRole: "nobody_of_that_name" }),
    );
    expect(error).to.include({ code: "cannot_open" });
    expect(error.message).to.include("nobody_of_that_name").and.to.include("CREATE ROLE");
  });

  it("is left to the owner where the service's role may not do it", async () => {
    const role = `${new URL(databaseUrl).pathname.slice(1)}_runtime`;
    await onServer(`CREATE ROLE ${role} LOGIN`);
    const url = new URL(databaseUrl);
    url.username = role;
    try {
      const error = await failureOf(() =>
        openStore({ databaseUrl: url.href, as: "server", clock: TEST_CLOCK }),
      );
      expect(error).to.include({ code: "schema_behind" });
      expect(error.message).to.include("npm run migrate");

      const store = await openStore({
        databaseUrl: url.href,
        migrationUrl: databaseUrl,
        as: "server",
        clock: TEST_CLOCK,
      });
      expect(await store.db.episode.count()).to.equal(0);
      await store.close();
    } finally {
      await dropDatabase(databaseUrl);
      await onServer(`DROP ROLE ${role}`);
    }
  });
});

/** What a process leaves that is killed while the first script runs: the row that says it began. */
async function migrateUntilTheScript(databaseUrl: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "homeward-test-"));
  cpSync("prisma/migrations", folder, { recursive: true });
  writeFileSync(join(folder, "0001_init", "migration.sql"), "SELECT 1/0;");
  await failureOf(() => migrate({ connectionString: databaseUrl }, { engine: "server", folder }));
  rmSync(folder, { recursive: true });
}

async function failureOf(attempt: () => Promise<unknown>): Promise<Error> {
  return attempt().then(
    () => expect.fail("it was not refused"),
    (error: Error) => error,
  );
}
