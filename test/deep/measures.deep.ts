import { measuresAgree } from "../support/measures-agree.ts";
import { describeOnBothStores } from "../support/stores.ts";
import { deepOptions } from "./options.ts";

/** Random stores with twelve questions each, half of them on either engine. */
describeOnBothStores("The measures, at length", (open) => {
  it("say what a plain count over the same rows says", async function () {
    this.timeout(600_000);
    const { count = 500, seed } = deepOptions();
    console.log(`      ${count} stores`);
    await measuresAgree(open, count, seed);
  });
});
