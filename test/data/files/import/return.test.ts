import { expect } from "chai";
import { asking, beside } from "../../../support/asking.ts";
import { havingChildren, havingEpisodes } from "../../../support/builders.ts";
import { describeOnBothStores } from "../../../support/stores.ts";
import { importing } from "./importing.ts";
import {
  children,
  DAY_AWAY,
  episodes,
  everything,
  HEADER,
  missingOf,
  NIGHT,
  PLACED,
  returning,
  tallyOf,
  YEAR,
} from "./importing-return.ts";

describeOnBothStores("Importing the statutory return", (open) => {
  it("stores its periods with the precision of a day, and the children that no other file has brought", async () => {
    const store = await open();
    const result = await returning(store, missingOf(NIGHT, DAY_AWAY, "c2,01/01/2007,M,28/03/2019,"));
    expect(tallyOf(result)).to.deep.equal([3, 0, 0, 0, 0]);
    expect(result.children).to.deep.equal({ stored: 2, updated: 0 });
    expect(await children(store)).to.deep.equal([
      "ssda903 C1 2006-03-31 unknown",
      "ssda903 C2 2007-01-01 unknown",
    ]);
    expect(await episodes(store)).to.deep.equal([
      "ME-20001 C1 ssda903 C1/2018-06-10/1 missing 2018-06-09T23:00 date 2018-06-10T23:00 date",
      "ME-20002 C1 ssda903 C1/2018-09-02/1 away 2018-09-01T23:00 date 2018-09-01T23:00 date",
      "ME-20003 C2 ssda903 C2/2019-03-28/1 missing 2019-03-28T00:00 date open instant",
    ]);
    const [run] = await store.db.importRun.findMany();
    expect([run!.mode, run!.year, run!.finishedAt !== null]).to.deep.equal(["ssda903", "2018/19", true]);
    expect((await store.db.storeMark.findUniqueOrThrow({ where: { id: 1 } })).kind).to.equal("real");
  });

  it("takes the gender from Header and the placement from Episodes, and counts the codes without a word", async () => {
    const store = await open();
    const result = await returning(store, {
      ...missingOf(NIGHT),
      header: [HEADER, "C1,2,31/03/2006"],
      episodes: [PLACED, "C1,01/05/2017,S,L1,N1,K2,PR4,,"],
    });
    expect(result.tables.map(({ table, file }) => `${table} ${file}`)).to.deep.equal([
      "Missing missing.csv",
      "Header header.csv",
      "Episodes episodes.csv",
    ]);
    expect(await children(store)).to.deep.equal(["ssda903 C1 2006-03-31 female"]);
    const [episode] = await store.db.episode.findMany();
    expect([episode!.placementType, episode!.legalStatus, episode!.lookedAfter]).to.deep.equal([
      "independent_provider",
      "other",
      true,
    ]);
    expect(result.storedAsOther).to.deep.equal([{ column: "LS", code: "L1", episodes: 1 }]);
  });

  it("changes nothing the second time", async () => {
    const store = await open();
    const files = { ...missingOf(NIGHT, DAY_AWAY), header: [HEADER, "C1,2,31/03/2006"] };
    await returning(store, files);
    const before = await everything(store);
    const again = await returning(store, files);
    expect(tallyOf(again)).to.deep.equal([0, 0, 2, 0, 0]);
    expect(again.children).to.deep.equal({ stored: 0, updated: 0 });
    expect(await everything(store)).to.deep.equal(before);
  });

  it("corrects the row with the same key, and the birth of a child that only the return knows", async () => {
    const store = await open();
    await returning(store, missingOf(NIGHT));
    const result = await returning(store, missingOf("C1,30/03/2006,M,10/06/2018,12/06/2018"));
    expect(tallyOf(result)).to.deep.equal([0, 1, 0, 0, 0]);
    expect(result.gone).to.deep.equal([]);
    expect(await children(store)).to.deep.equal(["ssda903 C1 2006-03-30 unknown"]);
    const [episode] = await store.db.episode.findMany();
    expect(episode!.endedAt!.toISOString()).to.equal("2018-06-11T23:00:00.000Z");
    const changes = await store.db.change.findMany({ where: { table: "episode", versionBefore: 1 } });
    expect(changes.map(({ after, importRun }) => [after, importRun])).to.deep.equal([
      [{ endedAt: "2018-06-11T23:00:00.000Z" }, 2],
    ]);
  });

  it("checks and stores nothing in a dry run", async () => {
    const store = await open();
    const before = await everything(store);
    const result = await returning(store, missingOf(NIGHT, "C1,31/03/2006,X,12/06/2018,"), { dryRun: true });
    expect(tallyOf(result)).to.deep.equal([1, 0, 0, 1, 0]);
    expect(result.told).to.have.length(1);
    expect(await everything(store)).to.deep.equal(before);
    expect(await store.db.importRun.count()).to.equal(0);
  });
});

describeOnBothStores("The example of the statutory return", (open) => {
  it("is imported whole, and meets the example of the exchange", async () => {
    const examples = new URL("../../../../data/examples/", import.meta.url).pathname;
    const clock = () => new Date("2026-07-01T12:00:00Z");
    const store = await open();
    const alone = await returning(store, `${examples}ssda903`, { label: "2025/26", clock, dryRun: true });
    expect([alone.findings, alone.others, ...tallyOf(alone)]).to.deep.equal([[], [], 3, 0, 0, 0, 0]);
    await importing(store, examples, { clock });
    const after = await returning(store, `${examples}ssda903`, { label: "2025/26", clock });
    expect([after.matched, after.differences, ...tallyOf(after)]).to.deep.equal([2, [], 1, 0, 2, 0, 0]);
  });
});

describeOnBothStores("A figure in hours over periods of the return", (open) => {
  it("says how many could not be told", async () => {
    const store = await open();
    await havingEpisodes(store, {
      childId: (await havingChildren(store, {}))[0]!,
      startedAt: new Date("2018-07-01T10:00:00Z"),
      endedAt: new Date("2018-07-01T16:00:00Z"),
    });
    await returning(store, missingOf(NIGHT, "C1,31/03/2006,M,02/09/2018,02/09/2018"));
    expect((await asking(store)("episodes", { period: YEAR })).value).to.equal(3);
    const answer = await asking(store)("average_duration", { period: YEAR });
    expect([answer.value, beside(answer, "indeterminate")]).to.deep.equal([6, 2]);
  });
});
