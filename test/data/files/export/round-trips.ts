import { expect } from "chai";
import fc from "fast-check";
import type { Store } from "../../../../data/store/store.ts";
import { exportedFrom } from "../../../support/exported.ts";
import { reimport } from "../../../support/reimported.ts";
import { councilArb, settle } from "./arbitrary-council.ts";

/** Random councils, each exported, imported into an empty store and exported again. */
export async function expectRoundTrips(open: () => Promise<Store>, runs: number, seed?: number) {
  await fc.assert(
    fc.asyncProperty(councilArb, async (council) => {
      const [one, two] = [await open(), await open()];
      try {
        await settle(one, council, { apart: true });
        const { contents: first } = await exportedFrom(one);
        for (const { name, reasons } of await reimport(two, first))
          expect(reasons, `rows of ${name} that the import rejects`).to.deep.equal({});
        const { contents: second } = await exportedFrom(two);
        expect(second).to.deep.equal(first);
      } finally {
        await one.close();
        await two.close();
      }
    }),
    { numRuns: runs, endOnFailure: true, ...(seed === undefined ? {} : { seed }) },
  );
}
