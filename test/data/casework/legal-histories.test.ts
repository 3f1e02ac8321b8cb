import { describeOnBothStores } from "../../support/stores.ts";
import { expectLegalHistories } from "./legal-histories.ts";

describeOnBothStores("Whatever is pressed", (open) => {
  it("leaves a history that can have been", async function () {
    this.timeout(180_000);
    await expectLegalHistories(await open(), { runs: 12 });
  });
});
