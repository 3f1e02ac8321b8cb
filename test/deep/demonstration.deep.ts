import { expect } from "chai";
import fc from "fast-check";
import { extendDemonstration } from "../../data/demonstration/extend.ts";
import { growth } from "../../data/demonstration/growth.ts";
import { loadDemonstration } from "../../data/demonstration/load.ts";
import { plan, plans } from "../../data/demonstration/plan.ts";
import type { DemonstrationPlan } from "../../data/demonstration/rows.ts";
import { contents } from "../data/demonstration/contents.ts";
import { earlier, firstDifference, grownBy, instants, withoutPlaces } from "../data/demonstration/growing.ts";
import * as figures from "../data/demonstration/plan-figures.ts";
import { freshStore } from "../support/stores.ts";
import { deepOptions } from "./options.ts";

const { count = 40, seed } = deepOptions();
const run = { numRuns: count, ...(seed === undefined ? {} : { seed }) };
const seeds = fc.integer({ min: 1, max: 2 ** 31 - 1 });

describe("The demonstration, for any seed", function () {
  this.timeout(10 * 60_000);

  it("can be told to the end of 2028, with nobody missing twice at once and nobody of 18", () => {
    fc.assert(
      fc.property(seeds, (anySeed) => {
        const all = plan(anySeed, new Date("2028-12-31T00:00:00Z"));
        expect(figures.overlaps(all)).to.eql([]);
        expect(Math.max(...all.episodes.map(figures.ageAtStart(all)))).to.be.at.most(17);
        for (let year = 2019; year <= 2027; year++) {
          expect(figures.startedIn(all, year).length).to.be.within(900, 1100);
        }
        expect([figures.startedIn(all, 2018).length, figures.startedIn(all, 2017).length]).to.eql([
          1069, 687,
        ]);
        const share = (year: number) => {
          const { inTime, returns } = figures.compliance(all, year);
          return (100 * inTime) / returns;
        };
        expect([Math.round(share(2018)), Math.round(share(2017))]).to.eql([62, 64]);
        expect((share(2018) - share(2017)).toFixed(1)).to.equal("-2.0");
      }),
      run,
    );
  });

  it("was, on an earlier day, what of its rows had happened by then", () => {
    fc.assert(
      fc.property(seeds, instants, (anySeed, [first, second]) => {
        const before = withoutPlaces(plan(anySeed, first));
        const then = earlier(plan(anySeed, second), first);
        then.children = then.children.slice(0, before.children.length);
        expect(firstDifference(before, then)).to.equal(null);
      }),
      run,
    );
  });

  it("grows by exactly the rows that are new or have changed", () => {
    fc.assert(
      fc.property(seeds, instants, (anySeed, [first, second]) => {
        const [before, after] = plans(anySeed, [first, second]) as [DemonstrationPlan, DemonstrationPlan];
        expect(firstDifference(grownBy(before, growth(before, after)), after)).to.equal(null);
      }),
      run,
    );
  });

  it("is in the store the same, loaded at once or loaded and extended", async () => {
    await fc.assert(
      fc.asyncProperty(seeds, instants, async (anySeed, [first, second]) => {
        const atOnce = await freshStore();
        await loadDemonstration(atOnce, { seed: anySeed, until: second, recordedAt: second });
        const grown = await freshStore();
        await loadDemonstration(grown, { seed: anySeed, until: first, recordedAt: second });
        await extendDemonstration(grown, { until: second, recordedAt: second });
        expect(await contents(grown.db)).to.eql(await contents(atOnce.db));
        await atOnce.close();
        await grown.close();
      }),
      { ...run, numRuns: Math.ceil(count / 10) },
    );
  });
});
