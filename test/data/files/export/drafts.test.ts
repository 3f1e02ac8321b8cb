import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { ExportRefused, type WriteFile, writeTogether } from "../../../../data/files/export/drafts.ts";

describe("Files that are written together", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "homeward-drafts-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const NAMES = ["a.csv", "b.csv"];
  async function* batches(...rows: string[][]) {
    yield rows;
  }
  const both = async (write: WriteFile) =>
    (await write("a.csv", ["x"], batches(["1"], ["2"]))) + (await write("b.csv", ["y"], batches(["3"])));
  const refused = (promise: Promise<unknown>) =>
    promise.then(
      () => expect.fail("it was not refused"),
      (error: unknown) => {
        expect(error).to.be.instanceOf(ExportRefused);
        return (error as Error).message;
      },
    );

  it("have their names when all are whole, and are for nobody else to read", async () => {
    const inside = join(folder, "new", "deeper");
    expect(await writeTogether(inside, NAMES, { force: false }, both)).to.equal(3);
    expect(readdirSync(inside).sort()).to.deep.equal(NAMES);
    expect(readFileSync(join(inside, "a.csv"), "utf8")).to.equal("x\r\n1\r\n2\r\n");
    expect(statSync(join(inside, "a.csv")).mode & 0o777).to.equal(0o600);
  });

  it("replace no file that is there already, unless told to", async () => {
    writeFileSync(join(folder, "b.csv"), "kept");
    const message = await refused(writeTogether(folder, NAMES, { force: false }, both));
    expect(message).to.include("holds b.csv already").and.include("--force");
    expect(readdirSync(folder)).to.deep.equal(["b.csv"]);
    expect(readFileSync(join(folder, "b.csv"), "utf8")).to.equal("kept");
    await writeTogether(folder, NAMES, { force: true }, both);
    expect(readFileSync(join(folder, "b.csv"), "utf8")).to.equal("y\r\n3\r\n");
  });

  it("leave nothing behind where one of them fails, and what was there as it was", async () => {
    writeFileSync(join(folder, "a.csv"), "kept");
    const failing = writeTogether(folder, NAMES, { force: true }, async (write) => {
      await write("a.csv", ["x"], batches(["1"]));
      throw new Error("the store went away");
    });
    expect(await failing.catch((error: Error) => error.message)).to.equal("the store went away");
    expect(readdirSync(folder)).to.deep.equal(["a.csv"]);
    expect(readFileSync(join(folder, "a.csv"), "utf8")).to.equal("kept");
  });

  it("are refused with a sentence where the folder is a file", async () => {
    const file = join(folder, "file");
    writeFileSync(file, "");
    expect(await refused(writeTogether(file, NAMES, { force: false }, both))).to.include("is a file");
    expect(await refused(writeTogether(join(file, "x"), NAMES, { force: false }, both))).to.include(
      "lies below a file",
    );
  });

  it("are refused with a sentence where the folder may not be written to", async function () {
    if (process.getuid?.() === 0) this.skip();
    chmodSync(folder, 0o500);
    expect(await refused(writeTogether(folder, NAMES, { force: false }, both))).to.include("permissions");
    chmodSync(folder, 0o700);
  });
});
