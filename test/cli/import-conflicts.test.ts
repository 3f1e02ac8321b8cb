import { rmSync } from "node:fs";
import { expect } from "chai";
import { choiceOf, conflictLines, settleChoices } from "../../bot/cli/import-conflicts.ts";
import { openStore } from "../../data/store/open.ts";
import type { Store } from "../../data/store/store.ts";
import { havingOrganisation, hours, NOW } from "../support/builders.ts";
import { runCommand } from "../support/command.ts";
import { havingConflicts } from "../support/conflicts.ts";
import { CANARY } from "../support/demo-store.ts";
import { describeOnBothStores, freshFolder, TEST_CLOCK } from "../support/stores.ts";
import { NAMES, smallTown, type Town } from "../support/town.ts";

describeOnBothStores("Conflicts with the files, on the command line", (open) => {
  let store: Store;
  let town: Town;
  beforeEach(async () => {
    store = await open();
    town = await smallTown(store);
  });

  it("are listed by reference, with both values, file, line and instant, and no child's name", async () => {
    await havingOrganisation(store, { placements: [{ name: `The ${NAMES.lee}s`, type: "foster_care" }] });
    const [one, two] = await havingConflicts(
      store,
      {
        ...{ kind: "made_here", table: "episode", rowId: town.kit.episodeId, line: 12 },
        ours: { risk: "high" },
        file: { risk: null },
        detectedAt: hours(-2),
      },
      {
        ...{ table: "child", rowId: town.sam.childId },
        ours: { name: NAMES.sam, placement: null, flags: ["cce", "cse"] },
        file: { name: NAMES.lee, placement: `The ${NAMES.lee}s`, flags: [] },
        detectedAt: hours(-1),
      },
    );
    const said = await conflictLines(store);
    const { number } = await store.db.episode.findUniqueOrThrow({ where: { id: town.kit.episodeId } });
    expect(said).to.contain(`${one}  episode ME-${number}, ${town.kit.reference}: logged here`);
    expect(said).to.contain("risk: ours high, the file's blank");
    expect(said).to.contain("episodes.csv, line 12, found 2019-07-30T11:00:00.000Z");
    expect(said).to.contain(`${two}  child ${town.sam.reference}: changed here`);
    expect(said).to.contain("flags: ours cce;cse, the file's blank");
    expect(said).to.contain("placement: ours blank, the file's (not shown here)");
    expect(said).to.contain("2 conflicts. Settle each with");
    expect(said).not.to.match(CANARY);
    for (const name of Object.values(NAMES)) expect(said).not.to.contain(name);
  });

  it("are said to be none where none is open", async () => {
    expect(await conflictLines(store)).to.equal("No conflict with the files is open.");
  });

  it("are settled one by one, each with a sentence", async () => {
    const about = { table: "child" as const, rowId: town.kit.childId };
    const [one, two, three] = (await havingConflicts(
      store,
      { ...about, ours: { outOfArea: null }, file: { outOfArea: true }, detectedAt: hours(-3) },
      { ...about, ours: { responsibleAuthority: "Leeds" }, file: {}, detectedAt: hours(-2) },
      { ...about, ours: {}, file: { gender: "none such" }, detectedAt: hours(-1) },
    )) as [number, number, number];
    const { lines, settled } = await settleChoices(
      store,
      [
        { id: one, choice: "file" },
        { id: one, choice: "ours" },
        { id: two, choice: "file" },
        { id: two, choice: "ours" },
        { id: three, choice: "file" },
        { id: 999_999, choice: "ours" },
      ],
      NOW,
    );
    expect(settled).to.equal(2);
    expect(lines).to.have.length(6);
    expect(lines[0]).to.contain("what the file says is stored");
    expect(lines[1]).to.contain("was settled for file by local-operator, 2019-07-30T13:00:00.000Z");
    expect(lines[2]).to.contain("has changed meanwhile");
    expect(lines[3]).to.contain("what the store says stays");
    expect(lines[4]).to.contain("do not fit the store");
    expect(lines[5]).to.equal(
      "There is no conflict 999999. npm run import -- --conflicts lists those that are open.",
    );
    expect(await store.db.child.findUniqueOrThrow({ where: { id: town.kit.childId } })).to.include({
      outOfArea: true,
    });
  });
});

describe("npm run import -- --settle", () => {
  it("takes an id and a choice", () => {
    expect(choiceOf("7=ours")).to.deep.equal({ id: 7, choice: "ours" });
    expect(choiceOf("12=file")).to.deep.equal({ id: 12, choice: "file" });
    for (const other of ["7", "7=", "7=agreed", "=ours", "x=file", "7=ours ", "1e3=ours", "12345678901=file"])
      expect(choiceOf(other), other).to.equal(null);
  });

  it("ends with 2 and a sentence where there is no such conflict, and lists those that are open", async function () {
    this.timeout(120_000);
    const data = await freshFolder();
    const store = await openStore({ dataDir: data, as: "server", clock: TEST_CLOCK });
    try {
      const { exit, said } = await runCommand("bot/cli/import.ts", data, [
        "--settle",
        "7=ours",
        "--conflicts",
      ]);
      expect(exit, said).to.equal(2);
      expect(said)
        .to.contain("There is no conflict 7.")
        .and.to.contain("No conflict with the files is open.");
      expect(said).to.not.match(/\bat \S+ \(/);
    } finally {
      await store.close();
      rmSync(data, { recursive: true });
    }
  });
});
