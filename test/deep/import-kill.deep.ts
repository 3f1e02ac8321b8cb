import { setTimeout as delay } from "node:timers/promises";
import { folderOf } from "../data/files/import/importing.ts";
import { expectSurvived, LARGER, undisturbed, withEmptyStore } from "../data/files/import/killing.ts";
import { ImportProcess, type StoreAt } from "../support/import-process.ts";
import { freshStore } from "../support/stores.ts";
import { deepOptions } from "./options.ts";

describe("Imports that are killed at any moment", function () {
  this.timeout(1_200_000);
  const { count = 20 } = deepOptions();

  let whole: Awaited<ReturnType<typeof undisturbed>>;
  before(async () => {
    whole = await undisturbed(await freshStore());
  });

  for (const engine of ["embedded", "server"] as const) {
    it(`leave each file whole or not at all, and are run again (${engine})`, async () => {
      let lasting = 0;
      await withEmptyStore(engine, async (where) => {
        lasting = await lengthOf(where);
      });
      console.log(`      ${count} kills, from the first to the last of ${Math.round(lasting)} ms`);
      for (let kill = 0; kill < count; kill += 1) {
        await withEmptyStore(engine, (where) =>
          expectSurvived(where, whole, async (importer) => {
            await importer.reached("open");
            await delay(((kill + 0.5) / count) * lasting);
          }),
        );
      }
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
