import { readFileSync } from "node:fs";
import { expect } from "chai";
import { parse } from "csv-parse/sync";
import { Rejects } from "../../../../data/files/import/rejects.ts";
import { NOW } from "../../../support/builders.ts";
import { CouncilFolder, csv, readWhole } from "../../../support/council-files.ts";

describe("A rejects file", () => {
  let folder: CouncilFolder;
  beforeEach(() => {
    folder = new CouncilFolder();
  });
  afterEach(() => folder.remove());

  /** The path of the rejects file of children with these cells behind a date that is none. */
  async function rejecting(header: string, ...rows: string[]): Promise<string> {
    const path = folder.write("children.csv", csv(`child_id,date_of_birth,${header}`, ...rows));
    const { opened, rejected } = await readWhole(path);
    const rejects = new Rejects(opened, NOW);
    await rejects.add(rejected);
    await rejects.close();
    return rejects.path;
  }

  it("that is mended reads as the file would have: spaces, quotation marks and formulas mean what they meant", async () => {
    const rows = (date: string) => [
      `1,${date}, Sam ," Lee ",x`,
      `2,${date},'=1,"'=1 ",\tx`,
      `3,${date}, '=1,"a, ""b""\r\nc",\r x `,
      `" 4 ",${date},=1,-1,"  "`,
    ];
    const path = await rejecting("name,team,worker", ...rows("never"));
    const mended = folder.write("mended.csv", readFileSync(path, "utf8").replaceAll("never", "2005-01-01"));
    const wanted = folder.write(
      "wanted.csv",
      csv("child_id,date_of_birth,name,team,worker", ...rows("2005-01-01")),
    );
    const said = async (file: string) => (await readWhole(file)).rows.map(({ row }) => row);
    expect(await said(wanted)).to.have.length(4);
    expect(await said(mended)).to.deep.equal(await said(wanted));
  });

  it("keeps the cells of a row that has more of them than the header", async () => {
    const path = await rejecting("name", '1,2005-01-01,Smith, Sam,"a, b"', "2,never,Lee");
    const rows: Record<string, string>[] = parse(readFileSync(path), { columns: true });
    expect(rows.map((row) => [row.child_id, row.name, row.rejected_value])).to.deep.equal([
      ["1", "Smith", 'Sam,"a, b"'],
      ["2", "Lee", "never"],
    ]);
  });

  it("is written over by no other, were they of one second", async () => {
    const [one, two] = [await rejecting("name", "1,never,Sam"), await rejecting("name", "2,never,Lee")];
    expect(two).to.not.equal(one);
    expect(readFileSync(one, "utf8")).to.contain("\n1,never,Sam,");
    expect(readFileSync(two, "utf8")).to.contain("\n2,never,Lee,");
  });
});
