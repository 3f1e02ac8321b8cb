import { rmSync } from "node:fs";
import { expect } from "chai";
import { openStore } from "../../data/store/open.ts";
import { runCommand } from "../support/command.ts";
import { CouncilFolder, csv } from "../support/council-files.ts";
import { freshFolder, TEST_CLOCK } from "../support/stores.ts";

const MISSING = "CHILD,DOB,MISSING,MIS_START,MIS_END";
const NIGHT = "A1,01/06/2005,M,10/06/2018,11/06/2018";

describe("npm run import -- --ssda903", () => {
  let data: string;
  let folder: CouncilFolder;
  beforeEach(async () => {
    data = await freshFolder();
    folder = new CouncilFolder();
  });
  afterEach(() => {
    rmSync(data, { recursive: true });
    folder.remove();
  });

  const run = (...args: string[]) => runCommand("bot/cli/import.ts", data, ["--ssda903", ...args]);

  it("says by 0, 1 and 2 whether every row was stored, and tells by rule, line and child what is wrong", async function () {
    this.timeout(180_000);
    const store = await openStore({ dataDir: data, as: "server", clock: TEST_CLOCK });
    try {
      const path = folder.write("missing.csv", csv(MISSING, NIGHT, "A1,01/06/2005,M,05/04/2019,06/04/2019"));
      const lastYear = folder.write("before.csv", csv(MISSING, "A1,01/06/2005,M,30/03/2018,"));
      const whole = await run("--year", "2018/19", "--last-year", lastYear, path);
      expect(whole.exit, whole.said).to.equal(0);
      expect(whole.said)
        .to.contain("Missing from missing.csv, Missing of the year before from before.csv")
        .and.to.contain("2 stored, 0 updated, 0 unchanged, 0 rejected, 0 in conflict")
        .and.to.contain("Children: 1 stored")
        .and.to.contain("  570, missing.csv, line 3, A1: The period starts after the end")
        .and.to.contain("  576, missing.csv, line 2, A1: ")
        .and.to.match(/Not checked, because no Episodes file was given: 575, 577/);

      folder.write("missing.csv", csv(MISSING, NIGHT, "A1,01/06/2005,X,01/02/2019,"));
      const some = await run("--year", "2018/19", "--replace-year", "--rejects", folder.path, path);
      expect(some.exit, some.said).to.equal(1);
      expect(some.said)
        .to.contain("rejected, 1006: 1")
        .and.to.contain(`${folder.path}/missing.rejected-`)
        .and.to.contain("no more in this one; voided:\n  ME-20002 (A1)\n")
        .and.to.match(/1006, missing\.csv, line 3, A1: .* Not stored\./);
      expect(await store.db.episode.count({ where: { voidedAt: null } })).to.equal(1);

      const none = await run("--year", "2018", path);
      expect([none.exit, none.said]).to.deep.equal([
        2,
        `"2018" is no collection year. Write --year 2018/19.\n`,
      ]);
    } finally {
      await store.close();
    }
  });
});
