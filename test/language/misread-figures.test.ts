import { expect } from "chai";
import { indexNames } from "../../bot/language/names.ts";
import { understand } from "../../bot/language/understand.ts";
import type { Question, Request } from "../../data/vocabulary.ts";

const NAMES = { children: [], placements: [], providers: [], teams: [], workers: [], agencies: [] };

function ask(text: string): Request {
  const now = new Date("2019-07-30T13:00:00Z");
  return understand({ text, now, names: indexNames(NAMES), context: null }).request;
}

const read = (text: string): Question => ask(text) as Question;

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

  it("apart from the family home is of everywhere else", () => {
    for (const text of ["episodes apart from family home", "episodes aside from the family home"])
      expect(read(text).filters, text).to.deep.equal({ not_placementType: ["family_home"] });
  });

  it("about what was logged in a month is no question about logging in", () => {
    expect(read("how many episodes did we log in february").metric).to.equal("episodes");
    expect(read("I can't log in").kind).to.equal("out_of_scope");
  });

  it("about episodes without an offer that lasted 72 hours is of their length, not of the interview's", () => {
    const { metric, filters } = read("missing episodes with no interview offered lasting at least 72 hours");
    expect(metric).to.equal("long_episodes");
    expect(filters).to.deep.equal({ interviewOffered: false });
  });

  it("about council and independent homes is of both, and about one against the other has them side by side", () => {
    const both = ["council_care_home", "independent_provider"];
    for (const text of [
      "episodes from council and independent homes last year",
      "episodes from independent and council homes last year",
      "children missing from council or private homes this year",
    ]) {
      const { filters, groupBy } = read(text);
      expect([...filters.placementType!].sort(), text).to.deep.equal(both);
      expect(groupBy, text).to.equal(null);
    }
    const beside = read("council vs independent homes episodes 2018/19");
    expect([...beside.filters.placementType!].sort()).to.deep.equal(both);
    expect(beside.groupBy).to.equal("placement_type");
    expect(read("episodes from council homes and foster care").filters.placementType).to.have.members([
      "council_care_home",
      "foster_care",
    ]);
  });

  it("by provider is asked back, with the same by home and by type of placement", () => {
    for (const text of [
      "which provider has most missing",
      "providers with most episodes last year",
      "missing episodes by provider",
      "which independent provider had the most episodes in 2018/19",
    ]) {
      const asked = ask(text);
      expect(asked, text).to.include({ kind: "clarify", why: "grouping" });
      if (asked.kind !== "clarify") continue;
      const choices = asked.choices as Question[];
      expect(
        choices.map(({ groupBy }) => groupBy),
        text,
      ).to.deep.equal(["placement", "placement_type"]);
      expect(
        choices.every(({ metric }) => metric === "episodes"),
        text,
      ).to.equal(true);
    }
    expect(ask("episodes from independent providers by month")).to.include({
      kind: "question",
      groupBy: "month",
    });
  });

  it("per 100 children is refused, and the nearest that is held is episodes per child", () => {
    const refused = ask("missing rate per 100 children");
    expect(refused).to.include({ kind: "out_of_scope", subject: "population" });
    expect(refused.kind === "out_of_scope" && refused.nearest[0]?.metric).to.equal("rate");
  });

  it("about section 20 keeps the legal status, at the end of a sentence too", () => {
    expect(read("missing episodes for section 20").filters).to.deep.equal({ legalStatus: ["section_20"] });
    expect(read("missing episodes excluding section 20").filters).to.deep.equal({
      not_legalStatus: ["section_20"],
    });
  });

  it("that is whole in itself is of everybody, after one child's record too", () => {
    const context: Question = {
      ...read("how many missing episodes in 2017/18"),
      metric: "child_profile",
      filters: { child: [7] },
    };
    const now = new Date("2019-07-30T13:00:00Z");
    const names = indexNames(NAMES);
    const text = "how many missing episodes in 2018/19";
    expect(understand({ text, now, names, context }).request).to.deep.include({ filters: {} });
  });

  it("about who was missing at the end of a period is of its last day, not of who went missing in it", () => {
    for (const [text, from, to] of [
      ["who was missing at the end of 2018/19", "2019-03-31", "2019-04-01"],
      ["how many children were missing at the end of last month", "2019-06-30", "2019-07-01"],
    ] as const) {
      const { metric, period } = read(text);
      expect({ metric, period }, text).to.deep.equal({ metric: "currently_missing", period: { from, to } });
    }
    expect(read("who was missing in 2018/19").metric).to.equal("individuals");
  });

  it("at the end of a period is asked back where it counts what happened, or is still to come", () => {
    for (const text of [
      "episodes at the end of 2018/19",
      "who went missing at the end of June",
      "persistently missing at the end of March",
      "who was missing at the end of the year",
    ])
      expect(read(text), text).to.deep.include({ kind: "clarify", why: "period" });
  });
});

describe('"And last year?"', () => {
  const names = indexNames(NAMES);
  const now = new Date("2019-07-30T13:00:00Z");
  function periodAfter(first: string, then: string): Question["period"] {
    const context = understand({ text: first, now, names, context: null }).request;
    return (understand({ text: then, now, names, context }).request as Question).period;
  }

  it("after a month, a quarter or some days is the same a year before", () => {
    const may = { from: "2018-05-01", to: "2018-06-01" };
    expect(periodAfter("episodes in May", "and last year?")).to.deep.equal(may);
    expect(periodAfter("how many children went missing in May", "what about last year")).to.deep.equal(may);
    // of the last financial year itself
    expect(periodAfter("episodes in February", "and last year?")).to.deep.equal({
      from: "2018-02-01",
      to: "2018-03-01",
    });
  });

  it("after a year, or by month, is that whole year", () => {
    const year = { from: "2018-04-01", to: "2019-04-01" };
    expect(periodAfter("episodes this year", "and last year?")).to.deep.equal(year);
    expect(periodAfter("episodes in May", "and last year by month")).to.deep.equal(year);
  });
});

describe("Words that no filter stands for", () => {
  it("are told as not used, where they would change the figure", () => {
    const names = indexNames(NAMES);
    const now = new Date("2019-07-30T13:00:00Z");
    for (const [text, unused] of [
      ["how many episodes at weekends last year", ["weekends"]],
      ["episodes on weekdays in 2018/19", ["weekdays"]],
      ["how many went missing in the evenings last month", ["evenings"]],
      ["episodes over the weekend", []],
      ["episodes by weekday", []],
    ] as const)
      expect(understand({ text, now, names, context: null }).unused, text).to.deep.equal(unused);
  });
});

describe("A number in somebody's name", () => {
  const names = indexNames({
    ...NAMES,
    workers: [{ id: 4, name: "Kamuna Umara 10" }],
    children: [{ id: 7, reference: "MC-1007", externalId: null, name: "Kit 3" }],
  });
  const asked = (text: string) =>
    understand({ text, now: new Date("2019-07-30T13:00:00Z"), names, context: null }).request as Question;

  it("is a number where it is said alone", () => {
    const { metric, filters, limit } = asked("top 10 missing children last year");
    expect({ metric, filters, limit }).to.deep.equal({ metric: "top_missing", filters: {}, limit: 10 });
    expect(asked("children missing 3 times or more").filters).to.deep.equal({ minEpisodes: 3 });
  });

  it("is part of the name where the whole of it is said", () => {
    expect(asked("episodes of kamuna umara 10's caseload in 2018/19").filters).to.deep.equal({ worker: [4] });
  });
});
