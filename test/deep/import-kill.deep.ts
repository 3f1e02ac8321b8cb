import { rmSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";
import fc from "fast-check";
import { migrate } from "../../data/store/migrate.ts";
import { folderOf } from "../data/files/import/importing.ts";
import { expectSurvived, LARGER } from "../data/files/import/killing.ts";
import { ImportProcess, type StoreAt } from "../support/import-process.ts";
import { dropDatabase, freshDatabase, freshFolder } from "../support/stores.ts";
import { deepOptions } from "./options.ts";

describe("Imports that are killed at any moment", function () {
  this.timeout(600_000);
  const { count = 20, seed } = deepOptions();

  for (const [title, make, drop] of [
    ["embedded", embedded, ({ dataDir }: { dataDir: string }) => rmSync(dataDir, { recursive: true })],
    ["on PostgreSQL", onServer, ({ databaseUrl }: { databaseUrl: string }) => dropDatabase(databaseUrl)],
  ] as const) {
    it(`leave each file whole or not at all, and are run again (${title})`, async () => {
      const first = await make();
      const lasting = await lengthOf(first);
      await drop(first as never);
      console.log(`      ${count} of ${Math.round(lasting)} ms`);
      await fc.assert(
        fc.asyncProperty(fc.double({ min: 0, max: 1, noNaN: true }), async (moment) => {
          const where = await make();
          await expectSurvived(where, folderOf(LARGER), async (importer) => {
            await importer.reached("open");
            await delay(moment * lasting);
          });
          await drop(where as never);
        }),
        { numRuns: count, endOnFailure: true, ...(seed === undefined ? {} : { seed }) },
      );
    });
  }
});

/** ms from the opened store to the end of an undisturbed import. */
async function lengthOf(where: StoreAt): Promise<number> {
  const importer = new ImportProcess(where, folderOf(LARGER));
  await importer.reached("open");
  const begun = performance.now();
  await importer.reached("done");
  const lasting = performance.now() - begun;
  await importer.kill();
  return lasting;
}

async function embedded() {
  return { dataDir: await freshFolder() };
}

async function onServer() {
  const databaseUrl = await freshDatabase();
  await migrate({ connectionString: databaseUrl }, { engine: "server" });
  return { databaseUrl };
}
