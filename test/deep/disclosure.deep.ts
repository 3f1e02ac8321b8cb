import { expect } from "chai";
import fc from "fast-check";
import { cases, leaks } from "../disclosure/generated.ts";
import { deepOptions } from "./options.ts";

const { count = 50_000, seed } = deepOptions();

describe("disclosure, at length", () => {
  it("lets no child's name out, for any answer, viewer and audience", () => {
    fc.assert(
      fc.property(cases, (one) => {
        expect(leaks(one)).to.deep.equal([]);
      }),
      { numRuns: count, seed },
    );
  }).timeout(600_000);
});
