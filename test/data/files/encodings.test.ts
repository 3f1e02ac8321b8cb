import { expect } from "chai";
import { CouncilFolder, csv, readWhole } from "../../support/council-files.ts";

const HEADER = "child_id,date_of_birth,name";
const content = (...names: string[]) =>
  csv(HEADER, ...names.map((name, at) => `C${at},2005-05-0${(at % 9) + 1},${name}`));

function wide(text: string, order: "LE" | "BE", mark: boolean): Buffer {
  const bytes = Buffer.from((mark ? "\ufeff" : "") + text, "utf16le");
  return order === "LE" ? bytes : bytes.swap16();
}

describe("A file's encoding", () => {
  let folder: CouncilFolder;
  beforeEach(() => {
    folder = new CouncilFolder();
  });
  afterEach(() => folder.remove());

  const NAMES = ["Zoë Ó Briain", "Łukasz 王", "עברית", "🙂 Sam"];
  for (const [what, bytes, encoding] of [
    ["UTF-8", Buffer.from(content(...NAMES)), "UTF-8"],
    ["UTF-8 with a byte-order mark", Buffer.from(`\ufeff${content(...NAMES)}`), "UTF-8"],
    ["UTF-16 little-endian with a mark", wide(content(...NAMES), "LE", true), "UTF-16LE"],
    ["UTF-16 big-endian with a mark", wide(content(...NAMES), "BE", true), "UTF-16BE"],
    ["UTF-16 little-endian without one", wide(content(...NAMES), "LE", false), "UTF-16LE"],
    ["UTF-16 big-endian without one", wide(content(...NAMES), "BE", false), "UTF-16BE"],
  ] as const) {
    it(`is told: ${what}`, async () => {
      const { opened, rows, rejected } = await readWhole(folder.write("children.csv", bytes));
      expect(opened.encoding).to.equal(encoding);
      expect(opened.warnings).to.deep.equal([]);
      expect(rejected).to.deep.equal([]);
      expect(rows.map(({ row }) => row.name)).to.deep.equal(NAMES);
    });
  }

  it("is told: Windows-1252, with its own letters, and the summary is warned", async () => {
    const bytes = Buffer.from(content("Zo\xeb", "O\x92Brien", "\x80\x9f"), "latin1");
    const { opened, rows } = await readWhole(folder.write("children.csv", bytes));
    expect(opened.encoding).to.equal("Windows-1252");
    expect(opened.warnings.join()).to.match(/Windows-1252; if letters with accents look wrong/);
    expect(rows.map(({ row }) => row.name)).to.deep.equal(["Zoë", "O’Brien", "€Ÿ"]);
  });

  it("is told by the whole file: one late byte that is not UTF-8 makes it Windows-1252", async () => {
    const long = Buffer.from(content(...Array.from({ length: 20_000 }, (_, n) => `Anna ${n}`)));
    const path = folder.write(
      "children.csv",
      Buffer.concat([long, Buffer.from("C9,2005-05-05,Zo\xeb", "latin1")]),
    );
    const { opened, rows, read } = await readWhole(path);
    expect(opened.encoding).to.equal("Windows-1252");
    expect(read).to.equal(20_001);
    expect(rows.at(-1)?.row.name).to.equal("Zoë");
  });

  it("is told by what is likelier: a stray byte among UTF-8 costs its row, and garbles no other", async () => {
    const names = Buffer.from(content("Zoë", "Siân", "Łukasz"));
    const stray = Buffer.from("C9,2005-05-05,O\x92Brien\r\n", "latin1");
    const { opened, rows, rejected } = await readWhole(
      folder.write("children.csv", Buffer.concat([names, stray])),
    );
    expect(opened.encoding).to.equal("UTF-8");
    expect(opened.warnings.join()).to.match(/not throughout; the rows that cannot be read are rejected/);
    expect(rows.map(({ row }) => row.name)).to.deep.equal(["Zoë", "Siân", "Łukasz"]);
    expect(rejected.map(({ line, column, code }) => ({ line, column, code }))).to.deep.equal([
      { line: 5, column: "name", code: "character" },
    ]);
  });

  it("is told by what is likelier: two letters of Windows-1252 that spell one of UTF-8 do not outweigh the rest", async () => {
    const bytes = Buffer.from(content("Zo\xeb", "Si\xe2n", "\xc3\xa9"), "latin1");
    const { opened, rows } = await readWhole(folder.write("children.csv", bytes));
    expect(opened.encoding).to.equal("Windows-1252");
    expect(rows.map(({ row }) => row.name)).to.deep.equal(["Zoë", "Siân", "Ã©"]);
  });

  it("may cut a character between two pieces of the file", async () => {
    for (const shift of [0, 1, 2, 3]) {
      const names = Array.from({ length: 9_000 }, () => "王🙂");
      const text = content("x".repeat(shift), ...names);
      const { opened, rows } = await readWhole(folder.write(`children${shift}.csv`, text));
      expect(opened.encoding).to.equal("UTF-8");
      expect(rows.slice(1).every(({ row }) => row.name === "王🙂")).to.equal(true);
    }
  });

  it("that its mark names holds: a row that it cannot spell is rejected, and the others are read", async () => {
    const marked = Buffer.concat([
      Buffer.from(`\ufeff${content("Zoë")}`),
      Buffer.from("C8,2005-05-05,Zo\xeb\r\n", "latin1"),
    ]);
    const half = wide(content("Zoë", "Sam \ud83d"), "LE", true);
    for (const bytes of [marked, half]) {
      const { rows, rejected } = await readWhole(folder.write("children.csv", bytes));
      expect(rows.map(({ row }) => row.name)).to.deep.equal(["Zoë"]);
      expect(rejected.map(({ line, column, code }) => ({ line, column, code }))).to.deep.equal([
        { line: 3, column: "name", code: "character" },
      ]);
    }
  });

  it("leaves a cell with a NUL in it unread", async () => {
    const { rows, rejected } = await readWhole(folder.write("children.csv", content("Za\0ra", "Sam")));
    expect(rows.map(({ row }) => row.name)).to.deep.equal(["Sam"]);
    expect(rejected[0]).to.include({ line: 2, column: "name", code: "character" });
  });
});
