import { expect } from "chai";
import fc from "fast-check";
import { checkReturn } from "../../data/files/rules/rules.ts";
import { returnArb } from "./arbitrary-return.ts";
import { referenceFindings } from "./reference-rules.ts";
import { YEAR } from "./return-rows.ts";

const days = (iso: string) => Date.parse(iso) / 86_400_000;

/** Random small returns: the rules flag the rows that their plain restatement flags. */
export function rulesAgree(returns: number, seed?: number): void {
  fc.assert(
    fc.property(returnArb(fc.string({ maxLength: 12 })), (tables) => {
      const { findings } = checkReturn(tables, YEAR);
      const found = findings.map(({ rule, table, line }) => `${rule} ${table} ${line}`);
      expect(found.sort()).to.eql(referenceFindings(tables, days("2018-04-01"), days("2019-03-31")));
    }),
    { numRuns: returns, ...(seed === undefined ? {} : { seed }) },
  );
}
