import { expectImportsAgree } from "../support/imports-agree.ts";
import { deepOptions } from "./options.ts";

describe("Very many files that are imported as they come", () => {
  it("store exactly the rows that the rules let pass, and tell of every other", async function () {
    this.timeout(1_200_000);
    const { count = 2_000, seed } = deepOptions();
    console.log(`      ${count} files`);
    await expectImportsAgree({ runs: count, seed });
  });
});
