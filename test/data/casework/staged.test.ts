import { describeOnBothStores } from "../../support/stores.ts";
import { expectBothWaysAgree } from "./both-ways.ts";

describeOnBothStores("A file's rows, stored at once or one by one", (open) => {
  it("leave the same store, its history included", async () => {
    await expectBothWaysAgree(open, { runs: 6, seed: 7 });
  });
});
