import { expect } from "chai";
import { clockOf, dayOf, startOfDay } from "../../../data/calendar.ts";
import { plans } from "../../../data/demonstration/plan.ts";
import { random } from "../../../data/demonstration/random.ts";
import type { DemonstrationPlan } from "../../../data/demonstration/rows.ts";
import {
  financialYearOf,
  londonHour,
  londonInstant,
  londonMidnight,
  londonWeekday,
} from "../../../data/demonstration/wall-clock.ts";
import * as figures from "./plan-figures.ts";

const HOUR = 3_600_000;
const DAYS = 20;

describe(`The demonstration on ${DAYS} days chosen at random`, () => {
  let views: DemonstrationPlan[];
  before(() => {
    const rng = random(99, "days");
    const first = Date.parse("2019-06-01T00:00:00Z");
    const last = Date.parse("2027-03-31T00:00:00Z");
    views = plans(
      1,
      Array.from(
        { length: DAYS },
        () => new Date(first + Math.floor((rng.float() * (last - first)) / HOUR) * HOUR),
      ),
    );
  });
  const openIn = (view: DemonstrationPlan) => figures.missing(view).filter((row) => row.endedAt === null);

  it("has two to seven children missing", () => {
    for (const view of views) expect(openIn(view).length, view.until.toISOString()).to.be.within(2, 7);
  });

  it("has on most of them a child missing for 72 hours or more without a strategy meeting", () => {
    const days = views.filter((view) => {
      return figures.withoutMeeting(view, figures.long(view, openIn(view))).without > 0;
    });
    expect(days.length).to.be.above(DAYS / 2);
  });

  it("has interviews due and interviews overdue, late ones, refusals and children not reached", () => {
    for (const view of views) {
      const { due, overdue } = figures.owed(view);
      expect(due, view.until.toISOString()).to.be.at.least(1);
      expect(overdue, view.until.toISOString()).to.be.at.least(1);
      const recent = view.interviews.filter((row) => +row.offeredAt > +view.until - 90 * 24 * HOUR);
      const outcomes = new Set(recent.map((row) => row.outcome));
      expect([...outcomes]).to.include.members(["accepted", "declined", "not_contactable", "missing_again"]);
    }
  });

  it("has children with three or more episodes in the last 90 days", () => {
    for (const view of views) {
      const recent = figures.missing(view).filter((row) => +row.startedAt > +view.until - 90 * 24 * HOUR);
      const persistent = figures.ranking(recent).filter(([, count]) => count >= 3);
      expect(persistent.length, view.until.toISOString()).to.be.at.least(5);
    }
  });
});

describe("The years after the acceptance case", () => {
  for (const seed of [1, 2, 3]) {
    it(`have 900 to 1,100 missing episodes each (seed ${seed})`, () => {
      const [all] = plans(seed, [new Date("2027-04-30T00:00:00Z")]) as [DemonstrationPlan];
      for (let year = 2019; year <= 2026; year++) {
        expect(figures.startedIn(all, year).length, `${year}`).to.be.within(900, 1100);
      }
      const joined = all.children.filter((child) => child.externalId > "CH-20").length;
      expect(joined).to.be.above(500);
    });
  }
});

describe("The plan's wall clock", () => {
  it("is the calendar's London, on both sides of every change of the clocks", () => {
    const changes = [
      "2017-10-29T01:00:00Z",
      "2019-03-31T01:00:00Z",
      "2024-03-31T01:00:00Z",
      "2026-10-25T01:00:00Z",
    ];
    for (const change of changes) {
      for (let ms = Date.parse(change) - 30 * HOUR; ms < Date.parse(change) + 30 * HOUR; ms += HOUR / 2) {
        const at = new Date(ms);
        expect(londonHour(ms)).to.equal(Number(clockOf(at).slice(0, 2)));
        const [year, month, day] = dayOf(at).split("-").map(Number) as [number, number, number];
        expect(londonMidnight(year, month, day)).to.equal(startOfDay(dayOf(at)).getTime());
      }
    }
    expect(new Date(londonInstant(2019, 7, 30, 14, 0)).toISOString()).to.equal("2019-07-30T13:00:00.000Z");
    expect(londonWeekday(Date.parse("2019-07-28T23:30:00Z"))).to.equal(1);
    expect(financialYearOf(Date.parse("2019-03-31T22:59:00Z"))).to.equal(2018);
    expect(financialYearOf(Date.parse("2019-03-31T23:00:00Z"))).to.equal(2019);
  });
});
