import { expect } from "chai";
import { havingChildren } from "../../../support/builders.ts";
import { describeOnBothStores } from "../../../support/stores.ts";
import {
  DAY_AWAY,
  HEADER,
  MISSING,
  missingOf,
  NIGHT,
  PLACED,
  returning,
  tallyOf,
} from "./importing-return.ts";

describeOnBothStores("What the Department's rules say of a return", (open) => {
  it("rejects rows under the rule's number, reports the others by rule, and says which were not checked", async () => {
    const store = await open();
    const result = await returning(
      store,
      missingOf(
        NIGHT,
        "C1,31/03/2006,m,01/07/2018,",
        "C1,31/03/2006,M,2018-07-05,06/07/2018",
        "C2,01/01/2007,M,05/04/2019,06/04/2019",
        "C2,01/01/2007,M,07/04/2019",
      ),
    );
    expect(tallyOf(result)).to.deep.equal([2, 0, 0, 3, 0]);
    expect(result.missing.reasons).to.include({ "1006": 1, "1004": 1 });
    expect(
      result.told.map(([file, line, column, why]) => [file, line, column, why!.slice(0, 11)]),
    ).to.deep.equal([
      ["missing.csv", "3", "MISSING", "Rule 1006: "],
      ["missing.csv", "4", "MIS_START", "Rule 1004: "],
      ["missing.csv", "6", "", "The row has"],
    ]);
    expect(
      result.findings.map(({ rule, file, line, child, rejects }) => [rule, file, line, child, rejects]),
    ).to.deep.equal([
      ["1004", "missing.csv", 4, "C1", true],
      ["1006", "missing.csv", 3, "C1", true],
      ["570", "missing.csv", 5, "C2", false],
      ["571", "missing.csv", 5, "C2", false],
    ]);
    expect(result.notChecked.map(({ rule, reason }) => `${rule}: ${reason}`)).to.include.members([
      "576: the Missing file of the year before was not given",
      "577: no Episodes file was given",
      "INT04: no Header file was given",
    ]);
  });

  it("knows the year before's table by its starts, and checks that its open periods go on", async () => {
    const store = await open();
    const result = await returning(store, {
      a: [MISSING, "C1,31/03/2006,M,30/03/2018,"],
      b: [MISSING, NIGHT],
    });
    expect(result.tables).to.deep.equal([
      { table: "Missing", file: "b.csv" },
      { table: "MissingLastYear", file: "a.csv" },
    ]);
    expect(result.findings.map(({ rule, file, line }) => [rule, file, line])).to.deep.equal([
      ["576", "b.csv", 2],
    ]);
    expect(await store.db.episode.count()).to.equal(1);
  });

  it("writes the rows of Header and Episodes that cannot be used to rejects files of their own", async () => {
    const store = await open();
    const result = await returning(store, {
      ...missingOf(NIGHT),
      header: [HEADER, "C1,7,31/03/2006"],
      episodes: [PLACED, "C1,01/05/2017,S,C2,N1,Q9,PR4,,", "C1,01/04/2016,S,C2,N1,U4,PR1,01/05/2017,X1"],
    });
    expect(tallyOf(result)).to.deep.equal([1, 0, 0, 0, 0]);
    expect(result.others.map(({ table, reasons }) => [table, reasons])).to.deep.equal([
      ["Header", { unknown_code: 1 }],
      ["Episodes", { unknown_code: 1 }],
    ]);
    expect(result.told.map((row) => row.slice(0, 3))).to.deep.equal([
      ["episodes.csv", "2", "PLACE"],
      ["header.csv", "2", "SEX"],
    ]);
  });

  it("stores nothing that has not happened, nor a period outside the child's first eighteen years", async () => {
    const store = await open();
    await havingChildren(store, { source: "council", externalId: "C3", dateOfBirth: "2018-06-30" });
    const result = await returning(
      store,
      missingOf(
        "C1,31/03/2006,M,31/07/2019,",
        "C2,01/01/2000,M,01/05/2018,02/05/2018",
        "C3,01/01/2007,M,10/06/2018,11/06/2018",
      ),
    );
    expect(result.missing.reasons).to.deep.equal({ in_the_future: 1, after_18: 1, before_birth: 1 });
    expect(await store.db.episode.count()).to.equal(0);
    expect(await store.db.child.count()).to.equal(1);
  });

  it("takes nothing that is no return of one year", async () => {
    const store = await open();
    for (const [files, sentence] of [
      [{ header: [HEADER, "C1,2,31/03/2006"] }, "None of the files is the return's table Missing"],
      [{ a: [MISSING, NIGHT], b: [MISSING, DAY_AWAY] }, "a.csv, b.csv"],
      [{ ...missingOf(NIGHT), a: [HEADER], b: [HEADER] }, "b.csv is a second table of its kind"],
    ] as const) {
      const said = await returning(store, files).catch((error: Error) => error.message);
      expect(said).to.contain(sentence);
    }
    expect(await store.db.importRun.count()).to.equal(0);
  });
});
