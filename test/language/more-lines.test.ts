import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { understandCommand } from "../../bot/cli/understand.ts";
import { isFull } from "./scoring.ts";
import { type GoldLine, NOW } from "./support.ts";

/**
 * Lines written from the roles of those who ask, before the parser had read any of them. Those named
 * "unseen" were scored and never looked at while it was built (one was, because it took a question for
 * something to do). `least`: of a hundred lines, how many are read in full; it only ever rises.
 */
const SETS = [
  { file: "leaders.jsonl", world: "leaders-world.json", lines: 232, least: 98 },
  { file: "desks.jsonl", world: "desks-world.json", lines: 227, least: 98 },
  { file: "phones.jsonl", world: "phones-world.json", lines: 240, least: 97 },
  { file: "moors.jsonl", world: "moors-world.json", lines: 49, least: 98 },
  { file: "coast.jsonl", world: "coast-world.json", lines: 48, least: 97 },
  { file: "towns.jsonl", world: "towns-world.json", lines: 91, least: 98 },
  { file: "vale.jsonl", world: "vale-world.json", lines: 54, least: 98 },
  { file: "docks.jsonl", world: "docks-world.json", lines: 50, least: 98 },
  { file: "leaders-unseen.jsonl", world: "leaders-world.json", lines: 98, least: 98 },
  { file: "desks-unseen.jsonl", world: "desks-world.json", lines: 103, least: 98 },
];

function readSet(file: string, world: string) {
  const path = (name: string) => fileURLToPath(new URL(`../fixtures/questions/${name}`, import.meta.url));
  const lines = readFileSync(path(file), "utf8")
    .split("\n")
    .filter(Boolean)
    .map((line): GoldLine => JSON.parse(line));
  const frames: string[] = [];
  understandCommand(["--in", path(file), "--world", path(world)], (text) => frames.push(text), new Date(NOW));
  return lines.map((line, i) => ({ line, got: JSON.parse(frames[i]!) }));
}

describe("lines as people in each role type them", () => {
  const read = SETS.map((set) => ({ ...set, answers: readSet(set.file, set.world) }));

  for (const { file, lines, least, answers } of read) {
    it(`are read in full, ${least} of a hundred or more: ${file}`, () => {
      const wrong = answers.filter(({ line, got }) => !isFull(line, got)).map(({ line }) => line.id);
      expect(answers).to.have.lengthOf(lines);
      expect(wrong.length, wrong.join(" ")).to.be.at.most(Math.floor((lines * (100 - least)) / 100));
    });
  }

  it("are never taken for something to do where they ask", () => {
    const taken = read.flatMap(({ answers }) =>
      answers.filter(
        ({ line, got }) => line.expect.kind === "question" && got.kind === "action" && !isFull(line, got),
      ),
    );
    expect(taken.map(({ line }) => line.id)).to.deep.equal([]);
  });

  it("are seldom answered where they should be refused or asked back: three of a hundred at most", () => {
    const all = read.flatMap(({ answers }) =>
      answers.filter(({ line }) => ["clarify", "out_of_scope"].includes(line.expect.kind)),
    );
    const wrong = all.filter(
      ({ line, got }) => ["question", "action"].includes(got.kind) && !isFull(line, got),
    );
    expect(wrong.length, wrong.map(({ line }) => line.id).join(" ")).to.be.at.most(all.length * 0.03);
  });
});
