import { expect } from "chai";
import { ExportRefused } from "../../../../data/files/export/drafts.ts";
import { yearAsked } from "../../../../data/files/export/ssda903.ts";
import { collectionYear } from "../../../../data/files/returns/collection-year.ts";
import type { Store } from "../../../../data/store/store.ts";
import { havingChildren, havingEpisodes } from "../../../support/builders.ts";
import { exportedFrom } from "../../../support/exported.ts";
import { describeOnBothStores } from "../../../support/stores.ts";
import { expectSoundReturns } from "./sound-returns.ts";

const YEAR = collectionYear("2018/19")!;
const HEADER = "CHILD,DOB,MISSING,MIS_START,MIS_END";
const at = (iso: string) => new Date(iso);

describeOnBothStores("SSDA903 Missing for 2018/19", (open) => {
  let store: Store;
  let kit: number;
  beforeEach(async () => {
    store = await open();
    [kit] = (await havingChildren(store, { source: "lcs", externalId: "17", lookedAfter: true })) as [number];
  });

  const returned = async () => {
    const { missing, contents } = await exportedFrom(store, { year: YEAR });
    const [header, ...lines] = contents["ssda903_missing_2018-19.csv"]!.split("\r\n");
    expect(header).to.equal(HEADER);
    expect(lines.pop()).to.equal("");
    return { lines, missing: missing! };
  };
  const having = (...episodes: [from: string, to: string | null, more?: object][]) =>
    havingEpisodes(
      store,
      ...episodes.map(([from, to, more]) => ({
        childId: kit,
        startedAt: at(from),
        endedAt: to === null ? null : at(to),
        ...more,
      })),
    );

  it("has the days of London, M for missing and A for away", async () => {
    await having(
      ["2018-06-30T22:30:00Z", "2018-06-30T23:30:00Z"],
      ["2018-12-31T23:30:00Z", "2019-01-02T00:00:00Z", { category: "away" }],
    );
    expect((await returned()).lines).to.deep.equal([
      "17,31/03/2006,M,30/06/2018,01/07/2018",
      "17,31/03/2006,A,31/12/2018,02/01/2019",
    ]);
  });

  it("carries forward what was open at the last year's end, with its own start", async () => {
    await having(["2018-03-30T10:00:00Z", "2018-04-02T10:00:00Z"]);
    expect((await returned()).lines).to.deep.equal(["17,31/03/2006,M,30/03/2018,02/04/2018"]);
  });

  it("leaves an end after 31 March blank, and that of a child who is still missing", async () => {
    await having(["2019-03-31T10:00:00Z", "2019-04-01T08:00:00Z"]);
    expect((await returned()).lines).to.deep.equal(["17,31/03/2006,M,31/03/2019,"]);
    await store.db.episode.updateMany({ data: { endedAt: null } });
    expect((await returned()).lines).to.deep.equal(["17,31/03/2006,M,31/03/2019,"]);
  });

  it("holds nothing that ended before the year or began after it", async () => {
    // 23:30 UTC on 31 March is 00:30 of 1 April in London
    await having(["2018-03-30T10:00:00Z", "2018-03-31T22:30:00Z"], ["2019-03-31T23:30:00Z", null]);
    expect((await returned()).lines).to.deep.equal([]);
    await store.db.episode.updateMany({
      where: { endedAt: { not: null } },
      data: { endedAt: at("2018-03-31T23:30:00Z") },
    });
    expect((await returned()).lines).to.deep.equal(["17,31/03/2006,M,30/03/2018,01/04/2018"]);
  });

  it("counts absences, for which it has no code, and episodes of which care is not recorded", async () => {
    await having(
      ["2018-05-01T10:00:00Z", "2018-05-01T12:00:00Z", { category: "absent" }],
      ["2018-05-03T10:00:00Z", "2018-05-03T12:00:00Z", { lookedAfter: false }],
    );
    const [home] = await havingChildren(store, { source: "lcs", externalId: "18" });
    await havingEpisodes(store, { childId: home!, startedAt: at("2018-05-01T10:00:00Z") });
    const { lines, missing } = await returned();
    expect(lines).to.deep.equal([]);
    expect(missing).to.deep.include({ rows: 0, absent: 1, unknownCare: 1 });
  });

  it("leaves out what lies over an earlier episode of the child, and what is voided", async () => {
    const [, over, gone] = await having(
      ["2018-05-01T10:00:00Z", "2018-05-04T12:00:00Z"],
      ["2018-05-03T10:00:00Z", "2018-05-05T12:00:00Z", { category: "away" }],
      ["2018-08-03T10:00:00Z", "2018-08-05T12:00:00Z"],
    );
    await store.db.episode.update({ where: { id: gone! }, data: { voidedAt: at("2018-09-01T00:00:00Z") } });
    const { lines, missing } = await returned();
    expect(lines).to.deep.equal(["17,31/03/2006,M,01/05/2018,04/05/2018"]);
    const { number } = await store.db.episode.findUniqueOrThrow({ where: { id: over! } });
    expect(missing.overlapping).to.deep.equal([`ME-${number}`]);
  });

  it("keeps episodes of one day apart, in their order", async () => {
    await having(
      ["2018-05-02T20:00:00Z", "2018-05-04T08:00:00Z"],
      ["2018-05-02T10:00:00Z", "2018-05-02T12:00:00Z"],
      ["2018-05-01T10:00:00Z", "2018-05-02T08:00:00Z"],
    );
    expect((await returned()).lines).to.deep.equal([
      "17,31/03/2006,M,01/05/2018,02/05/2018",
      "17,31/03/2006,M,02/05/2018,02/05/2018",
      "17,31/03/2006,M,02/05/2018,04/05/2018",
    ]);
  });

  it("passes the Department's rules, whatever the store holds", async function () {
    this.timeout(180_000);
    await expectSoundReturns(open, 8);
  });
});

describe("The collection year of an export", () => {
  it("is a year that begins on 1 April", () => {
    expect(yearAsked("2018/19").first).to.equal("2018-04-01");
    expect(() => yearAsked("2018")).to.throw(ExportRefused, "--year 2018/19");
    expect(() => yearAsked("2018/20")).to.throw(ExportRefused, "2018/20");
    expect(() => yearAsked(undefined)).to.throw(ExportRefused, "Which collection year?");
  });
});
