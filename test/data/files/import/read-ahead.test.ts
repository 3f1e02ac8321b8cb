import { expect } from "chai";
import { type Part, readAhead } from "../../../../data/files/import/parts.ts";

const BYTES = 10;

/** A file of so many parts, and how many of them have been read. */
function aFile(parts: number, failsAt = parts) {
  const file = { read: 0, open: true };
  async function* reading(): AsyncGenerator<Part> {
    try {
      for (let n = 1; n <= parts; n += 1) {
        if (n > failsAt) throw new Error("the disk is gone");
        file.read = n;
        yield { read: n, rejected: [], bytes: n * BYTES, stage: async () => {} };
      }
    } finally {
      file.open = false;
    }
  }
  return { file, parts: reading() };
}

/** Everything that goes on without anybody asking has gone on. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

describe("A file that is read ahead of its turn", () => {
  it("is read while nobody asks, as far as memory is meant for it", async () => {
    const { file, parts } = aFile(50);
    const ahead = readAhead(parts, 4 * BYTES);
    await settled();
    expect(file.read).to.equal(4);
    await ahead.stop();
  });

  it("gives every part once, in order, however much was ready", async () => {
    for (const most of [1, 3 * BYTES, 1_000 * BYTES]) {
      const { file, parts } = aFile(50);
      const ahead = readAhead(parts, most);
      await settled();
      const given: number[] = [];
      for await (const { read } of ahead.parts) {
        given.push(read);
        if (read % 7 === 0) await settled();
      }
      expect(given).to.deep.equal(Array.from({ length: 50 }, (_, n) => n + 1));
      expect(file.open).to.equal(false);
    }
  });

  it("counts what is rejected for more than its bytes, for all that is said of it", async () => {
    const rejected = [{}, {}] as unknown as Part["rejected"];
    const file = { read: 0 };
    async function* reading(): AsyncGenerator<Part> {
      for (file.read = 1; file.read < 20; file.read += 1) {
        yield { read: 2, rejected, bytes: file.read * BYTES, stage: async () => {} };
      }
    }
    const ahead = readAhead(reading(), 6_000);
    await settled();
    expect(file.read).to.equal(3);
    await ahead.stop();
  });

  it("fails where it cannot be read, for whoever comes so far and nobody else", async () => {
    const ahead = readAhead(aFile(5, 3).parts, 4 * BYTES);
    await settled();
    const given: number[] = [];
    const failed = await (async () => {
      for await (const { read } of ahead.parts) given.push(read);
    })().catch((error: Error) => error);
    expect(given).to.deep.equal([1, 2, 3]);
    expect(failed).to.be.an("error").with.property("message", "the disk is gone");
    await readAhead(aFile(5, 3).parts, 4 * BYTES).stop();
  });

  it("is let go of where its turn never comes", async () => {
    const { file, parts } = aFile(50);
    const ahead = readAhead(parts, 4 * BYTES);
    await settled();
    await ahead.stop();
    expect(file).to.deep.equal({ read: 4, open: false });
  });
});
