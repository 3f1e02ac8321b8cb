import { expectImportsAgree } from "../../../support/imports-agree.ts";

describe("Files that are imported as they come", () => {
  it("store exactly the rows that the rules let pass, and tell of every other", async () => {
    await expectImportsAgree({ runs: 8, seed: 1 });
  });
});
