import { rmSync } from "node:fs";
import { migrate } from "../../../../data/store/migrate.ts";
import { openStore } from "../../../../data/store/open.ts";
import type { StoreAt } from "../../../support/import-process.ts";
import {
  dropDatabase,
  freshDatabase,
  freshFolder,
  requireServer,
  TEST_CLOCK,
} from "../../../support/stores.ts";
import { folderOf } from "./importing.ts";
import { expectSurvived, LARGER } from "./killing.ts";

/** What the import says just before it is killed; at any moment: test/deep/import-kill.deep.ts. */
const MOMENTS = ["episodes reading", "episodes storing"];

describe("An import that is killed", function () {
  this.timeout(120_000);

  for (const moment of MOMENTS) {
    it(`at "${moment}" leaves each file whole or not at all, and is run again (embedded)`, async () => {
      const dataDir = await freshFolder();
      await survives({ dataDir }, moment);
      rmSync(dataDir, { recursive: true, force: true });
    });
  }

  it("beside the process that holds the store lets that one work on (embedded)", async () => {
    const dataDir = await freshFolder();
    const holder = await openStore({ dataDir, as: "server", clock: TEST_CLOCK });
    await survives({ dataDir }, "episodes storing");
    await holder.close();
    rmSync(dataDir, { recursive: true, force: true });
  });

  describe("on PostgreSQL", () => {
    before(async function () {
      await requireServer(this);
    });
    for (const moment of MOMENTS) {
      it(`at "${moment}" leaves each file whole or not at all, and is run again`, async () => {
        const databaseUrl = await freshDatabase();
        await migrate({ connectionString: databaseUrl }, { engine: "server" });
        await survives({ databaseUrl }, moment);
        await dropDatabase(databaseUrl);
      });
    }
  });
});

function survives(where: StoreAt, moment: string): Promise<void> {
  return expectSurvived(where, folderOf(LARGER), async (importer) => void (await importer.reached(moment)));
}
