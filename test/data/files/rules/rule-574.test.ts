import { expect } from "chai";
import { checkReturn } from "../../../../data/files/rules/rules.ts";
import { flagged, missing, numbered, YEAR } from "../../../support/return-rows.ts";

/** Periods of June 2018 of one child, `[from, to]` in days of the month, "" open; which of them fail? */
type Days = [number | string, number | string];
const june = (day: number | string) =>
  typeof day === "number" ? `${String(day).padStart(2, "0")}/06/2018` : day;
const rows = (periods: readonly Days[], CHILD = "A1") =>
  periods.map(([from, to]) => missing({ CHILD, MIS_START: june(from), MIS_END: june(to) }));
const fails = (...periods: Days[]) => flagged("574", { Missing: rows(periods) });

describe("Rule 574: a child's periods do not overlap", () => {
  it("fails a start before the earlier one's end, and passes one on that day or after", () => {
    expect(fails([1, 5], [4, 9])).to.eql([1]);
    expect(fails([1, 5], [5, 9])).to.eql([]);
    expect(fails([1, 5], [6, 9])).to.eql([]);
  });

  it("fails whatever starts after a period that is still open", () => {
    expect(fails([3, 4], [4, ""], [7, 9])).to.eql([2]);
    expect(fails([1, ""], [1, ""])).to.eql([1]);
  });

  it("fails the later by start, however the file is ordered", () => {
    expect(fails([4, 9], [1, 5])).to.eql([0]);
    expect(fails([7, 9], [3, 4], [4, ""])).to.eql([0]);
    expect(fails([4, ""], [1, 5])).to.eql([0]);
  });

  it("fails a short period inside a long one, though the long one ends last", () => {
    expect(fails([1, 20], [8, 10])).to.eql([1]);
  });

  it("sees past a neighbour: both that start inside a long period fail", () => {
    expect(fails([1, 20], [2, 3], [10, 12])).to.eql([1, 2]);
    expect(fails([1, ""], [2, 3], [10, 12])).to.eql([1, 2]);
  });

  it("fails the last of a chain too, though the one between is rejected itself", () => {
    expect(fails([1, 5], [3, 10], [8, 12])).to.eql([1, 2]);
  });

  it("passes a child who is back on the day and missing again on it", () => {
    expect(fails([5, 5], [5, 5], [5, 8], [8, ""])).to.eql([]);
    expect(fails([5, ""], [5, 5])).to.eql([]);
  });

  it("tells missing and away not apart, and children apart", () => {
    const away = rows([[4, 9]]).map((row) => ({ ...row, MISSING: "A" }));
    expect(flagged("574", { Missing: [...rows([[1, 5]]), ...away] })).to.eql([1]);
    expect(flagged("574", { Missing: [...rows([[1, 5]]), ...rows([[4, 9]], "B2")] })).to.eql([]);
    expect(flagged("574", { Missing: [...rows([[1, 5]]), ...rows([[4, 9]], "a1")] })).to.eql([1]);
  });

  it("passes over a row whose dates cannot be read: its child's other periods stand by themselves", () => {
    expect(fails([1, "05/06/18"], [4, 9])).to.eql([]);
    expect(fails(["", 5], ["", 5], [4, 9])).to.eql([]);
    expect(fails([1, 5], [4, "soon"])).to.eql([]);
  });

  it("passes over rows without a child's id", () => {
    expect(
      flagged("574", {
        Missing: rows(
          [
            [1, 5],
            [4, 9],
          ],
          " ",
        ),
      }),
    ).to.eql([]);
  });

  it("says which line the period overlaps, and rejects the row", () => {
    const { findings } = checkReturn(
      {
        Missing: numbered(
          rows([
            [4, ""],
            [1, 5],
            [9, 10],
          ]),
        ),
      },
      YEAR,
    );
    const overlaps = findings.filter(({ rule }) => rule === "574");
    expect(overlaps.map(({ line, rejects }) => [line, rejects])).to.eql([
      [2, true],
      [4, true],
    ]);
    expect(overlaps[0]!.message).to.match(/line 3 \(01\/06\/2018 to 05\/06\/2018\)\.$/);
    expect(overlaps[1]!.message).to.match(/line 2 \(04\/06\/2018 to open\)\.$/);
  });
});
