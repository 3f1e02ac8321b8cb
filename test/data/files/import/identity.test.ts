import { expect } from "chai";
import { conflictLines } from "../../../../bot/cli/import-conflicts.ts";
import { logReturns } from "../../../../data/casework/returns.ts";
import { write } from "../../../../data/casework/write.ts";
import { settleConflict } from "../../../../data/files/import/conflicts.ts";
import type { Store } from "../../../../data/store/store.ts";
import { anAuthor, anEpisode, havingEpisodes, hours } from "../../../support/builders.ts";
import { describeOnBothStores } from "../../../support/stores.ts";
import { CHILDREN, EPISODES, importing, tally } from "./importing.ts";

describeOnBothStores("An episode that came by card and by file", (open) => {
  let store: Store;
  let childId: number;
  beforeEach(async () => {
    store = await open();
    await importing(store, { children: CHILDREN });
    ({ id: childId } = await store.db.child.findFirstOrThrow({ where: { externalId: "C1" } }));
  });

  const byCard = async (over: Partial<Parameters<typeof anEpisode>[1]> = {}) => {
    const [id] = await havingEpisodes(store, anEpisode(childId, { startedAt: hours(-26), ...over }));
    return id!;
  };
  const file = (start: Date, rest = ",,") => ({
    episodes: [EPISODES, `E1,C1,missing,${start.toISOString()},${rest}`],
  });
  const episode = () => store.db.episode.findFirstOrThrow();

  it("is one where the starts are no more than twelve hours apart: it takes the file's id", async () => {
    const id = await byCard();
    const result = await importing(store, file(hours(-26), ",high,Police"));
    expect(tally(result)).to.deep.equal([[0, 1, 0, 0, 0]]);
    expect(await store.db.episode.count()).to.equal(1);
    const row = await episode();
    expect(row).to.include({ id, source: "council", externalId: "E1", version: 2 });
    expect(row.agencyId, "what was blank is taken").to.not.equal(null);
    expect(await store.db.episodeRisk.findFirst()).to.include({ grade: "high" });
    expect(tally(await importing(store, file(hours(-26), ",high,Police")))).to.deep.equal([[0, 0, 1, 0, 0]]);
  });

  it("keeps what the card says where the two differ, and asks once", async () => {
    await byCard();
    const start = hours(-38);
    expect(tally(await importing(store, file(start)))).to.deep.equal([[0, 0, 0, 0, 1]]);
    expect(await episode()).to.deep.include({ externalId: "E1", startedAt: hours(-26) });
    const [conflict] = await openConflicts(store);
    expect(conflict).to.deep.include({
      kind: "made_here",
      externalId: "E1",
      ours: { startedAt: hours(-26).toISOString(), startPrecision: "instant" },
      file: { startedAt: start.toISOString(), startPrecision: "instant" },
      fileName: "episodes.csv",
      line: 2,
    });
    expect(tally(await importing(store, file(start)))).to.deep.equal([[0, 0, 0, 0, 1]]);
    expect(await openConflicts(store)).to.have.length(1);
    expect((await episode()).version).to.equal(2);
  });

  it("may be another one where the starts are further apart: a person is asked, and nothing is stored", async () => {
    const id = await byCard();
    const start = new Date(hours(-38).getTime() - 1);
    expect(tally(await importing(store, file(start, ",low,")))).to.deep.equal([[0, 0, 0, 0, 1]]);
    expect(await episode()).to.include({ externalId: null, version: 1 });
    const [conflict] = await openConflicts(store);
    expect(conflict).to.deep.include({ kind: "same_episode", rowId: id, externalId: "E1" });
    expect(conflict!.file).to.deep.include({ startedAt: start.toISOString(), risk: "low" });
  });

  for (const choice of ["file", "ours"] as const) {
    it(`that a person has settled as ${choice} is known by its id from then on`, async () => {
      await byCard();
      const start = hours(-40);
      await importing(store, file(start, ",low,"));
      const [conflict] = await openConflicts(store);
      const settled = await settleConflict(store, anAuthor(), conflict!.id, choice);
      expect(settled).to.equal("settled");
      expect(await episode()).to.deep.include({
        externalId: "E1",
        startedAt: choice === "file" ? start : hours(-26),
      });
      expect(await openConflicts(store)).to.have.length(0);
      const again = await importing(store, file(start, ",low,"), { made: hours(0) });
      expect(tally(again)).to.deep.equal([[0, 0, 1, 0, 0]]);
      expect(await openConflicts(store)).to.have.length(0);
    });
  }

  it("is not the one that ended before, nor another child's", async () => {
    await byCard({ startedAt: hours(-50), endedAt: hours(-48) });
    const result = await importing(store, file(hours(-47)));
    expect(tally(result)).to.deep.equal([[1, 0, 0, 0, 0]]);
    expect(await store.db.episode.count()).to.equal(2);
  });

  it("is one where the file knows no more than the day", async () => {
    await byCard({ startedAt: new Date("2019-07-29T20:00:00Z") });
    const episodes = [EPISODES, "E1,C1,missing,29/07/2019,,,"];
    expect(tally(await importing(store, { episodes }))).to.deep.equal([[0, 0, 0, 0, 1]]);
    expect(await episode()).to.deep.include({ externalId: "E1", startPrecision: "instant" });
  });

  for (const [written, precision] of [
    ["29/07/2019 00:00", "instant"],
    ["29/07/2019", "date"],
  ] as const) {
    it(`keeps for whoever settles it what the file knew of the time: ${written} is stored as ${precision}`, async () => {
      await byCard({ startedAt: new Date("2019-07-29T08:00:00Z") });
      await importing(store, { episodes: [EPISODES, `E1,C1,missing,${written},,,`] });
      const [conflict] = await openConflicts(store);
      expect(conflict!.file).to.deep.equal({
        startedAt: "2019-07-28T23:00:00.000Z",
        startPrecision: precision,
      });
      expect(await conflictLines(store)).to.contain(
        `ours 2019-07-29T08:00:00.000Z, the file's ${precision === "date" ? "2019-07-29\n" : "2019-07-28T23:00:00.000Z\n"}`,
      );
      expect(await settleConflict(store, anAuthor(), conflict!.id, "file")).to.equal("settled");
      expect(await episode()).to.deep.include({
        startedAt: new Date("2019-07-28T23:00:00Z"),
        startPrecision: precision,
      });
    });
  }

  it("that came by the statutory return first is taken over by the file that knows the times", async () => {
    await havingEpisodes(store, {
      ...{ source: "ssda903", externalId: "C1/2019-05-01/1", childId },
      startedAt: new Date("2019-04-30T23:00:00Z"),
      startPrecision: "date",
      endedAt: new Date("2019-05-01T23:00:00Z"),
      endPrecision: "date",
    });
    const episodes = [EPISODES, "E1,C1,missing,2019-05-01T19:00:00Z,2019-05-02T06:00:00Z,,"];
    expect(tally(await importing(store, { episodes }))).to.deep.equal([[0, 1, 0, 0, 0]]);
    expect(await store.db.episode.count()).to.equal(1);
    expect(await episode()).to.deep.include({
      ...{ source: "council", externalId: "E1", startPrecision: "instant" },
      endedAt: new Date("2019-05-02T06:00:00Z"),
    });
  });
});

describeOnBothStores("A field that a person changed", (open) => {
  let store: Store;
  const FIRST = [EPISODES, "E1,C1,missing,2019-07-27T10:00:00Z,,low,Police"];
  beforeEach(async () => {
    store = await open();
    await importing(
      store,
      { children: CHILDREN, episodes: FIRST },
      { made: hours(-60), clock: () => hours(-59) },
    );
  });

  /** Somebody logs the return by card. */
  const logged = async (at: Date, recordedAt: Date) => {
    const { id, version } = await episode();
    await write(store, anAuthor({ recordedAt }), (w) =>
      logReturns(w, [{ episodeId: id, version, returnedAt: at }]),
    );
  };
  const episode = () => store.db.episode.findFirstOrThrow();
  const theirs = (returned: string, agency = "Police") => ({
    episodes: [EPISODES, `E1,C1,missing,2019-07-27T10:00:00Z,${returned},low,${agency}`],
  });

  it("after the file was made stays, the row's other fields go over, and the two are kept for a person", async () => {
    await logged(hours(-30), hours(-20));
    const result = await importing(store, theirs("2019-07-29T05:00:00Z", "Family"), { made: hours(-21) });
    expect(tally(result)).to.deep.equal([[0, 0, 0, 0, 1]]);
    const row = await episode();
    expect(row.endedAt).to.deep.equal(hours(-30));
    expect((await store.db.agency.findUniqueOrThrow({ where: { id: row.agencyId! } })).name).to.equal(
      "Family",
    );
    const [conflict] = await openConflicts(store);
    expect(conflict).to.deep.include({
      kind: "changed_here",
      ours: { endedAt: hours(-30).toISOString(), endPrecision: "instant" },
      file: { endedAt: "2019-07-29T05:00:00.000Z", endPrecision: "instant" },
      madeAt: hours(-21),
    });
  });

  it("is not blanked by a file that was made before, and is by one that was made after", async () => {
    await logged(hours(-30), hours(-20));
    await importing(store, theirs(""), { made: hours(-21) });
    expect((await episode()).endedAt).to.deep.equal(hours(-30));
    const [conflict] = await openConflicts(store);
    await settleConflict(store, anAuthor(), conflict!.id, "ours");
    await importing(store, theirs(""), { made: hours(-10) });
    expect((await episode()).endedAt, "what was refused once stays refused").to.deep.equal(hours(-30));
    await importing(store, theirs("2019-07-29T06:00:00Z"), { made: hours(-10) });
    expect((await episode()).endedAt, "something new is news").to.deep.equal(
      new Date("2019-07-29T06:00:00Z"),
    );
  });

  it("before the file was made is brought up by it", async () => {
    await logged(hours(-30), hours(-20));
    const result = await importing(store, theirs("2019-07-29T05:00:00Z"), { made: hours(-19) });
    expect(tally(result)).to.deep.equal([[0, 1, 0, 0, 0]]);
    expect(await openConflicts(store)).to.have.length(0);
  });

  it("by row, where the file says when each was taken from the council's system", async () => {
    await logged(hours(-30), hours(-20));
    const row = (at: Date) => ({
      episodes: [
        `${EPISODES},extracted_at`,
        `E1,C1,missing,2019-07-27T10:00:00Z,,low,Police,${at.toISOString()}`,
      ],
    });
    const { files } = await importing(store, row(hours(-21)));
    expect(files[0]).to.deep.include({ conflicts: 1, madeFrom: "column", madeAt: hours(-21) });
  });

  it("at the very moment when the row was taken is not later than it, whatever other rows are older", async () => {
    await logged(hours(-30), hours(-20));
    const result = await importing(store, {
      episodes: [
        `${EPISODES},extracted_at`,
        `E1,C1,missing,2019-07-27T10:00:00Z,2019-07-29T05:00:00Z,low,Police,${hours(-20).toISOString()}`,
        `E2,C1,missing,2019-06-01T10:00:00Z,2019-06-01T12:00:00Z,low,Police,${hours(-25).toISOString()}`,
      ],
    });
    expect(result.files[0]).to.deep.include({ conflicts: 0, updated: 1, stored: 1 });
    expect(await openConflicts(store)).to.have.length(0);
  });

  it("stays for as long as nobody has settled the conflict, and is listed once, with the newest file's word", async () => {
    await logged(hours(-30), hours(-20));
    await importing(store, theirs("2019-07-29T05:00:00Z"), { made: hours(-21) });
    const result = await importing(store, theirs("2019-07-29T04:00:00Z"), { made: hours(-2) });
    expect(tally(result)).to.deep.equal([[0, 0, 0, 0, 1]]);
    const conflicts = await openConflicts(store);
    expect(conflicts).to.have.length(1);
    expect(conflicts[0]!.file).to.include({ endedAt: "2019-07-29T04:00:00.000Z" });
  });

  it("is in no conflict any more once the file says the same", async () => {
    await logged(hours(-30), hours(-20));
    await importing(store, theirs(""), { made: hours(-21) });
    const same = await importing(store, theirs(hours(-30).toISOString()), { made: hours(-2) });
    expect(tally(same)).to.deep.equal([[0, 0, 1, 0, 0]]);
    expect(await store.db.importConflict.findFirst()).to.include({ choice: "agreed", settledBy: null });
  });
});

function openConflicts(store: Store) {
  return store.db.importConflict.findMany({ where: { settledAt: null }, orderBy: { id: "asc" } });
}
