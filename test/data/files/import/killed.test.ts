import { openStore } from "../../../../data/store/open.ts";
import { freshStore, requireServer, TEST_CLOCK } from "../../../support/stores.ts";
import { expectSurvived, undisturbed, withEmptyStore } from "./killing.ts";

/** Just before it is killed; at any moment: test/deep/import-kill.deep.ts. */
const moment = "episodes storing";

describe("An import that is killed while it stores", () => {
  let whole: Awaited<ReturnType<typeof undisturbed>>;
  before(async () => {
    whole = await undisturbed(await freshStore());
  });

  it("leaves each file whole or not at all, and is run again (embedded)", async () => {
    await withEmptyStore("embedded", (where) =>
      expectSurvived(where, whole, async (importer) => void (await importer.reached(moment))),
    );
  });

  it("beside the process that holds the store lets that one work on (embedded)", async () => {
    await withEmptyStore("embedded", async (where) => {
      const holder = await openStore({ ...where, as: "server", clock: TEST_CLOCK });
      await expectSurvived(where, whole, async (importer) => void (await importer.reached(moment)));
      await holder.close();
    });
  });

  it("leaves each file whole or not at all, and is run again (PostgreSQL)", async function () {
    await requireServer(this);
    await withEmptyStore("server", (where) =>
      expectSurvived(where, whole, async (importer) => void (await importer.reached(moment))),
    );
  });
});
