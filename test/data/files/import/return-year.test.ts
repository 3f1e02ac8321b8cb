import { expect } from "chai";
import { logReturns } from "../../../../data/casework/returns.ts";
import { write } from "../../../../data/casework/write.ts";
import type { ReturnOptions } from "../../../../data/files/import/import-return.ts";
import { anAuthor, anInterview, havingInterviews, hours, NOW } from "../../../support/builders.ts";
import { describeOnBothStores } from "../../../support/stores.ts";
import { DAY_AWAY, episodes, everything, missingOf, NIGHT, returning, tallyOf } from "./importing-return.ts";

describeOnBothStores("The return of a year that has been imported before", (open) => {
  it("lists the periods that are gone by reference, and keeps them", async () => {
    const store = await open();
    await returning(store, missingOf(NIGHT, DAY_AWAY));
    const result = await returning(store, missingOf(NIGHT));
    expect(result.gone).to.deep.equal([{ reference: "ME-20002", child: "C1", became: "listed" }]);
    expect(await store.db.episode.count({ where: { voidedAt: null } })).to.equal(2);
  });

  it("voids them when asked to, with their change rows; one that comes back is stored anew", async () => {
    const store = await open();
    await returning(store, missingOf(NIGHT, DAY_AWAY));
    const result = await returning(store, missingOf(NIGHT), { replaceYear: true });
    expect(result.gone).to.deep.equal([{ reference: "ME-20002", child: "C1", became: "voided" }]);
    const [changed] = await store.db.change.findMany({
      where: { table: "episode", rowId: 2, versionBefore: 1 },
    });
    expect([changed!.before, changed!.after, changed!.importRun]).to.deep.equal([
      { voidedAt: null, externalId: "C1/2018-09-02/1" },
      { voidedAt: NOW.toISOString(), externalId: null },
      2,
    ]);
    const audits = await store.db.audit.findMany({ where: { kind: "write" } });
    expect(audits.map(({ detail }) => (detail as { import?: unknown }).import)).to.deep.include({
      run: 2,
      replaced: "2018/19",
    });
    expect(tallyOf(await returning(store, missingOf(NIGHT, DAY_AWAY)))).to.deep.equal([1, 0, 1, 0, 0]);
    const [, , anew] = await episodes(store);
    expect(anew).to.contain("ME-20003 C1 ssda903 C1/2018-09-02/1");
    expect(await store.db.episode.count({ where: { voidedAt: null } })).to.equal(2);
  });

  it("stores a corrected start only where the old period may go", async () => {
    const store = await open();
    const moved = missingOf("C1,31/03/2006,M,09/06/2018,11/06/2018");
    await returning(store, missingOf(NIGHT));
    const kept = await returning(store, moved);
    expect(tallyOf(kept)).to.deep.equal([0, 0, 0, 1, 0]);
    expect(kept.told[0]![3]).to.contain("--replace-year");
    const replaced = await returning(store, moved, { replaceYear: true });
    expect(tallyOf(replaced)).to.deep.equal([1, 0, 0, 0, 0]);
    expect(await store.db.episode.count({ where: { voidedAt: null } })).to.equal(1);
  });

  it("voids nothing in a dry run, nothing that staff have worked on, and no period of a row that cannot be read", async () => {
    const store = await open();
    await returning(store, missingOf(NIGHT, DAY_AWAY, "C2,01/01/2007,M,28/03/2019,"));
    await havingInterviews(store, anInterview([2]));
    const rest = missingOf("C2,01/01/2007,M,28.03.2019,");
    const dry = await returning(store, rest, { replaceYear: true, dryRun: true });
    const became = { reference: "ME-20001", child: "C1", became: "voided" };
    const worked = { reference: "ME-20002", child: "C1", became: "worked_on" };
    expect(dry.gone).to.deep.equal([became, worked]);
    expect(await store.db.episode.count({ where: { voidedAt: null } })).to.equal(3);
    const done = await returning(store, rest, { replaceYear: true });
    expect(done.gone).to.deep.equal([became, worked]);
    expect(await store.db.episode.count({ where: { voidedAt: null } })).to.equal(2);
  });

  it("is as it was before, children and all, where the import breaks off", async () => {
    const store = await open();
    await returning(store, missingOf(NIGHT, DAY_AWAY));
    const before = await everything(store);
    const progress: ReturnOptions["progress"] = (_, { step }) => {
      if (step === "storing") throw new Error("the machine stops");
    };
    const rest = missingOf(NIGHT, "C2,01/01/2007,M,28/03/2019,");
    const broken = await returning(store, rest, { replaceYear: true, progress }).catch(
      (error: Error) => error,
    );
    expect((broken as Error).message).to.equal("the machine stops");
    expect(await everything(store)).to.deep.equal(before);
    const again = await returning(store, rest, { replaceYear: true });
    expect([again.gone.length, again.children.stored, ...tallyOf(again)]).to.deep.equal([
      1, 1, 1, 0, 1, 0, 0,
    ]);
  });

  it("leaves another year's periods alone, and a carried period its end of the next year", async () => {
    const store = await open();
    const opened = missingOf("C1,31/03/2006,M,28/03/2019,");
    await returning(store, opened);
    const next = await returning(store, missingOf("C1,31/03/2006,M,28/03/2019,02/04/2019"), {
      label: "2019/20",
    });
    expect([next.gone, ...tallyOf(next)]).to.deep.equal([[], 0, 1, 0, 0, 0]);
    const empty = await returning(store, missingOf("C1,31/03/2006,M,10/05/2019,11/05/2019"), {
      label: "2019/20",
    });
    expect(empty.gone).to.deep.equal([]);
    expect(tallyOf(await returning(store, opened))).to.deep.equal([0, 0, 1, 0, 0]);
    const [carried] = await store.db.episode.findMany({ orderBy: { id: "asc" } });
    expect(carried!.endedAt!.toISOString()).to.equal("2019-04-01T23:00:00.000Z");
  });

  it("lists a period of another year that it brought itself, while no other year's return has come since", async () => {
    const store = await open();
    const late = "C1,31/03/2006,M,05/04/2019,06/04/2019";
    await returning(store, missingOf(NIGHT, late));
    const listed = { reference: "ME-20002", child: "C1", became: "listed" };
    expect((await returning(store, missingOf(NIGHT))).gone).to.deep.equal([listed]);
    await returning(store, missingOf(late), { label: "2019/20" });
    expect((await returning(store, missingOf(NIGHT))).gone).to.deep.equal([]);
  });

  it("keeps the hour of a return that staff have logged on a day that it confirms", async () => {
    const store = await open();
    await returning(store, missingOf("C1,31/03/2006,M,28/07/2019,"), { label: "2019/20" });
    await write(store, anAuthor(), (w) =>
      logReturns(w, [{ episodeId: 1, version: 1, returnedAt: hours(-20) }]),
    );
    const result = await returning(store, missingOf("C1,31/03/2006,M,28/07/2019,29/07/2019"), {
      label: "2019/20",
    });
    expect(tallyOf(result)).to.deep.equal([0, 0, 1, 0, 0]);
    const [episode] = await store.db.episode.findMany();
    expect([episode!.endedAt, episode!.endPrecision]).to.deep.equal([hours(-20), "instant"]);
  });
});
