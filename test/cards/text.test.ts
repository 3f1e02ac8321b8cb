import { expect } from "chai";
import fc from "fast-check";
import { escapeMarkdown, md, plain } from "../../cards/text.ts";
import { axisEnd, axisLabels } from "../../cards/trend.ts";
import { anyText } from "./arbitrary-views.ts";

/** What a Markdown reader shows of an escaped text. */
const read = (escaped: string) => escaped.replace(/\\([!-/:-@[-`{-~])/g, "$1");

/** The signs of a text that no backslash stands before. */
const bare = (escaped: string) => escaped.replace(/\\[!-/:-@[-`{-~]/g, "");

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

describe("The axes of a trend", () => {
  it("end at four round steps above the largest value", () => {
    expect([0, 3, 5, 67, 104, 1069].map((n) => axisEnd([n]))).to.deep.equal([4, 4, 8, 80, 120, 1200]);
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1e7, noNaN: true }), { maxLength: 5 }), (values) => {
        const end = axisEnd(values);
        expect(end % 4).to.equal(0);
        expect(end).to.be.at.least(Math.max(...values, 4));
        expect(end).to.be.at.most(Math.max(2 * Math.max(...values, 0), 8));
      }),
    );
  });

  it("name the months of one year shortly, those of several as dates, and all else as it is", () => {
    expect(axisLabels(["Dec 2018", "Jan 2019"])).to.deep.equal(["Dec", "Jan"]);
    const two = Array.from({ length: 13 }, (_, i) => (i < 12 ? "Dec 2018" : "Jan 2019"));
    expect(axisLabels(two).slice(11)).to.deep.equal(["2018-12-01", "2019-01-01"]);
    expect(axisLabels(["2018/19 Q1"])).to.deep.equal(["2018/19 Q1"]);
    expect(axisLabels(["Foo 2018"])).to.deep.equal(["Foo 2018"]);
  });
});
