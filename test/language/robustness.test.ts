import { readFileSync } from "node:fs";
import { expect } from "chai";
import fc from "fast-check";
import { parseReading, parseRequest } from "../../bot/language/reading.ts";
import { goldLines, parse } from "./support.ts";

const PHRASES = readFileSync(new URL("../fixtures/language/date-phrases.txt", import.meta.url), "utf8")
  .split("\n")
  .filter((line) => line !== "" && !line.startsWith("#"));

describe("any text at all", () => {
  it("is read without an error, into a frame that passes the schema", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 300 }), (text) => {
        expect(parseRequest(parse(text).request)).to.not.equal(null);
      }),
      { numRuns: 150 },
    );
  });

  it("with a word that every object of the program has is refused, and no length of time, year or step", () => {
    for (const text of [
      "history of ME-12 constructor week",
      "who looked at MC-1001 last constructor",
      "who looked at MC-1001 3 constructor ago",
      "who looked at MC-1001 first 3 constructor of may",
      "who looked at MC-1001 constructor calendar year",
    ]) {
      expect(parse(text).request.kind, text).to.equal("out_of_scope");
    }
  });

  it("made of the lexicon's own words is read, too", () => {
    const words = [...new Set(goldLines().flatMap(({ text }) => text.split(/\s+/)))];
    const junk = [
      "and",
      ",",
      "?",
      "-",
      "the",
      "31/02/2019",
      "99/99",
      "2018/19",
      "@child",
      "'s",
      "between",
      "to",
      "72",
      "+",
      "not",
    ];
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...words, ...junk), { maxLength: 25 }),
        fc.constantFrom(null, "episodes last month"),
        (some, context) => {
          const { request, spans } = parse(some.join(" "), undefined, context);
          expect(parseRequest(request)).to.not.equal(null);
          for (const { start, end } of spans) expect(start).to.be.at.most(end);
        },
      ),
      { numRuns: 200 },
    );
  });

  it("of 10,000 characters is refused, and soon", () => {
    for (const text of [
      "a ".repeat(5000),
      "episodes and ".repeat(770),
      "<at>".repeat(2500),
      "1/".repeat(990),
      "(".repeat(1990),
    ]) {
      const begun = performance.now();
      expect(parse(text).request.kind).to.equal("out_of_scope");
      expect(performance.now() - begun).to.be.below(500);
    }
  });

  it("that holds a date phrase is resolved or reported, never taken for something to do", () => {
    expect(PHRASES).to.have.length.above(900);
    for (const phrase of PHRASES) {
      const { request } = parse(`missing episodes ${phrase}`);
      expect(parseRequest(request), phrase).to.not.equal(null);
      if (request.kind === "question") expect(parseReading(request), phrase).to.not.equal(null);
      expect(request.kind, phrase).to.not.equal("action");
    }
  });

  it("gives the same reading every time", () => {
    for (const { text, now, context } of goldLines()) {
      expect(parse(text, now, context)).to.deep.equal(parse(text, now, context));
    }
  });
});
