import { expect } from "chai";
import fc from "fast-check";
import {
  comparisonPeriod,
  cutAtToday,
  instantEarlier,
  runningUnit,
  sameClockOn,
  wholeUnit,
} from "../../bot/answers/comparison.ts";
import { labelOf } from "../../bot/answers/period-label.ts";
import {
  addDays,
  addYears,
  daysBetween,
  financialYearStart,
  mondayOf,
  monthStart,
  quarterStart,
} from "../../data/calendar.ts";

const TODAY = "2019-07-30";
const periodBefore = (from: string, to: string, today = TODAY) =>
  comparisonPeriod({ from, to }, "previous_period", today).period;
const yearBefore = (from: string, to: string, today = TODAY) =>
  comparisonPeriod({ from, to }, "previous_year", today).period;

describe("The period before", () => {
  it("of a whole week, month, quarter or year is the whole one before", () => {
    expect(periodBefore("2019-07-08", "2019-07-15")).to.deep.equal({ from: "2019-07-01", to: "2019-07-08" });
    expect(periodBefore("2019-03-01", "2019-04-01")).to.deep.equal({ from: "2019-02-01", to: "2019-03-01" });
    expect(periodBefore("2019-04-01", "2019-07-01")).to.deep.equal({ from: "2019-01-01", to: "2019-04-01" });
    expect(periodBefore("2018-04-01", "2019-04-01")).to.deep.equal({ from: "2017-04-01", to: "2018-04-01" });
    expect(periodBefore("2018-01-01", "2019-01-01")).to.deep.equal({ from: "2017-01-01", to: "2018-01-01" });
  });

  it("of any other days is as many days before", () => {
    expect(periodBefore("2019-07-03", "2019-07-17")).to.deep.equal({ from: "2019-06-19", to: "2019-07-03" });
  });

  it("of a running unit is its first days, today's included", () => {
    expect(periodBefore("2019-07-29", "2019-08-05")).to.deep.equal({ from: "2019-07-22", to: "2019-07-24" });
    expect(periodBefore("2019-07-01", "2019-08-01")).to.deep.equal({ from: "2019-06-01", to: "2019-07-01" });
    expect(periodBefore("2019-04-01", "2020-04-01")).to.deep.equal({ from: "2018-04-01", to: "2018-07-31" });
    expect(
      comparisonPeriod({ from: "2019-07-29", to: "2019-08-05" }, "previous_period", TODAY).likeForLike,
    ).to.equal(2);
  });

  it("of a running unit is the same when it was asked for up to tomorrow", () => {
    expect(periodBefore("2019-04-01", "2019-07-31")).to.deep.equal(periodBefore("2019-04-01", "2020-04-01"));
    expect(periodBefore("2019-07-01", "2019-07-31")).to.deep.equal(periodBefore("2019-07-01", "2019-08-01"));
  });

  it("of a running month is cut at the end of a shorter month", () => {
    expect(periodBefore("2019-03-01", "2019-04-01", "2019-03-30")).to.deep.equal({
      from: "2019-02-01",
      to: "2019-03-01",
    });
  });
});

describe("The year before", () => {
  it("moves the first and the last included day back", () => {
    expect(yearBefore("2018-04-01", "2019-04-01")).to.deep.equal({ from: "2017-04-01", to: "2018-04-01" });
    expect(yearBefore("2019-05-10", "2019-05-20")).to.deep.equal({ from: "2018-05-10", to: "2018-05-20" });
  });

  it("of 29 February is 28 February", () => {
    expect(yearBefore("2020-02-29", "2020-03-01", "2020-07-30")).to.deep.equal({
      from: "2019-02-28",
      to: "2019-03-01",
    });
    expect(yearBefore("2020-02-01", "2020-03-01", "2020-07-30")).to.deep.equal({
      from: "2019-02-01",
      to: "2019-03-01",
    });
  });

  it("of the financial year to date is the same part of last year", () => {
    expect(yearBefore("2019-04-01", "2020-04-01")).to.deep.equal({ from: "2018-04-01", to: "2018-07-31" });
  });
});

const dayArb = fc.integer({ min: 0, max: 9_000 }).map((n) => addDays("2005-01-01", n));
const periodArb = fc
  .record({ from: dayArb, days: fc.integer({ min: 1, max: 500 }) })
  .map(({ from, days }) => ({ from, to: addDays(from, days) }));
const STARTS = [mondayOf, monthStart, quarterStart, financialYearStart];

describe("Compared periods, whatever the days", () => {
  it("end no later than what they are compared with begins, and hold a day", () => {
    fc.assert(
      fc.property(periodArb, dayArb, (period, today) => {
        const other = comparisonPeriod(period, "previous_period", today).period;
        expect(other.from < other.to).to.equal(true);
        expect(other.to <= period.from).to.equal(true);
      }),
    );
  });

  it("are as long as what is shown, unless whole units differ in length", () => {
    fc.assert(
      fc.property(periodArb, dayArb, (period, today) => {
        const cut = cutAtToday(period, today);
        fc.pre(wholeUnit(cut) === null && runningUnit(period, today) === null);
        const other = comparisonPeriod(period, "previous_period", today).period;
        expect(daysBetween(other.from, other.to)).to.equal(daysBetween(cut.from, cut.to));
      }),
    );
  });

  it("of a running unit lie in the unit before and are like for like", () => {
    fc.assert(
      fc.property(dayArb, fc.constantFrom(...STARTS), (today, start) => {
        const from = start(today);
        const previous = start(addDays(from, -1));
        let to = addDays(today, 2);
        while (start(to) === from) to = addDays(to, 1);
        to = start(to);
        const unitDays = daysBetween(previous, from);
        const begun = daysBetween(from, today) + 1;
        const whole = to === addDays(today, 1);
        const other = comparisonPeriod({ from, to }, "previous_period", today).period;
        fc.pre(runningUnit({ from, to }, today) !== null || whole);
        expect(other.from).to.equal(previous);
        expect(daysBetween(other.from, other.to)).to.equal(whole ? unitDays : Math.min(begun, unitDays));
      }),
    );
  });

  it("a year back keep their calendar days but for 29 February", () => {
    fc.assert(
      fc.property(periodArb, dayArb, (period, today) => {
        const cut = cutAtToday(period, today);
        const other = comparisonPeriod(period, "previous_year", today).period;
        expect(other.from).to.equal(addYears(cut.from, -1));
        expect(addDays(other.to, -1)).to.equal(addYears(addDays(cut.to, -1), -1));
      }),
    );
  });
});

describe("An instant compared with an earlier one", () => {
  const asOf = new Date("2019-07-30T13:00:00Z");
  const zone = "Europe/London";

  it("has the same wall clock a month, a year or the named unit before", () => {
    expect(instantEarlier(asOf, "previous_period", null, zone)).to.deep.equal(
      new Date("2019-06-30T13:00:00Z"),
    );
    expect(instantEarlier(asOf, "previous_year", null, zone)).to.deep.equal(new Date("2018-07-30T13:00:00Z"));
    const week = { from: "2019-07-29", to: "2019-08-05" };
    expect(instantEarlier(asOf, "previous_period", week, zone)).to.deep.equal(
      new Date("2019-07-23T13:00:00Z"),
    );
  });

  it("has the same wall clock across the clock change", () => {
    const april = new Date("2019-04-10T09:00:00Z");
    expect(instantEarlier(april, "previous_period", null, zone)).to.deep.equal(
      new Date("2019-03-10T10:00:00Z"),
    );
    expect(sameClockOn("2019-01-05", asOf, zone)).to.deep.equal(new Date("2019-01-05T14:00:00Z"));
  });
});

describe("The name of a period", () => {
  const label = (from: string, to: string) => labelOf({ from, to }, TODAY);

  it("is what people call it", () => {
    expect(label("2018-04-01", "2019-04-01")).to.equal("2018/19");
    expect(label("2018-01-01", "2019-01-01")).to.equal("2018");
    expect(label("2019-04-01", "2019-07-01")).to.equal("Q1 2019/20");
    expect(label("2019-06-01", "2019-07-01")).to.equal("June 2019");
    expect(label("2019-07-22", "2019-07-29")).to.equal("the week of 22 July 2019");
    expect(label("2019-07-29", "2019-07-30")).to.equal("29 July 2019");
    expect(label("2019-07-03", "2019-07-17")).to.equal("3 to 16 July 2019");
    expect(label("2018-04-01", "2018-07-31")).to.equal("1 April to 30 July 2018");
    expect(label("2018-12-20", "2019-01-05")).to.equal("20 December 2018 to 4 January 2019");
  });

  it("says so far where it has not ended", () => {
    expect(label("2019-07-01", "2019-08-01")).to.equal("July 2019 so far");
    expect(label("2019-04-01", "2020-04-01")).to.equal("2019/20 so far");
    expect(label("2019-04-01", "2019-07-31")).to.equal("2019/20 so far");
  });

  it("says so far on the unit's last day too, as that day is not over", () => {
    expect(label("2019-07-30", "2019-07-31")).to.equal("30 July 2019 so far");
    expect(labelOf({ from: "2019-07-22", to: "2019-07-29" }, "2019-07-28")).to.equal(
      "the week of 22 July 2019 so far",
    );
    expect(label("2019-07-17", "2019-07-31")).to.equal("17 to 30 July 2019");
  });
});
