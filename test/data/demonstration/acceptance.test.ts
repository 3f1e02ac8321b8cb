import { expect } from "chai";
import { plan } from "../../../data/demonstration/plan.ts";
import type { DemonstrationPlan } from "../../../data/demonstration/rows.ts";
import * as figures from "./plan-figures.ts";

/**
 * The figures of Derby City Council, Corporate Parenting Board, 30 July 2019, item 07, counted from the
 * plan's rows. They hold for any seed: a seed moves children and days, never these totals.
 */
for (const seed of [1, 7, 2026]) {
  describe(`The acceptance case, counted by hand from the plan of seed ${seed}`, () => {
    let all: DemonstrationPlan;
    const started = (year: number) => figures.startedIn(all, year);
    const from = (year: number, type: string) => started(year).filter((row) => row.placementType === type);
    before(() => {
      all = plan(seed, new Date("2019-07-30T13:00:00Z"));
    });

    it("has 308 children and 1,069 missing episodes in 2018/19, 195 and 687 the year before", () => {
      expect([figures.children(started(2018)), started(2018).length]).to.eql([308, 1069]);
      expect([figures.children(started(2017)), started(2017).length]).to.eql([195, 687]);
    });

    it("has 366 episodes, 34 %, of the ten children with most, and a tenth with more than the eleventh", () => {
      const counts = figures.ranking(started(2018)).map(([, count]) => count);
      expect(figures.sum(counts.slice(0, 10))).to.equal(366);
      expect(Math.round((100 * 366) / started(2018).length)).to.equal(34);
      expect(counts[9]).to.be.greaterThan(counts[10]!);
    });

    it("has 191 children with one episode: 62 % of the children, 18 % of the episodes", () => {
      const once = figures.ranking(started(2018)).filter(([, count]) => count === 1).length;
      expect(once).to.equal(191);
      expect(Math.round((100 * once) / 308)).to.equal(62);
      expect(Math.round((100 * once) / 1069)).to.equal(18);
    });

    it("has 22 children and 345 episodes in the council's own homes, 24 and 308 the year before", () => {
      const [later, earlier] = [from(2018, "council_care_home"), from(2017, "council_care_home")];
      expect([figures.children(later), later.length]).to.eql([22, 345]);
      expect([figures.children(earlier), earlier.length]).to.eql([24, 308]);
    });

    it("has one child with 82 episodes, all in one council home, and none in a council home before", () => {
      const [child, count] = figures.ranking(from(2018, "council_care_home"))[0]!;
      expect(count).to.equal(82);
      const own = started(2018).filter((row) => row.child === child);
      expect(own).to.have.length(82);
      expect(new Set(own.map((row) => row.placement)).size).to.equal(1);
      expect(from(2017, "council_care_home").filter((row) => row.child === child)).to.eql([]);
    });

    it("has 14 children and 43 episodes in foster care, 9 and 12 the year before", () => {
      const [later, earlier] = [from(2018, "foster_care"), from(2017, "foster_care")];
      expect([figures.children(later), later.length]).to.eql([14, 43]);
      expect([figures.children(earlier), earlier.length]).to.eql([9, 12]);
    });

    it("has 62 % of return interviews within 72 hours, 64 % the year before: 2.0 points fewer", () => {
      const [later, earlier] = [figures.compliance(all, 2018), figures.compliance(all, 2017)];
      const share = (one: typeof later) => (100 * one.inTime) / one.returns;
      expect(Math.round(share(later))).to.equal(62);
      expect(Math.round(share(earlier))).to.equal(64);
      expect((share(later) - share(earlier)).toFixed(1)).to.equal("-2.0");
      expect(Math.round(share(later)) - Math.round(share(earlier))).to.equal(-2);
    });

    it("has 41 episodes of 72 hours or more, three of them without a meeting held, one with it planned", () => {
      const long = figures.long(all, started(2018));
      expect(long).to.have.length(41);
      expect(figures.withoutMeeting(all, long)).to.eql({ without: 3, planned: 1 });
    });

    it("gives the same figures when it is asked years later", () => {
      const later = plan(seed, new Date("2024-02-29T09:00:00Z"));
      expect(figures.startedIn(later, 2018)).to.have.length(1069);
      expect(figures.compliance(later, 2018)).to.eql(figures.compliance(all, 2018));
      expect(figures.compliance(later, 2017)).to.eql(figures.compliance(all, 2017));
      const long = figures.long(later, figures.startedIn(later, 2018));
      expect(figures.withoutMeeting(later, long)).to.eql({ without: 3, planned: 1 });
    });
  });
}
