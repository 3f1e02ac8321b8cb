import { expect } from "chai";
import fc from "fast-check";
import { FileRefused } from "../../data/files/refused.ts";
import { arbitraryFile, arbitraryMishap, befallen } from "./arbitrary-file.ts";
import { CouncilFolder, readWhole } from "./council-files.ts";
import { readNaively } from "./naive-reader.ts";

interface Runs {
  runs: number;
  seed?: number;
}

/** Of many small files, whole and mangled behind their header, both readers take the same lines for rows. */
export async function expectReadersAgree({ runs, seed }: Runs) {
  const folder = new CouncilFolder();
  const mishaps = fc.oneof(fc.constant([]), fc.array(arbitraryMishap, { maxLength: 4 }));
  try {
    await fc.assert(
      fc.asyncProperty(arbitraryFile, mishaps, async (file, happened) => {
        const header = file.indexOf("\n") + 1;
        const bytes = header > 0 ? befallen(file, happened, header) : file;
        const expected = readNaively(bytes);
        const path = folder.write("nightly.csv", bytes);
        const whole = await readWhole(path).catch(refused);
        expect(whole === null, "refused").to.equal(expected === null);
        if (!whole || !expected) return;
        expect(whole.read).to.equal(whole.rows.length + whole.rejected.length);
        expect(whole.rows.map(({ line }) => line)).to.deep.equal(expected.valid);
        expect(whole.rejected.map(({ line }) => line)).to.deep.equal(expected.invalid);
      }),
      { numRuns: runs, seed },
    );
  } finally {
    folder.remove();
  }
}

/** However a file is mangled: it is read, every row as valid or rejected, or refused with a sentence. */
export async function expectNoFileToBreakTheReader({ runs, seed }: Runs) {
  const folder = new CouncilFolder();
  const wide = fc.constantFrom("as it is", "UTF-16LE", "UTF-16BE", "two encodings");
  try {
    await fc.assert(
      fc.asyncProperty(
        arbitraryFile,
        wide,
        fc.array(arbitraryMishap, { minLength: 1, maxLength: 12 }),
        async (file, encoding, mishaps) => {
          const path = folder.write("nightly.csv", befallen(encoded(file, encoding), mishaps, 0));
          const whole = await readWhole(path).catch(refused);
          if (!whole) return;
          expect(whole.read).to.equal(whole.rows.length + whole.rejected.length);
          for (const { file, line, message, code, raw } of whole.rejected) {
            expect(file).to.equal("nightly.csv");
            expect(line).to.be.greaterThan(1);
            expect(message).to.match(/\.$/);
            expect(code).to.match(/^[a-z_]+$/);
            expect(raw.length).to.be.greaterThan(0);
          }
        },
      ),
      { numRuns: runs, seed },
    );
  } finally {
    folder.remove();
  }
}

function encoded(file: Buffer, encoding: string): Buffer {
  if (encoding === "as it is") return file;
  if (encoding === "two encodings")
    return Buffer.concat([file, Buffer.from(file.toString("utf8"), "utf16le")]);
  const bytes = Buffer.from(file.toString("utf8"), "utf16le");
  return encoding === "UTF-16LE" ? bytes : bytes.swap16();
}

function refused(error: unknown): null {
  expect(error).to.be.instanceOf(FileRefused);
  expect((error as FileRefused).message).to.match(/^nightly\.csv .*\.$/s);
  return null;
}
