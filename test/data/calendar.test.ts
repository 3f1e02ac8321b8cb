import { expect } from "chai";
import {
  addMonths,
  addYears,
  ageOn,
  clockOf,
  dayOf,
  financialQuarter,
  financialYearLabel,
  financialYearStart,
  instantOf,
  isDay,
  mondayOf,
  startOfDay,
} from "../../data/calendar.ts";

const iso = (instant: Date | null) => instant?.toISOString() ?? null;

describe("A London day", () => {
  it("begins at 00:00 GMT in winter and at 23:00 UTC the evening before in summer", () => {
    expect(iso(startOfDay("2019-03-31"))).to.equal("2019-03-31T00:00:00.000Z");
    expect(iso(startOfDay("2019-04-01"))).to.equal("2019-03-31T23:00:00.000Z");
    expect(iso(startOfDay("2019-10-27"))).to.equal("2019-10-26T23:00:00.000Z");
    expect(iso(startOfDay("2019-10-28"))).to.equal("2019-10-28T00:00:00.000Z");
  });

  it("is the one on which an instant falls in London, to the millisecond", () => {
    expect(dayOf(new Date("2019-06-30T22:59:59.999Z"))).to.equal("2019-06-30");
    expect(dayOf(new Date("2019-06-30T23:00:00.000Z"))).to.equal("2019-07-01");
    expect(dayOf(new Date("2019-12-31T23:59:59.999Z"))).to.equal("2019-12-31");
    expect(clockOf(new Date("2019-06-30T23:05:00Z"))).to.equal("00:05");
  });

  it("has the first of the two hours in October, and none of the hour that March skips", () => {
    expect(iso(instantOf("2019-10-27", "01:30"))).to.equal("2019-10-27T00:30:00.000Z");
    expect(iso(instantOf("2019-03-31", "01:30"))).to.equal(null);
    expect(iso(instantOf("2019-07-30", "14:00"))).to.equal("2019-07-30T13:00:00.000Z");
  });

  it("is no day where the calendar has none, and no time where the clock has none", () => {
    for (const day of ["2019-02-29", "2019-13-01", "2019-6-1", "1899-12-31", "30/07/2019", ""])
      expect(isDay(day), day).to.equal(false);
    expect(isDay("2020-02-29")).to.equal(true);
    for (const clock of ["24:00", "9:00", "12:60", ""])
      expect(instantOf("2019-07-30", clock), clock).to.equal(null);
    expect(instantOf("2019-02-29", "12:00")).to.equal(null);
  });
});

describe("The financial year", () => {
  it("begins on 1 April, and its first quarter with it", () => {
    expect(["2019-03-31", "2019-04-01", "2019-04-05", "2019-04-06"].map(financialYearStart)).to.deep.equal([
      "2018-04-01",
      "2019-04-01",
      "2019-04-01",
      "2019-04-01",
    ]);
    expect(["2019-03-31", "2019-04-01", "1999-04-01"].map(financialYearLabel)).to.deep.equal([
      "2018/19",
      "2019/20",
      "1999/00",
    ]);
    expect(
      ["2019-04-01", "2019-06-30", "2019-07-01", "2019-12-31", "2020-01-01"].map(financialQuarter),
    ).to.deep.equal([1, 1, 2, 3, 4]);
  });
});

describe("A step of the calendar", () => {
  it("from a month's last day stays within the shorter month or year", () => {
    expect(addMonths("2019-01-31", 1)).to.equal("2019-02-28");
    expect(addYears("2020-02-29", -1)).to.equal("2019-02-28");
  });

  it("counts a week from Monday, Sunday being its last day", () => {
    expect(["2019-07-28", "2019-07-29", "2019-08-04"].map(mondayOf)).to.deep.equal([
      "2019-07-22",
      "2019-07-29",
      "2019-07-29",
    ]);
  });

  it("makes a child a year older on the birthday, and on 1 March where there is no 29 February", () => {
    expect(["2019-07-09", "2019-07-10"].map((day) => ageOn("2006-07-10", day))).to.deep.equal([12, 13]);
    expect(["2019-02-28", "2019-03-01"].map((day) => ageOn("2004-02-29", day))).to.deep.equal([14, 15]);
  });
});
