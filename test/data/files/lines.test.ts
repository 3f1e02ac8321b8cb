import { expect } from "chai";
import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { cellsOf, isOneRow } from "../../../data/files/cells.ts";
import { MOST_CHARACTERS, RecordCutter } from "../../../data/files/records.ts";

function cut(...pieces: string[]) {
  const cutter = new RecordCutter(isOneRow);
  const records = [...pieces.flatMap((piece) => cutter.push(piece)), ...cutter.end()];
  return cellsOf(records).map(({ line, cells, fault }) => ({ line, cells, fault }));
}

function byParser(text: string): [string, boolean][] | null {
  const cast = (cell: string, { quoting }: { quoting: boolean }) => [cell, quoting] as unknown as string;
  try {
    return parse(text, { record_delimiter: "\n", cast })[0] as unknown as [string, boolean][];
  } catch {
    return null;
  }
}

const row = (line: number, ...cells: string[]) => ({ line, cells, fault: null });

describe("The lines of a file", () => {
  it("are rows, ended by CR LF or LF, and the last by nothing", () => {
    expect(cut("a,b\r\n1,2\n3,4")).to.deep.equal([row(1, "a", "b"), row(2, "1", "2"), row(3, "3", "4")]);
    expect(cut("a,b\r\n1,2\r\n")).to.deep.equal(cut("a,b\n1,2"));
  });

  it("may hold commas, doubled quotation marks and line breaks in a quoted cell", () => {
    expect(cut('"a,b","say ""no""",c\r\n"x\r\ny\n",2,3\r\n4,5,6')).to.deep.equal([
      row(1, "a,b", 'say "no"', "c"),
      row(2, "x\r\ny\n", "2", "3"),
      row(5, "4", "5", "6"),
    ]);
  });

  it("are counted where they are blank, and blank ones are no rows", () => {
    expect(cut("\n\r\na,b\n\n\n1,2\n\r\n")).to.deep.equal([row(3, "a", "b"), row(6, "1", "2")]);
  });

  it("with a stray quotation mark cost one row and no other", () => {
    const rows = cut('1,a\n2,b"c\n3,"d"\n4,"e" f\n5,"g\n6,h\n');
    expect(rows.map(({ line, fault }) => [line, fault])).to.deep.equal([
      [1, null],
      [2, "quotes"],
      [3, null],
      [4, "quotes"],
      [5, "quote_open"],
      [6, null],
    ]);
  });

  it("that a stray mark joins are read again one by one", () => {
    const rows = cut('1,a"\n2,b\n3,"c\nd"\n4,e"\n5,f\n');
    expect(rows.map(({ line, fault }) => [line, fault])).to.deep.equal([
      [1, "quotes"],
      [2, null],
      [3, null],
      [5, "quote_open"],
      [6, null],
    ]);
  });

  it("that are too long are named and left out, in whatever pieces they come", () => {
    const long = "x".repeat(MOST_CHARACTERS + 1);
    const file = `1,a\n2,${long}\n3,"b"\n4,"${long}\n5,c`;
    const pieces = file.match(/(.|\n){1,70000}/g)!;
    for (const rows of [cut(file), cut(...pieces)]) {
      expect(rows.map(({ line, fault }) => [line, fault])).to.deep.equal([
        [1, null],
        [2, "too_long"],
        [3, null],
        [4, "too_long"],
        [5, null],
      ]);
      expect(rows[1]!.cells[0]).to.have.length(500);
    }
  });

  it("of a mark that stays open for too long cost the line it is in", () => {
    const lines = Array.from({ length: 30_000 }, (_, n) => `${n},${"x".repeat(40)}`);
    const rows = cut(`"0,a\n${lines.join("\n")}\n`);
    expect(rows.filter(({ fault }) => fault !== null)).to.have.length(1);
    expect(rows[0]).to.include({ line: 1, fault: "quote_open" });
    expect(rows).to.have.length(30_001);
  });

  it("that go on for too long behind a mark that was closed are cut off too, however long they are", () => {
    const cutter = new RecordCutter(isOneRow);
    const kept = cutter.push('1,"a\nb",').length;
    let records = 0;
    for (let n = 0; n < 20; n++) records += cutter.push("x".repeat(MOST_CHARACTERS / 10)).length;
    expect([kept, records]).to.deep.equal([0, 2]);
    expect(cutter.push("\n2,c\n")).to.deep.equal([{ line: 3, text: "2,c", quoted: false, fault: null }]);
  });

  it("are cut into the cells that csv-parse finds, or it finds none either", () => {
    const lines = fc.string({
      unit: fc.constantFrom('"', '"', '",', ',"', ",", "a", "bc", " ", "\r"),
      maxLength: 12,
    });
    fc.assert(
      fc.property(lines, (text) => {
        fc.pre(text !== "");
        const [row] = cellsOf([{ line: 1, text, quoted: text.includes('"'), fault: null }]);
        const cells = byParser(text);
        expect(row!.fault).to.equal(cells === null ? "quotes" : null);
        if (cells) expect(row!.cells).to.deep.equal(cells.map(([cell]) => cell));
        for (const [at, [, quoted]] of cells?.entries() ?? []) expect(row!.inQuotes(at)).to.equal(quoted);
      }),
      { numRuns: 2_000 },
    );
  });

  it("that a mark joins are one row where csv-parse says so", () => {
    const lines = fc.string({
      unit: fc.constantFrom('"', '"', '""', '",', ',"', ",", "a", " ", "\r", "\n", '\n"'),
      minLength: 1,
      maxLength: 14,
    });
    const byParser = (text: string) => {
      try {
        return parse(text, { record_delimiter: "\n", relax_column_count: true }).length === 1;
      } catch {
        return false;
      }
    };
    fc.assert(
      fc.property(lines, (text) => {
        fc.pre(!text.endsWith("\n") && !text.startsWith("\n"));
        expect(isOneRow(text)).to.equal(byParser(text));
      }),
      { numRuns: 2_000 },
    );
  });

  it("are the same wherever the file is cut into pieces", () => {
    const files = fc.string({ unit: fc.constantFrom('"', '"', ",", "\n", "\r\n", "a", "bc", " ") });
    fc.assert(
      fc.property(files, fc.array(fc.nat(40), { maxLength: 5 }), (file, cuts) => {
        const at = [0, ...cuts.map((n) => Math.min(n, file.length)).sort((a, b) => a - b), file.length];
        const pieces = at.slice(1).map((end, n) => file.slice(at[n], end));
        expect(cut(...pieces)).to.deep.equal(cut(file));
      }),
      { numRuns: 500 },
    );
  });
});
