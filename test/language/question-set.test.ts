import { expect } from "chai";
import { isFull } from "./scoring.ts";
import { frame, goldLines } from "./support.ts";

describe("the question set", () => {
  const read = goldLines().map((line) => ({ line, got: frame(line.text, line.now, line.context) }));

  it("is understood in full, line by line", () => {
    const wrong = read
      .filter(({ line, got }) => !isFull(line, got))
      .map(({ line }) => `${line.id} ${line.text}`);
    expect(wrong).to.deep.equal([]);
    expect(read).to.have.lengthOf(122);
  });

  it("never takes a question for something to do", () => {
    const taken = read.filter(({ line, got }) => line.expect.kind === "question" && got.kind === "action");
    expect(taken.map(({ line }) => line.text)).to.deep.equal([]);
  });

  it("never answers what is to be refused or asked back", () => {
    const wrong = read.filter(
      ({ line, got }) =>
        ["clarify", "out_of_scope"].includes(line.expect.kind) &&
        ["question", "action"].includes(got.kind) &&
        !isFull(line, got),
    );
    expect(wrong.map(({ line }) => line.text)).to.deep.equal([]);
  });

  it("reads the times, outcomes and schedules of actions", () => {
    const wrong = read.filter(
      ({ line, got }) => line.expect.slots && JSON.stringify(line.expect.slots) !== JSON.stringify(got.slots),
    );
    expect(wrong.map(({ line }) => line.text)).to.deep.equal([]);
  });
});
