import { expect } from "chai";
import fc from "fast-check";
import { understand } from "../../bot/language/understand.ts";
import { goldLines, INDEX, NOW, parse } from "./support.ts";

const titles = (text: string, now = NOW) => parse(text, now).alternatives.map(({ title }) => title);

describe("Readings that are as good", () => {
  it("are the last 30 days for this month, and not for a month by its name", () => {
    const now = "2019-07-12T09:00:00Z";
    expect(titles("episodes this month", now)).to.deep.equal(["The last 30 days"]);
    for (const text of ["episodes in July", "episodes last month", "episodes this month against last month"])
      expect(titles(text, now), text).to.deep.equal([]);
  });

  it("are none on the day when the two are one", () => {
    expect(titles("episodes this month", "2019-07-30T09:00:00Z")).to.deep.equal([]);
  });

  it("are episodes or children where no word says which", () => {
    expect(titles("missing last quarter")).to.deep.equal(["Children who went missing"]);
    expect(titles("girls last quarter")).to.deep.equal(["Missing episodes"]);
    for (const text of ["how many episodes last quarter", "how many girls went missing last quarter"])
      expect(titles(text), text).to.deep.equal([]);
  });

  it("are the council's homes for homes of both kinds", () => {
    expect(titles("episodes from residential homes last quarter")).to.deep.equal(["Council homes"]);
    expect(titles("episodes from our homes last quarter")).to.deep.equal([]);
  });

  it("are what their titles say: typed behind the question, the title is read so", () => {
    const subjects = ["missing", "girls", "boys", "episodes", "interview compliance", "kids over 14"];
    const places = [
      "",
      " from residential homes",
      " in foster care",
      " from our homes",
      " excluding Oakfield",
    ];
    const whens = ["", " this month", " last month", " this month by week", " in 2018/19"];
    const made = subjects.flatMap((a) => places.flatMap((b) => whens.map((c) => `${a}${b}${c}`)));
    const texts = [...made, ...goldLines().map(({ text }) => text)];
    let seen = 0;
    fc.assert(
      fc.property(fc.constantFrom(...texts), fc.integer({ min: 1, max: 31 }), (text, day) => {
        const now = new Date(`2019-07-${String(day).padStart(2, "0")}T09:00:00Z`);
        const { request, alternatives } = understand({ text, now, names: INDEX, context: null });
        expect(alternatives).to.have.length.at.most(2);
        for (const { title, question } of alternatives) {
          const typed = understand({ text: `and ${title}`, now, names: INDEX, context: request });
          expect(typed.request, `${text} | ${title}`).to.deep.equal(question);
          expect(question, text).not.to.deep.equal(request);
          seen += 1;
        }
      }),
      { numRuns: 600, seed: 1 },
    );
    expect(seen).to.be.above(100);
  });
});
