import { expect } from "chai";
import { storeChildren } from "../../../data/casework/children.ts";
import { storeEpisodes } from "../../../data/casework/episodes.ts";
import { logReturns } from "../../../data/casework/returns.ts";
import { type Writing, write } from "../../../data/casework/write.ts";
import { revisions } from "../../../data/revision.ts";
import type { Store } from "../../../data/store/store.ts";
import {
  aChild,
  anAuthor,
  anEpisode,
  havingCard,
  havingChildren,
  havingMissingChild,
  hours,
  NOW,
} from "../../support/builders.ts";
import { describeOnBothStores } from "../../support/stores.ts";

describeOnBothStores("A write", (open) => {
  let store: Store;
  before(async () => {
    store = await open();
  });

  it("leaves change rows of what was stored, with who, when and what happened when", async () => {
    const author = anAuthor({ activityId: "act-1" });
    const [child] = await write(store, author, async (w) => (await storeChildren(w, [aChild()])).rowIds);
    const [change] = await store.db.change.findMany({ where: { table: "child", rowId: child } });
    expect(change).to.deep.include({ versionBefore: 0, versionAfter: 1, before: null, by: "dana" });
    expect(change).to.deep.include({ activityId: "act-1", importRun: null, recordedAt: NOW });
    expect(change!.after).to.deep.equal({
      name: "Kit Marlow",
      dateOfBirth: "2006-03-31",
      gender: "female",
      flags: [],
    });
  });

  it("leaves one audit row, with the children by id and how many rows of each table", async () => {
    const last = (await lastAudit(store))?.id ?? 0n;
    const author = anAuthor({ role: "duty", audience: "personal", conversationId: "c", activityId: "act-1" });
    const ids = await write(store, author, async (w) => {
      const { rowIds } = await storeChildren(w, [aChild(), aChild({ name: "Ash Reed" })]);
      await storeEpisodes(w, [anEpisode(rowIds[0]!)]);
      w.describe({ verb: "report_missing" });
      return rowIds;
    });
    const after = await store.db.audit.findMany({ where: { id: { gt: last } } });
    expect(after).to.have.length(1);
    expect(after[0]).to.deep.include({
      kind: "write",
      at: NOW,
      personId: "dana",
      role: "duty",
      audience: "personal",
      conversationId: "c",
      activityId: "act-1",
      childIds: ids,
      detail: {
        verb: "report_missing",
        tables: { child: { inserted: 2, updated: 0 }, episode: { inserted: 1, updated: 0 } },
      },
    });
  });

  it("of many rows leaves the embedded store's planner with statistics of them", async function () {
    if (store.engine !== "embedded") this.skip(); // a server gathers its own
    await havingChildren(store, ...Array.from({ length: 1_000 }, (_, i) => ({ name: `Many ${i}` })));
    const [child] = await store.db.$queryRaw<{ rows: number }[]>`
      SELECT reltuples::int AS rows FROM pg_class WHERE oid = 'child'::regclass`;
    expect(child!.rows).to.equal(await store.db.child.count());
  });

  it("says how many children it touched where they are too many to list", async () => {
    await havingChildren(store, ...Array.from({ length: 1_001 }, (_, i) => ({ name: `Child ${i}` })));
    const audit = await lastAudit(store);
    expect(audit!.childIds).to.deep.equal([]);
    expect(audit!.detail).to.deep.include({ children: 1_001 });
  });

  it("raises the store's revision by one, and the names revision where a name changed", async () => {
    const before = await revisions(store.db);
    const [childId] = await havingChildren(store, {});
    const named = await revisions(store.db);
    expect(named).to.deep.equal({ revision: before.revision + 1n, names: before.names + 1n });
    await write(store, anAuthor(), (w) => storeEpisodes(w, [anEpisode(childId!)]));
    expect(await revisions(store.db)).to.deep.equal({ revision: named.revision + 1n, names: named.names });
  });

  it("that changes nothing raises nothing and is in no audit", async () => {
    const row = aChild({ source: "lcs", externalId: "C0" });
    await havingChildren(store, row);
    const before = await traces(store);
    await havingChildren(store, row);
    expect(await traces(store)).to.deep.equal(before);
  });

  it("that fails leaves nothing: no row, change, audit, job or revision", async () => {
    const { episodeId } = await havingMissingChild(store);
    await havingCard(store, [episodeId]);
    const before = await traces(store);
    const jobs: object[] = [];
    const failing = write(
      store,
      anAuthor(),
      async (w) => {
        await logReturns(w, [{ episodeId, version: 1, returnedAt: hours(-1) }]);
        await storeChildren(w, [aChild()]);
        throw new Error("the process stumbles");
      },
      { sendJob: async (_tx, queue, data) => void jobs.push({ queue, data }) },
    );
    expect(await failing.catch((error: Error) => error.message)).to.equal("the process stumbles");
    expect(await traces(store)).to.deep.equal(before);
    expect(jobs).to.deep.equal([]);
  });

  it("that cannot queue its card edits is undone as a whole", async () => {
    const { episodeId } = await havingMissingChild(store);
    await havingCard(store, [episodeId]);
    const before = await traces(store);
    const returning = write(
      store,
      anAuthor(),
      (w) => logReturns(w, [{ episodeId, version: 1, returnedAt: hours(-1) }]),
      { sendJob: () => Promise.reject(new Error("no queue")) },
    );
    expect(await returning.catch((error: Error) => error.message)).to.equal("no queue");
    expect(await traces(store)).to.deep.equal(before);
  });

  it("queues one edit for each card that shows what changed, and for no other", async () => {
    const first = await havingMissingChild(store);
    const second = await havingMissingChild(store, { name: "Ash Reed" });
    const both = await havingCard(store, [first.episodeId, second.episodeId], { activityId: "both" });
    const one = await havingCard(store, [first.episodeId], { activityId: "one" });
    await havingCard(store, [second.episodeId], { activityId: "other" });
    const gone = await havingCard(store, [first.episodeId], { activityId: "gone" });
    await store.db.postedCard.update({ where: { id: gone }, data: { goneAt: NOW } });
    const { episodeId } = first;
    const jobs = await jobsOf(store, (w) =>
      logReturns(w, [{ episodeId, version: 1, returnedAt: hours(-1) }]),
    );
    expect(jobs).to.deep.equal(
      [both, one].map((cardId) => ({ queue: "card-edit", data: { cardId }, key: String(cardId) })),
    );
  });

  it("of a child's name makes the cards of the child's episodes old", async () => {
    const known = { source: "lcs", externalId: "C1" };
    const { episodeId } = await havingMissingChild(store, known);
    const cardId = await havingCard(store, [episodeId]);
    const jobs = await jobsOf(store, (w) => storeChildren(w, [aChild({ ...known, name: "Kit M. Marlow" })]));
    expect(jobs.map((job) => job.data)).to.deep.equal([{ cardId }]);
  });

  it("puts its jobs in the queue of the store itself", async () => {
    const { episodeId } = await havingMissingChild(store);
    const cardId = await havingCard(store, [episodeId]);
    await write(store, anAuthor(), (w) => logReturns(w, [{ episodeId, version: 1, returnedAt: hours(-1) }]));
    const jobs = await store.db.$queryRaw`
      SELECT name, data, singleton_key AS key FROM pgboss.job
      WHERE name = 'card-edit' AND singleton_key = ${String(cardId)}`;
    expect(jobs).to.deep.equal([{ name: "card-edit", data: { cardId }, key: String(cardId) }]);
  });
});

/** How much of everything there is that a write may leave behind. */
async function traces(store: Store) {
  const { db } = store;
  return {
    children: await db.child.findMany(),
    episodes: await db.episode.findMany(),
    changes: await db.change.count(),
    audits: await db.audit.count(),
    revisions: await revisions(db),
    jobs: await db.$queryRaw`SELECT count(*)::int AS n FROM pgboss.job`,
  };
}

function lastAudit(store: Store) {
  return store.db.audit.findFirst({ orderBy: { id: "desc" } });
}

async function jobsOf(store: Store, work: (w: Writing) => Promise<unknown>) {
  const jobs: { queue: string; data: object; key: string | undefined }[] = [];
  await write(store, anAuthor(), work, {
    sendJob: async (_tx, queue, data, options) => {
      jobs.push({ queue, data, key: options?.singletonKey });
    },
  });
  return jobs;
}
