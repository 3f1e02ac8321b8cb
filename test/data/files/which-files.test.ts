import { mkdirSync, renameSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { gzipSync, zipSync } from "fflate";
import { openFile } from "../../../data/files/open-file.ts";
import { FileRefused } from "../../../data/files/refused.ts";
import { findFiles } from "../../../data/files/which-files.ts";
import { CouncilFolder, csv } from "../../support/council-files.ts";

const options = { timeZone: "Europe/London" };
let folder: CouncilFolder;
beforeEach(() => {
  folder = new CouncilFolder();
});
afterEach(() => folder.remove());

async function refusal(content: string | Uint8Array): Promise<string> {
  const { files, refused } = await findFiles([folder.write("nightly.csv", content)], options);
  expect(files).to.deep.equal([]);
  expect(refused).to.have.length(1);
  return refused[0]!.message;
}

describe("The files of a folder", () => {
  it("come in an import's order, several of one kind by name, whatever they are called", async () => {
    folder.write("1.csv", "meeting_id,episode_id\n");
    folder.write("2.csv", "interview_id,episode_id\n");
    folder.write("e-10.csv", "episode_id,child_id,missing_from\n");
    folder.write("e-9.CSV", "episode_id,child_id,missing_from\n");
    folder.write("4.csv", "child_id,date_of_birth\n");
    folder.write("5.csv", "placement,placement_type\n");
    folder.write("6.csv", "CHILD,DOB,MISSING,MIS_START,MIS_END\n");
    folder.write("7.csv", "CHILD,SEX,DOB\n");
    folder.write("8.csv", "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC\n");
    const { files, refused, passedOver } = await findFiles([folder.path], options);
    expect(files.map(({ name, kind }) => `${name} ${kind}`)).to.deep.equal([
      "5.csv placements",
      "4.csv children",
      "e-9.CSV episodes",
      "e-10.csv episodes",
      "2.csv interviews",
      "1.csv strategy_meetings",
      "7.csv ssda903_header",
      "8.csv ssda903_episodes",
      "6.csv ssda903_missing",
    ]);
    expect([...refused, ...passedOver]).to.deep.equal([]);
  });

  it("are those that end in .csv; the others are named, and no folder in it is opened", async () => {
    folder.write("children.csv", "child_id,date_of_birth\n");
    folder.write("notes.txt", "x");
    folder.write(".children.csv", "x");
    mkdirSync(join(folder.path, "old.csv"));
    const { files, passedOver } = await findFiles([folder.path, join(folder.path, "children.csv")], options);
    expect(files.map(({ name }) => name)).to.deep.equal(["children.csv"]);
    expect(passedOver).to.deep.equal([join(folder.path, "notes.txt")]);
  });

  it("that cannot be read are refused one by one", async () => {
    folder.write("children.csv", "child_id,date_of_birth\n");
    folder.write("empty.csv", "");
    const { files, refused } = await findFiles([folder.path, join(folder.path, "gone.csv")], options);
    expect(files).to.have.length(1);
    expect(refused.map(({ code }) => code)).to.deep.equal(["empty", "not_found"]);
    expect(refused[1]!.message).to.match(/^There is no file .*gone\.csv\. Check/);
  });

  it("are asked for where there are none", async () => {
    const { refused } = await findFiles([folder.path], options);
    expect(refused[0]!.message).to.match(/^The folder .* holds no file ending in \.csv/);
  });
});

describe("A file that is none of the council's", () => {
  for (const [what, content, words] of [
    ["an empty file", "", /is empty/],
    ["a mark and nothing more", "\ufeff\r\n\r\n", /is empty/],
    [
      "a zip file",
      zipSync({ "children.csv": Buffer.from("child_id") }),
      /is a zip file or an Excel workbook/,
    ],
    ["a compressed file", gzipSync(Buffer.from("child_id,date_of_birth")), /is compressed/],
    ["a PDF", "%PDF-1.7\n", /is a PDF/],
    [
      "bytes",
      Uint8Array.from({ length: 5000 }, (_, n) => (n * 7919) % 251),
      /has no column that Homeward knows/,
    ],
    [
      "prose",
      "Dear all,\nplease find attached",
      /has no column that Homeward knows in its first line \(“Dear all,”\)/,
    ],
    ["semicolons", "child_id;date_of_birth;name\n1;2005-01-01;Ann", /parted by semicolons\. Save it as CSV/],
    ["a line without end", "x".repeat(3_000_000), /has no header/],
    ["an open mark", `"child_id,date_of_birth\n${"1,2\n".repeat(9)}`, /has no header/],
    [
      "no date of birth",
      "child_id,name\n",
      /has no column date_of_birth, without which a row is not a child/,
    ],
    [
      "a start in capitals",
      "episode_id,child_id,MISSING_FROM\n",
      /“MISSING_FROM” must be written missing_from/,
    ],
    ["a column twice", "child_id,date_of_birth,name,name\n", /has the column name twice\. Take one/],
    ["another table", "CHILD,SEX,DOB,DUC\n", /is the SSDA903 table UASC, which Homeward does not use/],
    [
      "a table of reviews",
      "REVIEW_CODE,CHILD,DOB,REVIEW\n",
      /is the SSDA903 table Reviews, which Homeward does not use\. Leave it out/,
    ],
    [
      "lines that a CR alone ends",
      "child_id,date_of_birth,name\r1,2005-01-01,Ann\r",
      /ends its lines with CR alone.*Save it as “CSV UTF-8”/,
    ],
    [
      "quoted lines that a CR alone ends",
      '"child_id","date_of_birth"\r"1","2005-01-01"\r',
      /ends its lines with CR alone/,
    ],
    ["columns in capitals", "Child_ID,Date_Of_Birth\n", /“Child_ID” must be written child_id/],
    ["columns in small letters", "child,dob,sex\n", /“child” must be written CHILD/],
  ] as [string, string | Uint8Array, RegExp][]) {
    it(`is refused with a sentence: ${what}`, async () => {
      const message = await refusal(content);
      expect(message).to.match(/^nightly\.csv /);
      expect(message).to.match(words);
    });
  }

  it("is no list of placements where an episode's id is misspelt", async () => {
    const header = "episodeid,child_id,missing_from,placement,placement_type";
    expect(await refusal(`${header}\n`)).to.match(/has no column episode_id/);
  });
});

describe("A file that has changed since it was opened", () => {
  it("is refused where its columns are others", async () => {
    const path = folder.write("children.csv", csv("child_id,date_of_birth", "1,2005-01-01"));
    const opened = await openFile(path, options);
    folder.write("children.csv", csv("date_of_birth,child_id", "2005-01-01,1"));
    const batches = opened.batches()[Symbol.asyncIterator]();
    const error = await batches.next().catch((thrown: unknown) => thrown);
    expect(error).to.be.instanceOf(FileRefused).and.to.include({ code: "changed_meanwhile" });
  });

  it("is refused where it is gone", async () => {
    const path = folder.write("children.csv", csv("child_id,date_of_birth", "1,2005-01-01"));
    const opened = await openFile(path, options);
    renameSync(path, `${path}.moved`);
    const batches = opened.batches()[Symbol.asyncIterator]();
    const error = await batches.next().catch((thrown: unknown) => thrown);
    expect(error).to.be.instanceOf(FileRefused).and.to.include({ code: "not_found" });
  });
});

describe("A file with other columns too", () => {
  it("is read without them, and the summary names them", async () => {
    const path = folder.write(
      "children.csv",
      "Colour,child_id,date_of_birth,,Shoe size,\nred,1,2005-01-01,,5,\n",
    );
    const opened = await openFile(path, options);
    expect(opened.warnings).to.deep.equal([
      "Colour and Shoe size are no columns that Homeward knows, and what stands there was ignored.",
      "2 columns without a name were ignored.",
    ]);
    expect([...opened.fields]).to.deep.equal(["childId", "dateOfBirth"]);
  });

  it("is a list of placements even where it names teams", async () => {
    const path = folder.write("homes.csv", "placement,placement_type,team,worker,category\n");
    expect((await openFile(path, options)).kind).to.equal("placements");
  });
});

describe("The bytes of a file", () => {
  it("come in batches of fewer rows where the rows are long, so that memory is bounded", async () => {
    const note = "x".repeat(900_000);
    const rows = Array.from({ length: 20 }, (_, n) => `${n},2005-01-01,${note}`);
    const opened = await openFile(
      folder.write("children.csv", csv("child_id,date_of_birth,note", ...rows)),
      options,
    );
    const sizes: number[] = [];
    for await (const batch of opened.batches()) sizes.push(batch.read);
    expect(sizes.reduce((sum, size) => sum + size)).to.equal(20);
    expect(Math.max(...sizes)).to.be.at.most(6);
  });

  it("are counted as they are read, and come in batches that add up", async () => {
    const rows = Array.from({ length: 9_001 }, (_, n) => (n % 10 === 0 ? `${n},never` : `${n},2005-01-01`));
    const opened = await openFile(
      folder.write("children.csv", csv("child_id,date_of_birth", ...rows)),
      options,
    );
    const heard: number[] = [];
    let read = 0;
    for await (const batch of opened.batches((bytes) => heard.push(bytes))) {
      expect(batch.read).to.equal(batch.rows.length + batch.rejected.length);
      expect(batch.read).to.be.at.most(5_000);
      read += batch.read;
    }
    expect(read).to.equal(9_001);
    expect(heard.length).to.be.greaterThan(1);
    expect(heard).to.deep.equal([...heard].sort((a, b) => a - b));
    expect(heard.at(-1)).to.equal(opened.bytes);
  });
});
