import { rulesAgree } from "../../../support/rules-agree.ts";

describe("The rules of the return", () => {
  it("flag what a plain comparison of each row with every other flags", () => {
    rulesAgree(500);
  });
});
