import { expect } from "chai";
import { collectionYear, yearBefore } from "../../../../data/files/returns/collection-year.ts";

describe("The collection year of a statutory return", () => {
  it("runs from 1 April to 31 March", () => {
    expect(collectionYear("2018/19")).to.eql({ label: "2018/19", first: "2018-04-01", last: "2019-03-31" });
  });

  it("may be written with a hyphen, or with both years in full", () => {
    for (const text of ["2018-19", "2018/2019", " 2018/19 "]) {
      expect(collectionYear(text)?.label, text).to.equal("2018/19");
    }
  });

  it("crosses a century", () => {
    expect(collectionYear("1999/00")).to.eql({ label: "1999/00", first: "1999-04-01", last: "2000-03-31" });
    expect(collectionYear("1999/2000")?.label).to.equal("1999/00");
  });

  it("is none where the two years do not follow each other or are no years", () => {
    for (const text of ["2018/20", "2018/18", "2018", "18/19", "2018/2020", "2018/1919", "", "2018/19x"]) {
      expect(collectionYear(text), text).to.equal(null);
    }
  });

  it("has a year before it, whose open periods it carries forward", () => {
    expect(yearBefore(collectionYear("2018/19")!).label).to.equal("2017/18");
    expect(yearBefore(collectionYear("2000/01")!).last).to.equal("2000-03-31");
  });
});
