import { expect } from "chai";
import { flagged, header, missing } from "../../../support/return-rows.ts";

describe("Rule INT04: whoever is missing is in Header", () => {
  it("fails each row of a child who is not, whatever the case of the id", () => {
    const Missing = [missing(), missing({ CHILD: "B2" }), missing({ CHILD: "a1" }), missing({ CHILD: "" })];
    expect(flagged("INT04", { Missing, Header: [header(), header({ CHILD: "" })] })).to.eql([1, 3]);
    expect(flagged("INT04", { Missing, Header: [] })).to.eql([0, 1, 2, 3]);
  });
});

describe("Rule INT13: the date of birth is Header's", () => {
  const fails = (born: string, ...inHeader: string[]) =>
    flagged("INT13", {
      Missing: [missing({ DOB: born })],
      Header: [header({ CHILD: "B2", DOB: "09/09/2009" }), ...inHeader.map((DOB) => header({ DOB }))],
    });

  it("passes the same day and fails any other", () => {
    expect(fails("01/06/2005", "01/06/2005")).to.eql([]);
    expect(fails("01/06/2005", "02/06/2005")).to.eql([0]);
    expect(fails("01/06/2005", "06/01/2005")).to.eql([0]);
  });

  it("asks nothing where either is blank or no date, or the child is not in Header", () => {
    expect(fails("", "01/06/2005")).to.eql([]);
    expect(fails("01/06/2005", "")).to.eql([]);
    expect(fails("01/06/2005", "01/06/05")).to.eql([]);
    expect(fails("01/06/2005")).to.eql([]);
  });

  it("fails once where Header has the child twice and one of the two differs", () => {
    expect(fails("01/06/2005", "01/06/2005", "02/06/2005")).to.eql([0]);
    expect(fails("01/06/2005", "03/06/2005", "02/06/2005")).to.eql([0]);
  });
});
