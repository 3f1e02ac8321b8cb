import { expect } from "chai";
import fc from "fast-check";
import { defended, undefended } from "../../../data/files/formula.ts";

const cell = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.string({ unit: fc.constantFrom("'", "=", "+", "-", "@", "\t", "\r", "\n", " ", "a", "1") }),
);

describe("cells that a spreadsheet would take for formulas", () => {
  it("begin with an apostrophe in a file", () => {
    for (const formula of ["=1+1", "+44", "-3", "@SUM(A1)", "\tx", "\rx", "="]) {
      expect(defended(formula)).to.equal(`'${formula}`);
    }
  });

  it("leave every other cell as it is", () => {
    for (const plain of ["", "O'Brien", "'tis", "'", "''", "1-2", " =1", "MC-1042", "\n=1"]) {
      expect(defended(plain)).to.equal(plain);
      expect(undefended(plain)).to.equal(plain);
    }
  });

  it("are told from cells that begin with an apostrophe themselves", () => {
    expect(defended("'=1")).to.equal("''=1");
    expect(undefended("''=1")).to.equal("'=1");
  });

  it("are read as they stand where nobody defended them", () => {
    expect(undefended("-3")).to.equal("-3");
  });

  it("come back as they were, whatever they hold, and never begin dangerously in between", () => {
    fc.assert(
      fc.property(cell, (value) => {
        expect(undefended(defended(value))).to.equal(value);
        expect(defended(value)).to.not.match(/^[=+\-@\t\r]/);
      }),
      { numRuns: 1_000 },
    );
  });
});
