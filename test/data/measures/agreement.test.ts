import { measuresAgree } from "../../support/measures-agree.ts";
import { describeOnBothStores } from "../../support/stores.ts";

describeOnBothStores("The measures", (open) => {
  it("say what a plain count over the same rows says", async function () {
    this.timeout(120_000);
    await measuresAgree(open, 4);
  });
});
