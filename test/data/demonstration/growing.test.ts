import { expect } from "chai";
import fc from "fast-check";
import { growth } from "../../../data/demonstration/growth.ts";
import { plan, plans } from "../../../data/demonstration/plan.ts";
import type { DemonstrationPlan } from "../../../data/demonstration/rows.ts";
import { earlier, firstDifference, grownBy, instants, withoutPlaces } from "./growing.ts";

describe("A demonstration that grows with time", () => {
  it("is the same whenever it is asked for", () => {
    const until = new Date("2020-02-29T17:30:00Z");
    expect(plan(5, until)).to.eql(plan(5, until));
    expect(plan(5, until).until.toISOString()).to.equal("2020-02-29T17:00:00.000Z");
  });

  it("differs with the seed", () => {
    const until = new Date("2018-04-01T12:00:00Z");
    const names = (seed: number) => plan(seed, until).children.map((child) => child.name);
    expect(names(1)).not.to.eql(names(2));
  });

  it("was, on an earlier day, what of its rows had happened by then", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1000 }), instants, (seed, [first, second]) => {
        // told from two separate stories: nothing that comes later changes what was before
        const before = withoutPlaces(plan(seed, first));
        const then = earlier(plan(seed, second), first);
        then.children = then.children.slice(0, before.children.length);
        expect(firstDifference(before, then)).to.equal(null);
      }),
      { numRuns: 2, seed: 20190730 },
    );
  });

  it("grows by exactly the rows that are new or have changed", () => {
    fc.assert(
      fc.property(instants, ([first, second]) => {
        const [before, after] = plans(1, [first, second]) as [DemonstrationPlan, DemonstrationPlan];
        expect(firstDifference(grownBy(before, growth(before, after)), after)).to.equal(null);
      }),
      { numRuns: 2, seed: 20190731 },
    );
  });

  it("refuses an instant before its first day", () => {
    expect(() => plan(1, new Date("2017-03-31T22:59:00Z"))).to.throw(RangeError);
    expect(() => plan(1, new Date(Number.NaN))).to.throw(RangeError);
  });
});
