import { expect } from "chai";
import fc from "fast-check";
import { alternative } from "../../bot/language/alternatives.ts";
import { understand } from "../../bot/language/understand.ts";
import { dayOf } from "../../data/calendar.ts";
import type { Question } from "../../data/vocabulary.ts";
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

  it("lead back by the frames alone, and nowhere else", () => {
    const asked = parse("missing from care homes in 2018/19").request as Question;
    const back = (from: Partial<Question>, to: Partial<Question> = {}) =>
      alternative({ ...asked, ...from }, { ...asked, ...to }, "2019-07-12")?.title ?? null;
    expect(back({ metric: "individuals" })).to.equal("Missing episodes");
    expect(back({ filters: { placementType: ["council_care_home"] } })).to.equal(
      "Council homes or independent homes",
    );
    const month = { from: "2019-07-01", to: "2019-08-01" };
    const days = { from: "2019-06-13", to: "2019-07-13" };
    expect(back({ period: days }, { period: month })).to.equal("This month");
    expect(back({})).to.equal(null);
    expect(back({ metric: "long_episodes" })).to.equal(null);
    expect(back({ metric: "individuals", period: days })).to.equal(null);
    expect(back({ period: days })).to.equal(null);
    expect(back({ filters: {} })).to.equal(null);
    expect(back({ filters: { placementType: ["council_care_home"] }, groupBy: "month" })).to.equal(null);
  });

  it("are what their titles say, there and back: typed behind the question, the title is read so", () => {
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
          const back = alternative(question, request as Question, dayOf(now));
          expect(back?.question, text).to.equal(request);
          const typedBack = understand({ text: `and ${back!.title}`, now, names: INDEX, context: question });
          expect(typedBack.request, `${text} | ${title} | ${back!.title}`).to.deep.equal(request);
          seen += 1;
        }
      }),
      { numRuns: 600, seed: 1 },
    );
    expect(seen).to.be.above(100);
  });
});
