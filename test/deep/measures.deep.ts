import { expect } from "chai";
import { COMBINATIONS, FILTER_NAMES } from "../support/measure-questions.ts";
import { measuresAgree } from "../support/measures-agree.ts";
import { describeOnBothStores } from "../support/stores.ts";
import { deepOptions } from "./options.ts";

/** Random stores with twelve questions each, half of them on either engine. */
describeOnBothStores("The measures, at length", (open) => {
  it("say what a plain count over the same rows says", async function () {
    this.timeout(600_000);
    const { count = 500, seed } = deepOptions();
    const { combinations, filters } = await measuresAgree(open, count, seed);
    const least = Math.min(...combinations.values());
    console.log(
      `      ${count} stores; ${combinations.size} of ${COMBINATIONS.length} combinations of measure, ` +
        `grouping and comparison, each at least ${least} times; ${filters.size} filters`,
    );
    if (count * 12 < COMBINATIONS.length) return;
    expect(combinations.size, "combinations").to.equal(COMBINATIONS.length);
    expect([...filters.keys()]).to.include.members(FILTER_NAMES);
  });
});
