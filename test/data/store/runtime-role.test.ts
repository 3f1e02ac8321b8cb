import { expect } from "chai";
import type pg from "pg";
import { purgeFailedTexts } from "../../../data/failed-texts.ts";
import { createBoss, QUEUES, sendJob } from "../../../data/store/jobs.ts";
import { migrate } from "../../../data/store/migrate.ts";
import { openStore } from "../../../data/store/open.ts";
import { poolOf } from "../../../data/store/pool.ts";
import { dropDatabase, freshDatabase, onServer, requireServer, TEST_CLOCK } from "../../support/stores.ts";

describe("The role that a running service has", () => {
  let ownerUrl: string;
  let serviceUrl: string;
  let role: string;
  let service: pg.Pool;
  before(async function () {
    this.timeout(60_000);
    await requireServer(this);
    ownerUrl = await freshDatabase();
    role = `${new URL(ownerUrl).pathname.slice(1)}_runtime`;
    await onServer(`CREATE ROLE ${role} LOGIN`);
    const url = new URL(ownerUrl);
    url.username = role;
    serviceUrl = url.href;
    await migrate({ connectionString: ownerUrl }, { engine: "server", runtimeRole: role });
    service = poolOf({ connectionString: serviceUrl }, { max: 2 });
  });
  after(async () => {
    if (!service) return;
    await service.end();
    await dropDatabase(ownerUrl);
    await onServer(`DROP ROLE ${role}`);
  });

  for (const table of ["audit", "change"]) {
    for (const sql of [`UPDATE "${table}" SET id = 1`, `DELETE FROM "${table}"`, `TRUNCATE "${table}"`]) {
      it(`may not ${sql}`, async () => {
        expect(await refusal(service, sql)).to.equal(`permission denied for table ${table}`);
      });
    }
  }

  for (const sql of [
    "CREATE TABLE mine (id int)",
    "CREATE SCHEMA mine",
    "ALTER TABLE audit DISABLE TRIGGER audit_append_only",
    "DROP TRIGGER audit_append_only ON audit",
    "DELETE FROM child",
    "DELETE FROM episode",
    "UPDATE _prisma_migrations SET rolled_back_at = now()",
    "SET session_replication_role = replica",
  ]) {
    it(`may not ${sql}`, async () => {
      expect(await refusal(service, sql)).to.match(/permission denied|must be owner/);
    });
  }

  it("takes away what was not understood, once its days are over", async () => {
    const store = await openStore({ databaseUrl: serviceUrl, as: "server", clock: TEST_CLOCK });
    await store.db.$executeRawUnsafe("INSERT INTO failed_text VALUES ('2019-07-01', 'unused', 'figures', 1)");
    expect(await purgeFailedTexts(store.db, TEST_CLOCK(), 1)).to.equal(1);
    await store.close();
  });

  it("writes to the audit and the change log, and runs jobs", async () => {
    const store = await openStore({ databaseUrl: serviceUrl, as: "server", clock: TEST_CLOCK });
    const boss = createBoss(store);
    await boss.start();
    await boss.schedule(QUEUES.tick, "* * * * *");
    await store.db.$transaction(async (tx) => {
      const child = await tx.child.create({ data: { dateOfBirth: new Date("2006-05-01"), gender: "male" } });
      await tx.change.create({
        data: {
          table: "child",
          rowId: child.id,
          versionBefore: 0,
          versionAfter: 1,
          happenedAt: TEST_CLOCK(),
          recordedAt: TEST_CLOCK(),
        },
      });
      await tx.audit.create({ data: { at: TEST_CLOCK(), kind: "write", detail: {}, childIds: [child.id] } });
      await sendJob(tx, QUEUES.cardEdit, { cardId: 7 }, { singletonKey: "7" });
    });
    const [job] = await boss.fetch<{ cardId: number }>(QUEUES.cardEdit);
    expect(job!.data).to.deep.equal({ cardId: 7 });
    await boss.complete(QUEUES.cardEdit, job!.id);
    await boss.maintain();
    await boss.stop({ graceful: false });
    await store.close();
  });
});

async function refusal(pool: pg.Pool, sql: string): Promise<string> {
  return pool.query(sql).then(
    () => "it was allowed",
    (error: Error) => error.message,
  );
}
