import { expect } from "chai";
import { plan } from "../../../data/demonstration/plan.ts";
import type { DemonstrationPlan } from "../../../data/demonstration/rows.ts";
import * as figures from "./plan-figures.ts";

describe("The demonstration shows what real data does", () => {
  let all: DemonstrationPlan;
  before(() => {
    all = plan(1, new Date("2026-11-22T15:00:00Z"));
  });

  it("has six or more of the top ten of 2018/19 mainly in council homes", () => {
    const year = figures.startedIn(all, 2018);
    const inCouncilHomes = figures
      .ranking(year)
      .slice(0, 10)
      .filter(([child, count]) => {
        const own = year.filter((row) => row.child === child && row.placementType === "council_care_home");
        return own.length > count / 2;
      });
    expect(inCouncilHomes.length).to.be.at.least(6);
  });

  it("has 60 or more away and absent episodes a year, fewer from November 2017 on", () => {
    const other = all.episodes.filter((row) => row.category !== "missing");
    for (let year = 2017; year <= 2025; year++) {
      const count = figures.within(other, year, (row) => row.startedAt).length;
      expect(count, `${year}`).to.be.at.least(60);
    }
    expect(new Set(other.map((row) => row.category))).to.eql(new Set(["away", "absent"]));
    const between = (from: string, to: string) =>
      other.filter((row) => row.startedAt >= new Date(from) && row.startedAt < new Date(to)).length;
    const before = between("2017-04-01T00:00:00Z", "2017-11-01T00:00:00Z") / 7;
    const after = between("2017-11-01T00:00:00Z", "2018-04-01T00:00:00Z") / 5;
    expect(after).to.be.below(before / 2);
  });

  it("has more missing episodes a month from November 2017 on than before", () => {
    const inMonth = (month: string) =>
      figures.missing(all).filter((row) => row.startedAt.toISOString().startsWith(month)).length;
    const summer = ["2017-05", "2017-06", "2017-07", "2017-08", "2017-09", "2017-10"].map(inMonth);
    const winter = ["2017-11", "2017-12", "2018-01", "2018-02", "2018-03", "2018-04"].map(inMonth);
    expect(figures.sum(winter)).to.be.above(figures.sum(summer) * 1.3);
  });

  it("has a child in two placement types within one year", () => {
    for (const year of [2017, 2018, 2021]) {
      const types = new Map<string, Set<string | null>>();
      for (const row of figures.startedIn(all, year)) {
        types.set(row.child, (types.get(row.child) ?? new Set()).add(row.placementType));
      }
      expect([...types.values()].some((set) => set.size >= 2)).to.equal(true);
    }
  });

  it("has interviews that serve two episodes, in time for both", () => {
    const ends = new Map(all.episodes.map((row) => [row.externalId, row.endedAt]));
    const forTwo = all.interviews.filter((row) => row.episodes.length === 2 && row.completedAt);
    expect(forTwo.length).to.be.at.least(20);
    for (const row of forTwo) {
      for (const id of row.episodes) {
        const hours = (row.completedAt!.getTime() - ends.get(id)!.getTime()) / 3_600_000;
        expect(hours, row.externalId).to.be.within(0, 72);
      }
    }
  });

  it("has children of one first name, and a child and a home that share a name", () => {
    const firstNames = all.children.map((child) => child.name.split(" ")[0]!);
    expect(new Set(firstNames).size).to.be.below(firstNames.length);
    const homes = new Set(all.organisation.placements.map((home) => home.name));
    expect(firstNames.filter((name) => homes.has(name))).to.include("Linden");
  });

  it("never has a child missing twice at once, in any category", () => {
    expect(figures.overlaps(all)).to.eql([]);
  });

  it("never has an episode of a child of 18 or more, and most are of 14 to 17", () => {
    const ages = all.episodes.map(figures.ageAtStart(all));
    expect(Math.max(...ages)).to.be.at.most(17);
    expect(Math.min(...ages)).to.be.at.least(7);
    expect(ages.filter((age) => age >= 14).length / ages.length).to.be.above(0.7);
  });

  it("has every interview after its return, every answer after its offer, and nothing in the future", () => {
    const ends = new Map(all.episodes.map((row) => [row.externalId, row.endedAt?.getTime()]));
    for (const row of all.interviews) {
      const offered = row.offeredAt.getTime();
      for (const id of row.episodes) expect(offered, row.externalId).to.be.at.least(ends.get(id)!);
      if (row.outcomeAt) expect(row.outcomeAt.getTime(), row.externalId).to.be.at.least(offered);
      if (row.completedAt) expect(row.completedAt, row.externalId).to.be.at.least(row.outcomeAt!);
    }
    const instants = [
      ...all.episodes.flatMap((row) => [row.startedAt, row.endedAt]),
      ...all.interviews.flatMap((row) => [row.offeredAt, row.outcomeAt, row.completedAt]),
      ...all.meetings.map((row) => row.heldAt),
    ];
    expect(instants.filter((at) => at !== null && at > all.until)).to.eql([]);
  });

  it("lies mostly in the evening and is mostly over within a day, with a heavy tail", () => {
    const rows = figures.missing(all);
    const share = (test: (row: (typeof rows)[number]) => boolean) => rows.filter(test).length / rows.length;
    const hours = (row: (typeof rows)[number]) => (+(row.endedAt ?? all.until) - +row.startedAt) / 3_600_000;
    expect(share((row) => row.startedAt.getUTCHours() >= 17)).to.be.within(0.4, 0.65);
    expect(share((row) => hours(row) < 24)).to.be.within(0.65, 0.85);
    expect(share((row) => hours(row) >= 72)).to.be.within(0.03, 0.08);
    expect(share((row) => hours(row) >= 240)).to.be.above(0.003);
  });

  it("has a few episodes from an unrecorded home, of children whose home is unrecorded to this day", () => {
    const homes = new Map(all.children.map((child) => [child.externalId, child.placement]));
    const blank = all.episodes.filter((row) => row.placement === null);
    expect(blank.length).to.be.within(10, 200);
    for (const row of blank) expect([row.placementType, homes.get(row.child)]).to.eql([null, null]);
  });

  it("names only people, homes and agencies of its organisation", () => {
    const { agencies, teams, workers, providers, placements } = all.organisation;
    const names = (rows: { name: string }[]) => rows.map((row) => row.name);
    expect(names(placements)).to.include.members(all.episodes.flatMap((row) => row.placement ?? []));
    expect(names(placements)).to.include.members(all.children.flatMap((row) => row.placement ?? []));
    expect(providers).to.include.members(all.episodes.flatMap((row) => row.provider ?? []));
    expect(names(workers)).to.include.members(all.episodes.map((row) => row.worker));
    expect(names(workers)).to.include.members(all.interviews.map((row) => row.interviewer));
    expect(teams).to.include.members(all.episodes.map((row) => row.team));
    expect(agencies).to.include.members([...all.episodes, ...all.interviews].map((row) => row.agency));
    expect(new Set(names(placements)).size).to.equal(placements.length);
  });
});
