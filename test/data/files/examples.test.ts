import { readFileSync } from "node:fs";
import { expect } from "chai";
import { LONDON } from "../../../data/calendar.ts";
import { FORMATS } from "../../../data/files/formats.ts";
import { EXCHANGE_KINDS, type FileKind, RETURN_KINDS } from "../../../data/files/kinds.ts";
import { collectionYear } from "../../../data/files/returns/collection-year.ts";
import { checkReturn } from "../../../data/files/rules/rules.ts";
import { findFiles } from "../../../data/files/which-files.ts";

const FOLDER = new URL("../../../data/examples/", import.meta.url).pathname;

describe("An example file for a data officer", () => {
  it("is there for every file of the exchange, with all its columns, and each of its rows is read", async () => {
    const found = await read(FOLDER);
    expect(found.map(({ kind }) => kind)).to.deep.equal([...EXCHANGE_KINDS]);
    for (const { kind, header, rejected } of found) {
      expect(header).to.deep.equal(FORMATS[kind].columns.map(({ name }) => name));
      expect(rejected).to.deep.equal([]);
    }
  });

  it("is explained column by column, with the codes that may stand in it", () => {
    const page = readFileSync(`${FOLDER}README.md`, "utf8");
    for (const kind of EXCHANGE_KINDS) {
      const section = page.split("### ").find((part) => part.startsWith(`${kind}.csv`)) ?? "";
      const lines = section.split("\n").filter((line) => line.startsWith("| `"));
      expect(lines).to.have.length(FORMATS[kind].columns.length);
      FORMATS[kind].columns.forEach(({ name, required, about, codes = {} }, i) => {
        expect(lines[i]).to.match(new RegExp(`^\\| \`${name}\`${required ? " \\\\\\*" : ""}\\s+\\| `));
        for (const told of [about, ...Object.values(codes).map((code) => `\`${code}\``)])
          expect(lines[i]).to.contain(told);
      });
    }
  });

  it("is there for the statutory return, and breaks none of its rules", async () => {
    const found = await read(`${FOLDER}ssda903`);
    expect(found.map(({ kind }) => kind)).to.deep.equal([...RETURN_KINDS]);
    const [Header, Episodes, Missing] = found.map(({ rows }) => rows);
    const year = collectionYear("2025/26")!;
    const { findings } = checkReturn({ Missing, Header, Episodes } as never, year);
    expect(findings).to.deep.equal([]);
  });
});

interface Read {
  kind: FileKind;
  header: readonly string[];
  rows: unknown[];
  rejected: unknown[];
}

async function read(folder: string): Promise<Read[]> {
  const { files, refused } = await findFiles([folder], { timeZone: LONDON });
  expect(refused).to.deep.equal([]);
  const out: Read[] = [];
  for (const file of files) {
    const all: Read = { kind: file.kind, header: file.header, rows: [], rejected: [] };
    for await (const { rows, rejected } of file.batches()) {
      all.rows.push(...rows.map(({ row }) => row));
      all.rejected.push(...rejected);
    }
    out.push(all);
  }
  return out;
}
