import { describeOnBothStores } from "../../support/stores.ts";
import { expectChangesReplay } from "./histories.ts";

describeOnBothStores("The change rows", (open) => {
  it("replayed give the present state of every row, version by version", async function () {
    this.timeout(180_000);
    await expectChangesReplay(await open(), { runs: 12 });
  });
});
