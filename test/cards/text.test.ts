import { expect } from "chai";
import fc from "fast-check";
import { escapeMarkdown, md, plain } from "../../cards/text.ts";
import { anyText } from "./arbitrary-views.ts";

/** What a Markdown reader shows of an escaped text. */
const read = (escaped: string) => escaped.replace(/\\([!-/:-@[-`{-~])/g, "$1");

/** The signs of a text that no backslash stands before; a space stands for each of the others. */
const bare = (escaped: string) => escaped.replace(/\\[!-/:-@[-`{-~]/g, " ");

describe("Text on a card", () => {
  it("reads as it was written, whatever Markdown it holds", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(read(md(text))).to.equal(plain(text));
      }),
      { numRuns: 1000 },
    );
  });

  it("formats nothing: no sign of Markdown is left bare", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const left = bare(md(text));
        expect(left).to.not.match(/[\\`*_[\]~<>|]/);
        expect(left).to.not.match(/&[#a-z]|:\/\//i);
        expect(md(text)).to.not.match(/^([-+#=]|\d+[.)](\s|$))/);
      }),
      { numRuns: 1000 },
    );
  });

  it("leaves ordinary sentences alone", () => {
    const ordinary = [
      "Return interview to be done by Friday 2 August 2019, 14:05 (72 hours).",
      "Anne-Marie O'Neill · MC-1042",
      "up 9.0 points from 62, 3.5 hours; A & B",
      "£1,000 + more = 14:05!",
    ];
    for (const text of ordinary) expect(escapeMarkdown(text)).to.equal(text);
  });

  it("escapes what would be a list, a link, a mention or an address", () => {
    expect(escapeMarkdown("1. Beech House")).to.equal("1\\. Beech House");
    expect(escapeMarkdown("- none")).to.equal("\\- none");
    expect(escapeMarkdown("[a](https://b.org)")).to.equal("\\[a\\](https\\://b.org)");
    expect(escapeMarkdown("www.b.org, a@b.org, <at>b</at>")).to.equal(
      "www\\.b.org, a\\@b.org, \\<at\\>b\\</at\\>",
    );
    expect(escapeMarkdown("A &amp; B &#42;")).to.equal("A \\&amp; B \\&#42;");
  });

  it("stays on one line and within its length, with no sign that turns the rest round", () => {
    expect(plain("a\n\n- b\t c\u202ed\u202c")).to.equal("a - b c d");
    expect(plain("Zoë 👩‍👧 Ó")).to.equal("Zoë 👩‍👧 Ó");
    expect(plain("نورا")).to.equal("نورا");
    expect(plain("x".repeat(50), 10)).to.equal(`${"x".repeat(9)}…`);
    expect(plain("\ud800a")).to.equal("\ufffda");
    fc.assert(
      fc.property(anyText, fc.integer({ min: 1, max: 40 }), (text, max) => {
        expect([...plain(text, max)].length).to.be.at.most(max);
        expect(plain(text, max)).to.not.match(/[\n\r\u2028\u2029\u202a-\u202e]/);
      }),
    );
  });

  it("keeps a number and its percent sign on one line", () => {
    expect(plain("62 % of 44")).to.equal("62\u00a0% of 44");
  });
});
