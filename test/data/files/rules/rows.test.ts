import { expect } from "chai";
import type { MissingReturnRow } from "../../../../data/files/returns/rows.ts";
import { flagged, missing } from "../../../support/return-rows.ts";

/** Which of some rows of Missing a rule flags, by their position. */
const flags = (rule: string, ...rows: Partial<MissingReturnRow>[]) =>
  flagged(rule, { Missing: rows.map((row) => missing(row)) });
const starts = (...texts: string[]) => texts.map((MIS_START) => ({ MIS_START, MIS_END: "" }));
const ends = (...texts: string[]) => texts.map((MIS_END) => ({ MIS_END }));
const types = (...texts: string[]) => texts.map((MISSING) => ({ MISSING }));

describe("Rule 1004: the start is a date", () => {
  it("fails a blank one, and one that no calendar has", () => {
    expect(flags("1004", ...starts("10/06/2018", "", "  ", "31/06/2018", "06/24/2018"))).to.eql([1, 2, 3, 4]);
    expect(flags("1004", ...starts("29/02/2020", "29/02/2019", "29/02/2000", "29/02/1900"))).to.eql([1, 3]);
  });

  it("fails whatever is not written dd/mm/yyyy", () => {
    const written = [
      "2018-06-10",
      "10/06/18",
      "1/6/2018",
      "10-06-2018",
      "10/06/2018 12:00",
      " 10/06/2018",
      "soon",
    ];
    expect(flags("1004", ...starts(...written))).to.eql([0, 1, 2, 3, 4, 5, 6]);
  });
});

describe("Rule 1005: the end is a date or blank", () => {
  it("passes a blank one, and fails one that is no date", () => {
    expect(flags("1005", ...ends("11/06/2018", "", "11/06/18", "32/01/2019", "2019-01-31"))).to.eql([
      2, 3, 4,
    ]);
  });
});

describe("Rule 1006: the type is M or A", () => {
  it("is judged as it was written, before anything is upper-cased", () => {
    expect(flags("1006", ...types("M", "A", "m", "a", "NA", "AWAY", " M", "B"))).to.eql([2, 3, 4, 5, 6, 7]);
  });

  it("leaves a blank type to rules 565 and 566", () => {
    expect(flags("1006", { MISSING: "" })).to.eql([]);
    expect(flags("565", { MISSING: "" })).to.eql([0]);
    expect(flags("566", { MISSING: "" })).to.eql([0]);
  });
});

describe("Rule 564: a type has a start", () => {
  it("fails M or A in either case without one, and no other text", () => {
    const without = types("M", "A", "m", "a", "", "X").map((row) => ({ ...row, MIS_START: "" }));
    expect(flags("564", ...without)).to.eql([0, 1, 2, 3]);
  });

  it("leaves a start that is no date to rule 1004", () => {
    expect(flags("564", { MIS_START: "32/06/2018" }, {})).to.eql([]);
  });
});

describe("Rules 565 and 566: a date has a type", () => {
  it("fail a start, or an end, without one, even where it is no date", () => {
    const dates = [
      { MIS_START: "10/06/2018", MIS_END: "" },
      { MIS_START: "", MIS_END: "11/06/2018" },
      { MIS_START: "soon", MIS_END: "late" },
      { MIS_START: "", MIS_END: "" },
    ];
    const untyped = dates.map((row) => ({ ...row, MISSING: "" }));
    expect(flags("565", ...untyped)).to.eql([0, 2]);
    expect(flags("566", ...untyped)).to.eql([1, 2]);
    expect(flags("565", ...dates)).to.eql([]);
    expect(flags("566", ...dates)).to.eql([]);
  });

  it("take spaces for blank, and a wrong type for a type", () => {
    expect(flags("565", { MISSING: "  " }, { MISSING: "x" })).to.eql([0]);
    expect(flags("566", { MISSING: "  " }, { MISSING: "x" })).to.eql([0]);
  });
});

describe("Rule 567: the end is not before the start", () => {
  it("fails the day before, and passes the same day, the day after and an open period", () => {
    expect(flags("567", ...ends("09/06/2018", "10/06/2018", "11/06/2018", ""))).to.eql([0]);
  });

  it("compares days, not texts", () => {
    expect(flags("567", { MIS_START: "30/05/2018", MIS_END: "02/06/2018" })).to.eql([]);
    expect(flags("567", { MIS_START: "02/06/2018", MIS_END: "30/05/2018" })).to.eql([0]);
  });

  it("passes a row over whose start or end is no date", () => {
    expect(flags("567", { MIS_START: "" }, { MIS_START: "soon" }, { MIS_END: "01/01/18" })).to.eql([]);
  });
});

describe("Rule 586: nobody is missing before birth", () => {
  it("fails a start before the day of birth and on it, and passes the day after", () => {
    const born = (DOB: string) => ({ DOB, MIS_START: "10/06/2018" });
    expect(flags("586", born("11/06/2018"), born("10/06/2018"), born("09/06/2018"))).to.eql([0, 1]);
  });

  it("passes a row over without both dates", () => {
    expect(flags("586", { DOB: "" }, { DOB: "soon" }, { MIS_START: "" })).to.eql([]);
  });
});
