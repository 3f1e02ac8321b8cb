import { closeSync, openSync, writeSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { openFile } from "../../data/files/open-file.ts";
import { FileRefused } from "../../data/files/refused.ts";
import { CouncilFolder, readWhole } from "../support/council-files.ts";
import { expectNoFileToBreakTheReader, expectReadersAgree } from "../support/readers-agree.ts";
import { deepOptions } from "./options.ts";

const LONG_LINE_MB = 200;
const OPEN_MARK_MB = 20;
/** the bound of a whole import */
const MOST_MEMORY_MB = 600;

describe("Very many files as they come", () => {
  it("are read as a second, simple reader reads them, line by line", async function () {
    this.timeout(600_000);
    const { count = 20_000, seed } = deepOptions();
    console.log(`      ${count} files`);
    await expectReadersAgree({ runs: count, seed });
  });

  it("are read or refused with a sentence, however they are mangled", async function () {
    this.timeout(600_000);
    const { count = 20_000, seed } = deepOptions();
    console.log(`      ${count} files`);
    await expectNoFileToBreakTheReader({ runs: count, seed });
  });
});

describe("A line of 200 MB", () => {
  let folder: CouncilFolder;
  beforeEach(() => {
    folder = new CouncilFolder();
  });
  afterEach(() => folder.remove());

  function withLongLine(before: string, piece: string, after: string, megabytes = LONG_LINE_MB): string {
    const path = join(folder.path, "children.csv");
    const file = openSync(path, "w");
    writeSync(file, before);
    const megabyte = piece.repeat(1_000_000 / piece.length);
    for (let n = 0; n < megabytes; n++) writeSync(file, megabyte);
    writeSync(file, after);
    closeSync(file);
    return path;
  }

  it("costs its row and no other, in bounded memory", async function () {
    this.timeout(600_000);
    const header = "child_id,date_of_birth,name\n1,2005-01-01,Ann\n";
    for (const opening of ["2,2005-01-01,", '2,2005-01-01,"']) {
      const path = withLongLine(header + opening, "xy", "\n3,2005-01-01,Cy\n");
      const { rows, rejected } = await readWhole(path);
      expect(rows.map(({ line }) => line)).to.deep.equal([2, 4]);
      expect(rejected.map(({ line, code }) => ({ line, code }))).to.deep.equal([
        { line: 3, code: "too_long" },
      ]);
    }
    expect(process.memoryUsage.rss() / 1e6).to.be.lessThan(MOST_MEMORY_MB);
  });

  it("is no header", async function () {
    this.timeout(600_000);
    const error = await readWhole(withLongLine("", "x,", "")).catch((thrown: unknown) => thrown);
    expect(error).to.be.instanceOf(FileRefused).and.to.include({ code: "header_damaged" });
  });

  it("behind a mark that is never closed is no line: all but the mark's own are read", async function () {
    this.timeout(600_000);
    const path = withLongLine(
      'child_id,date_of_birth\n"0,2005-01-01\n',
      "1,2005-01-01\n2,2005-1-1\n",
      "",
      OPEN_MARK_MB,
    );
    const opened = await openFile(path, { timeZone: "Europe/London" });
    const counts = { read: 0, rows: 0, openMarks: 0 };
    for await (const { read, rows, rejected } of opened.batches()) {
      counts.read += read;
      counts.rows += rows.length;
      counts.openMarks += rejected.filter(({ code }) => code === "quote_open").length;
    }
    const pairs = OPEN_MARK_MB * Math.floor(1_000_000 / 24);
    expect(counts).to.deep.equal({ read: 1 + 2 * pairs, rows: pairs, openMarks: 1 });
    expect(process.memoryUsage.rss() / 1e6).to.be.lessThan(MOST_MEMORY_MB);
  });
});
