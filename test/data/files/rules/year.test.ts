import { expect } from "chai";
import { collectionYear } from "../../../../data/files/returns/collection-year.ts";
import { checkReturn } from "../../../../data/files/rules/rules.ts";
import { flagged, missing, numbered, YEAR } from "../../../support/return-rows.ts";

const starting = (...days: string[]) => days.map((MIS_START) => missing({ MIS_START, MIS_END: "" }));
const ending = (...days: string[]) => days.map((MIS_END) => missing({ MIS_START: "01/01/2018", MIS_END }));

describe("Rule 570: a period starts by the end of the collection year", () => {
  it("passes 31 March and fails 1 April", () => {
    expect(flagged("570", { Missing: starting("30/03/2019", "31/03/2019", "01/04/2019") })).to.eql([2]);
  });

  it("passes a start before the year, which was carried forward", () => {
    expect(flagged("570", { Missing: starting("31/03/2018", "01/04/2018", "01/01/2015") })).to.eql([]);
  });

  it("passes over a start that is no date", () => {
    expect(flagged("570", { Missing: starting("", "01/04/20019", "99/99/9999") })).to.eql([]);
  });
});

describe("Rule 571: a period ends within the collection year", () => {
  it("fails the day before 1 April and the day after 31 March, and passes both of these", () => {
    const days = ["31/03/2018", "01/04/2018", "30/09/2018", "31/03/2019", "01/04/2019"];
    expect(flagged("571", { Missing: ending(...days) })).to.eql([0, 4]);
  });

  it("passes an open period, and over an end that is no date", () => {
    expect(flagged("571", { Missing: ending("", "01/04/18") })).to.eql([]);
  });

  it("goes by the year that was given", () => {
    const year = collectionYear("2019/20")!;
    expect(flagged("571", { Missing: ending("31/03/2019", "01/04/2019") }, { year })).to.eql([0]);
  });
});

describe("Rule 576: what was open last year begins this year's return", () => {
  const open = (CHILD: string, MIS_START: string) => missing({ CHILD, MIS_START, MIS_END: "" });
  const lastYear = [open("A1", "07/02/2018")];

  it("passes the same start, and fails one a day off", () => {
    const fails = (day: string) => flagged("576", { Missing: [open("A1", day)], MissingLastYear: lastYear });
    expect(fails("07/02/2018")).to.eql([]);
    expect(fails("06/02/2018")).to.eql([0]);
    expect(fails("08/02/2018")).to.eql([0]);
  });

  it("passes where the period has ended this year, and asks nothing of one that had ended last year", () => {
    const carried = missing({ MIS_START: "07/02/2018", MIS_END: "09/04/2018" });
    expect(flagged("576", { Missing: [carried], MissingLastYear: lastYear })).to.eql([]);
    const ended = missing({ MIS_START: "07/02/2018", MIS_END: "07/02/2018" });
    expect(flagged("576", { Missing: [open("A1", "01/05/2018")], MissingLastYear: [ended] })).to.eql([]);
  });

  it("compares the child's earliest start, and flags that row, wherever it stands in the file", () => {
    const late = [open("A1", "01/09/2018"), open("A1", "01/05/2018"), open("A1", "01/06/2018")];
    expect(flagged("576", { Missing: late, MissingLastYear: lastYear })).to.eql([1]);
    const carried = [open("A1", "01/09/2018"), open("A1", "07/02/2018")];
    expect(flagged("576", { Missing: carried, MissingLastYear: lastYear })).to.eql([]);
    const earlier = [open("A1", "07/02/2018"), open("A1", "01/02/2018")];
    expect(flagged("576", { Missing: earlier, MissingLastYear: lastYear })).to.eql([1]);
  });

  it("fails the child's first row where no start can be read", () => {
    const unread = [open("B2", "01/05/2018"), open("A1", ""), open("A1", "soon")];
    expect(flagged("576", { Missing: unread, MissingLastYear: lastYear })).to.eql([1]);
    expect(
      flagged("576", { Missing: [...unread, open("A1", "07/02/2018")], MissingLastYear: lastYear }),
    ).to.eql([]);
  });

  it("flags a row once where two periods were open last year, of which only one can be carried forward", () => {
    const two = [open("A1", "07/02/2018"), open("A1", "09/02/2018")];
    expect(flagged("576", { Missing: [open("A1", "07/02/2018")], MissingLastYear: two })).to.eql([0]);
  });

  it("asks nothing of a period of last year without a start, or whose end is not blank", () => {
    const Missing = [open("A1", "01/05/2018")];
    const unread = [open("A1", ""), missing({ MIS_START: "07/02/2018", MIS_END: "09/02/18" })];
    expect(flagged("576", { Missing, MissingLastYear: unread })).to.eql([]);
  });

  it("finds a child who was left out of this year's return altogether, by last year's row", () => {
    const tables = { Missing: [open("B2", "01/05/2018")], MissingLastYear: [open("C3", ""), ...lastYear] };
    expect(flagged("576", tables)).to.eql([]);
    expect(flagged("576", tables, { table: "MissingLastYear" })).to.eql([1]);
  });

  it("is reported, not rejected", () => {
    const tables = { Missing: numbered([open("A1", "01/05/2018")]), MissingLastYear: numbered(lastYear) };
    const found = checkReturn(tables, YEAR).findings.find(({ rule }) => rule === "576");
    expect(found?.rejects).to.equal(false);
    expect(found?.message).to.include("07/02/2018");
  });
});
