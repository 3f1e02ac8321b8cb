import { expect } from "chai";
import fc from "fast-check";
import { dayOf } from "../../../../data/calendar.ts";
import { collectionYear, yearBefore } from "../../../../data/files/returns/collection-year.ts";
import type { MissingReturnRow } from "../../../../data/files/returns/rows.ts";
import { checkReturn } from "../../../../data/files/rules/rules.ts";
import type { Store } from "../../../../data/store/store.ts";
import { exportedFrom, records } from "../../../support/exported.ts";
import { fill, type World, worldArb } from "../../../support/measure-world.ts";

const YEARS = ["2018/19", "2019/20"].map((label) => collectionYear(label)!);

/** Random stores: both years' returns pass every rule, and hold or account for every episode that belongs in them. */
export async function expectSoundReturns(open: () => Promise<Store>, runs: number, seed?: number) {
  await fc.assert(
    fc.asyncProperty(worldArb, async (world) => {
      const store = await open();
      try {
        await fill(store, world);
        let MissingLastYear: MissingReturnRow[] | undefined;
        for (const year of YEARS) {
          const { missing, files, contents } = await exportedFrom(store, { year });
          const Missing = records(contents[files[0]!.name]!).map(
            (row, i) => ({ line: i + 2, ...row }) as unknown as MissingReturnRow,
          );
          const before = MissingLastYear ? { MissingLastYear } : {};
          expect(checkReturn({ Missing, ...before }, year).findings).to.deep.equal([]);
          expect(yearBefore(YEARS[1]!)).to.deep.equal(YEARS[0]);
          const { rows, absent, unknownCare, overlapping, unborn } = missing!;
          expect(Missing).to.have.length(rows);
          expect(rows + absent + unknownCare + overlapping.length + unborn.length).to.equal(
            belonging(world, year.first, year.last),
          );
          MissingLastYear = Missing;
        }
      } finally {
        await store.close();
      }
    }),
    { numRuns: runs, endOnFailure: true, ...(seed === undefined ? {} : { seed }) },
  );
}

/** Episodes that overlap the year, of children who were looked after or of whom it is not known. */
function belonging({ episodes }: World, first: string, last: string): number {
  return episodes.filter(
    ({ startedAt, endedAt, lookedAfter, voidedAt }) =>
      voidedAt === null &&
      lookedAfter !== false &&
      dayOf(startedAt) <= last &&
      (endedAt === null || dayOf(endedAt) >= first),
  ).length;
}
