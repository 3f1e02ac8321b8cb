import { rulesAgree } from "../support/rules-agree.ts";
import { deepOptions } from "./options.ts";

describe("The rules of the statutory return, on many random returns", () => {
  it("flag what a plain comparison of each row with every other flags", function () {
    this.timeout(600_000);
    const { count = 100_000, seed } = deepOptions();
    rulesAgree(count, seed);
  });
});
