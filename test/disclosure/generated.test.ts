import { expect } from "chai";
import fc from "fast-check";
import { cases, leaks } from "./generated.ts";

describe("any answer to any question, for anybody, anywhere", () => {
  it("holds nothing that tells who a child is whom the viewer may not name there", () => {
    fc.assert(
      fc.property(cases, (one) => {
        expect(leaks(one)).to.deep.equal([]);
      }),
      { numRuns: 400 },
    );
  });
});
