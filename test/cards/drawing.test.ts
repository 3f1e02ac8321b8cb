import { expect } from "chai";
import fc from "fast-check";
import { axisEnd, axisLabels, drawn, drawnUnit } from "../../cards/drawing.ts";

describe("What charts are drawn from", () => {
  it("is a share in whole per cent, hours with one decimal, a rate with two and a count as it is", () => {
    expect([drawn(0.6204, "share"), drawn(0.285, "share"), drawnUnit("share")]).to.deep.equal([62, 29, "%"]);
    expect([drawn(31.26, "hours"), drawnUnit("hours")]).to.deep.equal([31.3, "hours"]);
    expect(drawn(3.4708, "episodes per child")).to.equal(3.47);
    // half away from zero as in the text, though 1.45 is held as a little less
    expect([drawn(1.45, "hours"), drawn(0.145, "episodes per child")]).to.deep.equal([1.5, 0.15]);
    expect(drawn(1069, "episodes")).to.equal(1069);
  });

  it("is an axis of four round steps that ends above the largest value", () => {
    expect([0, 3, 5, 67, 104, 1069].map((n) => axisEnd([n]))).to.deep.equal([4, 4, 8, 80, 120, 1200]);
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1e7, noNaN: true }), { maxLength: 5 }), (values) => {
        const end = axisEnd(values);
        expect(end % 4).to.equal(0);
        expect(end).to.be.at.least(Math.max(...values, 4));
        expect(end).to.be.at.most(Math.max(2 * Math.max(...values, 0), 8));
      }),
    );
  });

  it("names the months, weeks and days of a year without the year", () => {
    expect(axisLabels(["Dec 2018", "Jan 2019"])).to.deep.equal(["Dec", "Jan"]);
    expect(axisLabels(["w/c 31 Dec 2018", "w/c 7 Jan 2019"])).to.deep.equal(["31 Dec", "7 Jan"]);
    expect(axisLabels(["1 May 2019", "2 May 2019"])).to.deep.equal(["1 May", "2 May"]);
  });

  it("names more of them than there is room for as dates", () => {
    const weeks = Array.from({ length: 28 }, (_, i) => `w/c ${i + 1} Feb 2019`);
    expect(axisLabels(weeks).slice(0, 2)).to.deep.equal(["2019-02-01", "2019-02-02"]);
    const months = ["2017", "2018"].flatMap((year) =>
      ["Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct"].map((m) => `${m} ${year}`),
    );
    expect(axisLabels(months).at(7)).to.equal("2018-04-01");
  });

  it("leaves every other label, and labels that would become the same, as they are", () => {
    for (const labels of [
      ["Q1 2018/19", "Q2 2018/19"],
      ["2018/19"],
      ["Foo 2018"],
      ["Apr 2018", "Apr 2019"],
      ["Others (3)", "Apr 2018"],
    ]) {
      expect(axisLabels(labels)).to.deep.equal(labels);
    }
  });
});
