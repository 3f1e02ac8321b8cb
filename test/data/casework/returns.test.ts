import { expect } from "chai";
import { storeEpisodes } from "../../../data/casework/episodes.ts";
import { logReturns } from "../../../data/casework/returns.ts";
import { write } from "../../../data/casework/write.ts";
import type { Store } from "../../../data/store/store.ts";
import {
  anAuthor,
  anEpisode,
  havingChildren,
  havingMissingChild,
  hours,
  NOW,
} from "../../support/builders.ts";
import { describeOnBothStores } from "../../support/stores.ts";

describeOnBothStores("Logging a return", (open) => {
  let store: Store;
  before(async () => {
    store = await open();
  });

  it("ends the episode to the millisecond and raises its version", async () => {
    const { episodeId } = await havingMissingChild(store);
    const returnedAt = new Date("2019-07-30T09:05:00.123Z");
    expect(await log(store, episodeId, { returnedAt })).to.deep.equal({
      ok: true,
      episodeId,
      versionAfter: 2,
    });
    const episode = await store.db.episode.findUniqueOrThrow({ where: { id: episodeId } });
    expect(episode).to.deep.include({ endedAt: returnedAt, version: 2 });
  });

  it("is in the change rows as the end alone, happened when the child returned", async () => {
    const { episodeId } = await havingMissingChild(store);
    await log(store, episodeId, { returnedAt: hours(-2) });
    const [change] = await store.db.change.findMany({
      where: { table: "episode", rowId: episodeId, versionAfter: 2 },
    });
    expect(change).to.deep.include({
      rowId: episodeId,
      versionBefore: 1,
      before: { endedAt: null },
      after: { endedAt: hours(-2).toISOString() },
      happenedAt: hours(-2),
      recordedAt: NOW,
      by: "dana",
    });
  });

  it("takes the instant of the start and the present one, and nothing outside", async () => {
    const startedAt = hours(-26);
    for (const [returnedAt, result] of [
      [new Date(startedAt.getTime() - 1), "before_the_start"],
      [new Date(NOW.getTime() + 1), "in_the_future"],
      [startedAt, true],
      [NOW, true],
    ] as const) {
      const { episodeId } = await havingMissingChild(store);
      const outcome = await log(store, episodeId, { returnedAt });
      expect(outcome.ok || outcome.why, returnedAt.toISOString()).to.equal(result);
    }
  });

  it("says who logged the return before, and when", async () => {
    const { episodeId } = await havingMissingChild(store);
    const author = anAuthor({ by: "sam", recordedAt: hours(-1) });
    await write(store, author, (w) => logReturns(w, [{ episodeId, version: 1, returnedAt: hours(-3) }]));
    expect(await log(store, episodeId, { version: 1 })).to.deep.equal({
      ok: false,
      episodeId,
      why: "already_ended",
      by: "sam",
      at: hours(-1),
    });
  });

  it("is refused on a version that has passed, with who changed it and when", async () => {
    const known = { source: "lcs", externalId: "E1" };
    const { childId, episodeId } = await havingMissingChild(store, {}, known);
    const author = anAuthor({ by: "sam", recordedAt: hours(-1) });
    await write(store, author, (w) => storeEpisodes(w, [anEpisode(childId, { ...known, risk: "high" })]));
    expect(await log(store, episodeId, { version: 1 })).to.deep.equal({
      ok: false,
      episodeId,
      why: "changed_since",
      by: "sam",
      at: hours(-1),
    });
    expect((await log(store, episodeId, { version: 2 })).ok).to.equal(true);
  });

  it("knows no voided episode, and none that is not there", async () => {
    const { episodeId } = await havingMissingChild(store);
    await store.db.episode.update({ where: { id: episodeId }, data: { voidedAt: NOW } });
    for (const id of [episodeId, 999_999]) {
      expect(await log(store, id)).to.deep.equal({ ok: false, episodeId: id, why: "unknown_episode" });
    }
  });

  it("of several goes through for those that may, and refuses the rest", async () => {
    const first = (await havingMissingChild(store)).episodeId;
    const second = (await havingMissingChild(store)).episodeId;
    const outcomes = await write(store, anAuthor(), (w) =>
      logReturns(w, [
        { episodeId: second, version: 7, returnedAt: NOW },
        { episodeId: first, version: 1, returnedAt: NOW },
        { episodeId: first, version: 1, returnedAt: NOW },
      ]),
    );
    expect(outcomes.map((row) => row.ok || row.why)).to.deep.equal(["changed_since", true, "already_ended"]);
    expect(outcomes[2]).to.deep.include({ by: "dana", at: NOW });
  });

  it("of two people at once counts one, and tells the other", async () => {
    const { episodeId } = await havingMissingChild(store);
    const people = ["dana", "sam", "ola"];
    const outcomes = await Promise.all(
      people.map((by) =>
        write(store, anAuthor({ by }), (w) => logReturns(w, [{ episodeId, version: 1, returnedAt: NOW }])),
      ),
    );
    const winner = people[outcomes.findIndex(([row]) => row!.ok)];
    const others = outcomes.flat().filter((row) => !row.ok);
    expect(others).to.have.length(2);
    for (const row of others) expect(row).to.deep.include({ why: "already_ended", by: winner, at: NOW });
    expect(
      await store.db.change.count({ where: { table: "episode", rowId: episodeId, versionAfter: 2 } }),
    ).to.equal(1);
  });

  it("makes room for the child's next episode", async () => {
    const { childId, episodeId } = await havingMissingChild(store);
    await log(store, episodeId, { returnedAt: hours(-5) });
    const again = await write(store, anAuthor(), (w) =>
      storeEpisodes(w, [anEpisode(childId, { startedAt: hours(-1) })]),
    );
    expect(again.inserted).to.equal(1);
  });

  it("leaves other children's episodes as they are", async () => {
    const { episodeId } = await havingMissingChild(store);
    const other = (await havingMissingChild(store, { name: "Ash Reed" })).episodeId;
    await havingChildren(store, {});
    await log(store, episodeId);
    const row = await store.db.episode.findUniqueOrThrow({ where: { id: other } });
    expect(row).to.deep.include({ endedAt: null, version: 1 });
  });
});

async function log(store: Store, episodeId: number, over: { version?: number; returnedAt?: Date } = {}) {
  const [outcome] = await write(store, anAuthor(), (w) =>
    logReturns(w, [{ episodeId, version: 1, returnedAt: NOW, ...over }]),
  );
  return outcome!;
}
