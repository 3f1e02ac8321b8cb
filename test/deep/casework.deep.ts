import { expectChangesReplay } from "../data/casework/histories.ts";
import { expectLegalHistories } from "../data/casework/legal-histories.ts";
import { freshServerStore } from "../support/stores.ts";
import { deepOptions } from "./options.ts";

describe("The change rows of many random histories", () => {
  it("replayed give the present state of every row, version by version", async function () {
    this.timeout(600_000);
    const { count = 300, seed } = deepOptions();
    await expectChangesReplay(await freshServerStore(), { runs: count, seed });
  });
});

describe("Many random presses, some of them at once", () => {
  it("leave histories that can have been", async function () {
    this.timeout(600_000);
    const { count = 300, seed } = deepOptions();
    await expectLegalHistories(await freshServerStore(), { runs: count, seed });
  });
});
