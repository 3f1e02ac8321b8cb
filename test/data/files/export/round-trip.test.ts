import { describeOnBothStores } from "../../../support/stores.ts";
import { expectRoundTrips } from "./round-trips.ts";

describeOnBothStores("Exchange files that were exported and imported into an empty store", (open) => {
  it("are exported from there byte for byte the same", async function () {
    this.timeout(180_000);
    await expectRoundTrips(open, 2);
  });
});
