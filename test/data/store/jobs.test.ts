import { expect } from "chai";
import type PgBoss from "pg-boss";
import { createBoss, JobFailed, QUEUES, sendJob, setNextTry } from "../../../data/store/jobs.ts";
import type { Store } from "../../../data/store/store.ts";
import { describeOnBothStores, freshServerStore, requireServer } from "../../support/stores.ts";

describeOnBothStores("A job that is sent with a write", (open) => {
  let store: Store;
  let bosses: PgBoss[];
  beforeEach(async () => {
    store = await open();
    bosses = [];
  });
  afterEach(async () => {
    for (const boss of bosses) await boss.stop({ graceful: false });
  });

  const started = async () => {
    const boss = createBoss(store);
    boss.on("error", () => {});
    bosses.push(await boss.start());
    return boss;
  };
  const edit = (cardId: number) =>
    store.db.$transaction((tx) => sendJob(tx, QUEUES.cardEdit, { cardId }, { singletonKey: String(cardId) }));
  const waiting = async () =>
    (
      await store.db.$queryRaw<{ data: unknown }[]>`
        SELECT data FROM pgboss.job WHERE state = 'created' ORDER BY created_on`
    ).map((row) => row.data);

  it("is not there when the write is rolled back", async () => {
    await store.db
      .$transaction(async (tx) => {
        await sendJob(tx, QUEUES.cardEdit, { cardId: 7 }, { singletonKey: "7" });
        throw new Error("the write failed");
      })
      .catch(() => {});
    expect(await waiting()).to.deep.equal([]);
  });

  it("is one for many changes of the same card", async () => {
    await edit(7);
    await edit(8);
    await edit(7);
    expect(await waiting()).to.deep.equal([{ cardId: 7 }, { cardId: 8 }]);
  });

  it("is a new one where the last has begun: what it reads may be older", async () => {
    await edit(7);
    const boss = await started();
    expect(await boss.fetch(QUEUES.cardEdit)).to.have.length(1);
    await edit(7);
    expect(await waiting()).to.deep.equal([{ cardId: 7 }]);
  });

  it("is taken by one of two workers", async () => {
    await edit(7);
    const two = [await started(), await started()];
    const taken = await Promise.all(two.map((boss) => boss.fetch(QUEUES.cardEdit)));
    expect(taken.flat().map((job) => job.data)).to.deep.equal([{ cardId: 7 }]);
  });

  it("keeps one of every card of one transaction, and other queues keep all", async () => {
    await store.db.$transaction(async (tx) => {
      for (const cardId of [1, 2, 1])
        await sendJob(tx, QUEUES.cardEdit, { cardId }, { singletonKey: `${cardId}` });
      for (const week of ["a", "a"]) await sendJob(tx, QUEUES.weeklySend, { week });
    });
    expect(await waiting()).to.have.deep.members([
      { cardId: 1 },
      { cardId: 2 },
      { week: "a" },
      { week: "a" },
    ]);
  });

  it("waits until its time", async () => {
    await store.db.$transaction((tx) =>
      sendJob(tx, QUEUES.ownChat, { turn: 1 }, { startAfter: new Date("2199-01-01T00:00:00Z") }),
    );
    const boss = await started();
    expect(await boss.fetch(QUEUES.ownChat)).to.have.length(0);
  });

  it("that is told to wait does so, is not counted as a try, and keeps its queue's delays", async () => {
    await edit(7);
    const boss = await started();
    const taken = async () => (await boss.fetch(QUEUES.cardEdit))[0]!.id;
    const job = { queue: QUEUES.cardEdit, id: await taken() };
    const row = async () =>
      (
        await store.db.$queryRaw<Record<string, unknown>[]>`
          SELECT state::text, retry_limit - retry_count AS left, retry_delay AS delay, retry_backoff AS backoff, output->>'message' AS failure,
                 round(extract(epoch FROM start_after - statement_timestamp()) / 60)::int AS minutes
          FROM pgboss.job`
      )[0];
    const fail = async (afterMs?: number) => {
      await setNextTry(store, job, afterMs);
      await boss.fail(job.queue, job.id, new JobFailed("NotSent"));
    };
    const fresh = { state: "retry", left: 8, delay: 2, backoff: true, failure: "NotSent" };
    await fail();
    expect(await row()).to.deep.equal({ ...fresh, minutes: 0 });
    await store.db.$executeRaw`UPDATE pgboss.job SET start_after = created_on`;
    expect(await taken()).to.equal(job.id);
    await fail(30 * 60_000);
    // the first failure was a try, this one was none
    expect(await row()).to.deep.equal({ ...fresh, delay: 1_800, backoff: false, minutes: 30 });
    await store.db.$executeRaw`UPDATE pgboss.job SET start_after = created_on`;
    await taken();
    await fail();
    expect(await row()).to.deep.equal({ ...fresh, left: 7, minutes: 0 });
  });

  it("lets a stopping worker end: what it asks then is answered", async () => {
    const boss = await started();
    const asked = Array.from({ length: 10 }, () => boss.fetch(QUEUES.cardEdit));
    await boss.stop({ graceful: false });
    expect((await Promise.all(asked)).flat()).to.deep.equal([]);
  });
});

// the embedded store runs one transaction at a time: nobody could take the job meanwhile
describe("An edit that waits while others write (PostgreSQL)", () => {
  before(async function () {
    await requireServer(this);
  });

  it("is kept neither from the workers nor from another write of the same card", async () => {
    const store = await freshServerStore();
    const edit = { singletonKey: "7" };
    await store.db.$transaction((tx) => sendJob(tx, QUEUES.cardEdit, { cardId: 7 }, edit));
    const boss = createBoss(store);
    await boss.start();
    await store.db.$transaction(async (tx) => {
      await sendJob(tx, QUEUES.cardEdit, { cardId: 7 }, edit);
      await store.db.$transaction((other) => sendJob(other, QUEUES.cardEdit, { cardId: 7 }, edit));
      expect(await boss.fetch(QUEUES.cardEdit)).to.have.length(1);
    });
    await boss.stop({ graceful: false });
  });
});
