import { expect } from "chai";
import { indexNames } from "../../bot/language/names.ts";
import { understand } from "../../bot/language/understand.ts";
import type { Question } from "../../data/vocabulary.ts";

const NAMES = { children: [], placements: [], providers: [], teams: [], workers: [], agencies: [] };

function read(text: string): Question {
  const now = new Date("2019-07-30T13:00:00Z");
  return understand({ text, now, names: indexNames(NAMES), context: null }).request as Question;
}

describe("A question whose words fit two figures", () => {
  it("about children with one episode is of the share that went missing once", () => {
    expect(read("share of children with one episode in 2018/19").metric).to.equal("one_off_share");
    expect(read("children with one or more episodes in 2018/19").metric).to.equal("persistent_missing");
  });

  it("about boys over 16 is of their age, not of how often they went missing", () => {
    const { filters } = read("boys over 16 missing from the family home in 2018/19");
    expect(filters).to.deep.equal({ gender: "male", ageMin: 17, placementType: ["family_home"] });
    expect(read("children with over 16 missing episodes").filters.minEpisodes).to.equal(17);
  });

  it("about who is persistently missing compared with last month is as at now and a month ago", () => {
    for (const text of ["who is persistently missing", "overdue interviews", "interviews due"]) {
      const { period, compare } = read(`${text} compared with last month`);
      expect({ period, compare }).to.deep.equal({ period: null, compare: "previous_period" });
    }
    expect(read("persistently missing this month compared with last month").period).to.not.equal(null);
    expect(read("missing episodes compared with last month").period).to.deep.equal({
      from: "2019-07-01",
      to: "2019-08-01",
    });
  });
});
