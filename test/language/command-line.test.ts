import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { understandCommand } from "../../bot/cli/understand.ts";
import { isFull } from "./scoring.ts";
import { goldLines, NOW } from "./support.ts";

const file = (name: string) => fileURLToPath(new URL(`../fixtures/questions/${name}`, import.meta.url));

function run(...argv: string[]): string[] {
  const written: string[] = [];
  understandCommand(argv, (text) => written.push(text), new Date(NOW));
  return written;
}

describe("npm run understand", () => {
  it("prints one frame a line, with names, as the scorer reads them", () => {
    const frames = run("--in", file("dev.jsonl"), "--world", file("world.json")).map((line) =>
      JSON.parse(line),
    );
    const lines = goldLines();
    expect(frames.map(({ id }) => id)).to.deep.equal(lines.map(({ id }) => id));
    expect(frames.filter((frame, i) => !isFull(lines[i]!, frame))).to.deep.equal([]);
  });

  it("says how a text was read, and which words gave what", () => {
    const [written] = run("foster care episodes last month", "--world", file("world.json"));
    const said = JSON.parse(written!);
    expect(said.reading).to.equal("Missing episodes · foster care · 1 Jun 2019 to 30 Jun 2019 (June 2019)");
    expect(said.words).to.deep.include({ slot: "placementType", words: "foster care" });
    expect(said.words).to.deep.include({ slot: "period", words: "last month" });
    expect(said.unused).to.deep.equal([]);
  });

  it("refuses an instant that is none", () => {
    expect(() => run("episodes", "--now", "yesterday")).to.throw("--now is not an instant");
  });
});
