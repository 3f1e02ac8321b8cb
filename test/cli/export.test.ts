import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { setMark } from "../../data/store/mark.ts";
import { openStore } from "../../data/store/open.ts";
import { havingChildren, havingEpisodes, hours } from "../support/builders.ts";
import { runCommand } from "../support/command.ts";
import { freshFolder, TEST_CLOCK } from "../support/stores.ts";
import { openWord } from "../support/word.ts";

describe("npm run export", () => {
  let data: string;
  let to: string;
  beforeEach(async () => {
    data = await freshFolder();
    to = mkdtempSync(join(tmpdir(), "homeward-to-"));
  });
  afterEach(() => {
    for (const folder of [data, to]) rmSync(folder, { recursive: true });
  });

  const run = (...args: string[]) => runCommand("bot/cli/export.ts", data, args);

  it("works beside the bot that has the store open, and says what it wrote", async function () {
    this.timeout(180_000);
    const store = await openStore({ dataDir: data, as: "server", clock: TEST_CLOCK });
    try {
      const [kit] = await havingChildren(store, { name: "Kit Marlow", lookedAfter: true });
      await havingEpisodes(store, { childId: kit!, startedAt: hours(-9), endedAt: hours(-2) });
      const whole = await run("--to", to);
      expect(whole.exit, whole.said).to.equal(0);
      expect(whole.said).to.contain("children.csv: 1 row\n").and.to.contain("interviews.csv: 0 rows");
      expect(whole.said).to.not.contain("Kit");
      expect(readFileSync(join(to, "children.csv"), "utf8")).to.contain("Kit Marlow");

      const again = await run("--to", to);
      expect(again.exit).to.equal(2);
      expect(again.said).to.contain("--force");

      const year = await run("--to", to, "--ssda903", "--year", "2019/20", "--annex-a");
      expect(year.exit, year.said).to.equal(0);
      expect(readdirSync(to)).to.include.members([
        "ssda903_missing_2019-20.csv",
        "annex_a_list_8_missing.csv",
      ]);
      const accounts = await store.db.audit.findMany({ where: { kind: "disclosure" } });
      expect(accounts.map(({ personId }) => personId)).to.deep.equal(["local-operator", "local-operator"]);
    } finally {
      await store.close();
    }
  });

  it("exports nothing, with 2 and a sentence, where it cannot tell what is wanted", async function () {
    this.timeout(180_000);
    for (const [args, sentence] of [
      [["--year", "2018/19"], "--to FOLDER"],
      [["--to", to, "--ssda903", "--year", "2018"], `"2018" is no collection year`],
    ] as const) {
      const { exit, said } = await run(...args);
      expect(exit).to.equal(2);
      expect(said)
        .to.contain(sentence)
        .and.to.not.match(/\bat \S+ \(/);
    }
    expect(readdirSync(to)).to.deep.equal([]);
  });

  it("writes a pack as a Word document, for the account that asked alone, and leaves an account of it", async function () {
    this.timeout(180_000);
    const store = await openStore({ dataDir: data, as: "server", clock: TEST_CLOCK });
    try {
      const [kit] = await havingChildren(store, { name: "Kit Marlow", lookedAfter: true });
      await havingEpisodes(store, { childId: kit!, startedAt: hours(-9), endedAt: hours(-2) });
      await setMark(store.db, { kind: "real" });
      const written = await run("--to", to, "--pack", "annual", "--period", "2019/20");
      expect(written.exit, written.said).to.equal(0);
      expect(written.said).to.contain("homeward-board-report-2019-20.docx");
      const path = join(to, "homeward-board-report-2019-20.docx");
      expect(statSync(path).mode & 0o777).to.equal(0o600);
      const { parts, words } = openWord(readFileSync(path));
      expect(words).to.contain("2019/20");
      expect(Object.values(parts).join()).to.not.contain("Marlow");
      const [account] = await store.db.audit.findMany({ where: { kind: "disclosure" } });
      expect(account!.detail).to.deep.include({ what: "export", pack: "board_report" });

      for (const [args, sentence] of [
        [["--pack", "annual", "--period", "2019/20"], "--force"],
        [["--pack", "weekly"], '"weekly" is no pack'],
        [["--pack", "monthly", "--period", "soon"], '"soon" is no period'],
        [["--pack", "monthly", "--period", "2018/19"], "one calendar month"],
        [["--period", "2018/19"], "--to FOLDER"],
      ] as const) {
        const { exit, said } = await run("--to", to, ...args);
        expect([exit, said.includes(sentence)], said).to.deep.equal([2, true]);
      }
      expect(readdirSync(to)).to.have.length(1);
    } finally {
      await store.close();
    }
  });
});
