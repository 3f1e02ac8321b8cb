import { expect } from "chai";
import fc from "fast-check";
import { checkReturn, RULES } from "../../../../data/files/rules/rules.ts";
import { returnArb } from "../../../support/arbitrary-return.ts";
import { header, missing, numbered, placed, YEAR } from "../../../support/return-rows.ts";

const Missing = numbered([missing()]);

describe("A return that is checked", () => {
  it("without fault has no findings", () => {
    const tables = { Missing, Header: [header()], Episodes: [placed()], MissingLastYear: [] };
    expect(checkReturn(tables, YEAR)).to.eql({ findings: [], notChecked: [] });
  });

  it("says which rules were not checked, and why", () => {
    const { notChecked } = checkReturn({ Missing }, YEAR);
    const reasons = Object.fromEntries(notChecked.map(({ rule, reason }) => [rule, reason]));
    const episodes = "no Episodes file was given";
    expect(reasons).to.eql({
      "575": episodes,
      "576": "the Missing file of the year before was not given",
      "577": episodes,
      "578": episodes,
      "580": episodes,
      "581": episodes,
      "1012": episodes,
      INT04: "no Header file was given",
      INT13: "no Header file was given",
    });
  });

  it("has the row-level rules reject and every other report", () => {
    const rejecting = RULES.filter(({ level }) => level === "reject").map(({ number }) => number);
    expect(rejecting).to.have.members(["1004", "1005", "1006", "564", "565", "566", "567", "574", "586"]);
    expect(RULES.length).to.equal(20);
  });

  it("tells a finding's line, child, column and value, and gives the row back", () => {
    const rows = numbered([missing(), missing({ CHILD: "b7", MIS_END: "09/06/2018" })]);
    const [found, ...more] = checkReturn({ Missing: rows }, YEAR).findings;
    expect(more).to.eql([]);
    const { message, ...rest } = found!;
    expect(rest).to.eql({
      rule: "567",
      table: "Missing",
      line: 3,
      child: "b7",
      column: "MIS_END",
      value: "09/06/2018",
      rejects: true,
      row: rows[1],
    });
    expect(message).to.match(/^The period ends before it starts\. Correct /);
  });

  it("tells a long cell in short, on one line", () => {
    const MIS_END = `12/06/\n2018${"x".repeat(100)}`;
    const { findings } = checkReturn({ Missing: numbered([missing({ MIS_END })]) }, YEAR);
    expect(findings.map(({ value }) => value)).to.eql([`12/06/ 2018${"x".repeat(46)}…`]);
  });

  it("goes on past any text in any cell", () => {
    fc.assert(
      fc.property(returnArb(fc.string()), (tables) => {
        checkReturn(tables, YEAR);
      }),
      { numRuns: 200 },
    );
  });
});
