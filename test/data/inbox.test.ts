import { expect } from "chai";
import { failedTexts } from "../../data/failed-texts.ts";
import { finish } from "../../data/inbox.ts";
import { saveReading } from "../../data/readings.ts";
import { revisions } from "../../data/revision.ts";
import type { Db, Store } from "../../data/store/store.ts";
import { beginTurn, type FinishedTurn, finishTurn, type Received } from "../../data/turns.ts";
import { aConversation, hours, NOW } from "../support/builders.ts";
import { describeOnBothStores, freshStore } from "../support/stores.ts";

const TAKE_OVER = { takeOverAfterMs: 20_000 };
/** A turn of somebody who has asked nothing yet. */
async function receive(
  db: Db,
  conversationId: string,
  activityId: string,
  at: Date,
  options: typeof TAKE_OVER,
): Promise<Received> {
  const who = { personId: "nobody", readingSince: at };
  const seen = aConversation({ id: conversationId });
  return (await beginTurn(db, { seen, activityId, at, ...who }, options)).received;
}
let serial = 0;
/** What a person's next turn is told. */
async function loadReading(db: Db, conversationId: string, personId: string, since: Date): Promise<unknown> {
  const seen = aConversation({ id: conversationId });
  const turn = { seen, activityId: `next-${++serial}`, at: NOW, personId, readingSince: since };
  return (await beginTurn(db, turn, TAKE_OVER)).reading;
}
const later = (ms: number) => new Date(NOW.getTime() + ms);

describe("The end of a turn (embedded)", () => {
  const looksThrough = async ({ db }: Store) => {
    await db.$queryRawUnsafe("SELECT pg_stat_force_next_flush()");
    const [table] = await db.$queryRawUnsafe<{ passes: number }[]>(
      "SELECT seq_scan::int AS passes FROM pg_stat_user_tables WHERE relname = 'inbox'",
    );
    return table!.passes;
  };

  it("is written down by its key, from the first on: nothing tells this database that the table has grown", async () => {
    const store = await freshStore();
    const before = await looksThrough(store);
    for (let i = 0; i < 12; i += 1) {
      await receive(store.db, "c", String(i), NOW, TAKE_OVER);
      await finish(store.db, "c", String(i), later(1_000));
    }
    expect(await looksThrough(store)).to.equal(before);
  });
});

describeOnBothStores("An activity that comes in", (open) => {
  let store: Store;
  before(async () => {
    store = await open();
  });

  it("is new once; its repeat finds it running, then finished", async () => {
    expect(await receive(store.db, "c", "1", NOW, TAKE_OVER)).to.equal("new");
    expect(await receive(store.db, "c", "1", later(15_000), TAKE_OVER)).to.equal("running");
    await finish(store.db, "c", "1", later(16_000));
    expect(await receive(store.db, "c", "1", later(3_600_000), TAKE_OVER)).to.equal("finished");
  });

  it("is finished by itself, however many end at once, and whatever became of others", async () => {
    const ids = Array.from({ length: 9 }, (_, i) => `many-${i}`);
    for (const id of ids) await receive(store.db, "c", id, NOW, TAKE_OVER);
    const ended = ids.slice(0, 8);
    const written = ended.map((id) => finish(store.db, "c", id, later(1_000)));
    const impossible = finish(store.db, "c", "\u0000", later(1_000)).catch(() => "refused");
    expect(await impossible).to.equal("refused");
    await Promise.allSettled(written);
    await Promise.all(ended.map((id) => finish(store.db, "c", id, later(1_000))));
    const repeats = [];
    for (const id of ids) repeats.push(await receive(store.db, "c", id, later(2_000), TAKE_OVER));
    expect(repeats).to.deep.equal([...ended.map(() => "finished"), "running"]);
  });

  it("that is told to have ended twice at once has ended, at the instant that was told first", async () => {
    for (const id of ["other", "twice"]) await receive(store.db, "c", id, NOW, TAKE_OVER);
    const writing = finish(store.db, "c", "other", later(1_000));
    // these are written together
    await Promise.all([writing, ...[2_000, 2_000].map((ms) => finish(store.db, "c", "twice", later(ms)))]);
    await finish(store.db, "c", "twice", later(3_000));
    const [row] = await store.db.$queryRawUnsafe<{ at: Date }[]>(
      "SELECT finished_at AS at FROM inbox WHERE activity_id = 'twice'",
    );
    expect(row!.at).to.deep.equal(later(2_000));
  });

  it("is another in another conversation", async () => {
    await receive(store.db, "c", "2", NOW, TAKE_OVER);
    expect(await receive(store.db, "d", "2", NOW, TAKE_OVER)).to.equal("new");
  });

  it("that was killed half-way is taken over by one repeat, when its time is up", async () => {
    await receive(store.db, "c", "3", NOW, TAKE_OVER);
    expect(await receive(store.db, "c", "3", later(19_999), TAKE_OVER)).to.equal("running");
    const repeats = [1, 2, 3].map(() => receive(store.db, "c", "3", later(20_000), TAKE_OVER));
    expect((await Promise.all(repeats)).sort()).to.deep.equal(["new", "running", "running"]);
  });

  it("several times at once is new to one", async () => {
    const received = await Promise.all(
      Array.from({ length: 8 }, () => receive(store.db, "c", "4", NOW, TAKE_OVER)),
    );
    expect(received.filter((state) => state === "new")).to.have.length(1);
    expect(received.filter((state) => state === "running")).to.have.length(7);
  });
});

describeOnBothStores("A turn that is over", (open) => {
  let store: Store;
  before(async () => {
    store = await open();
  });

  const turn = (over: Partial<FinishedTurn> = {}): FinishedTurn => ({
    conversationId: "c",
    activityId: "1",
    at: NOW,
    personId: "dana",
    role: "duty",
    audience: "personal",
    audits: [{ kind: "answer", detail: { metric: "episodes", value: 1069 }, childIds: [] }],
    reading: { kind: "question", metric: "episodes" },
    failed: null,
    ...over,
  });

  it("leaves its audit rows and the person's reading; its activity ends with the reply", async () => {
    await receive(store.db, "c", "1", NOW, TAKE_OVER);
    await finishTurn(
      store.db,
      turn({
        audits: [
          { kind: "answer", detail: { metric: "episodes", value: 1069 }, childIds: [] },
          { kind: "disclosure", detail: { what: "list" }, childIds: [3, 1] },
        ],
      }),
    );
    expect(await receive(store.db, "c", "1", NOW, TAKE_OVER)).to.equal("running");
    expect(await loadReading(store.db, "c", "dana", NOW)).to.deep.equal({
      kind: "question",
      metric: "episodes",
    });
    const audits = await store.db.audit.findMany({ orderBy: { id: "asc" } });
    expect(audits).to.have.length(2);
    const shared = {
      at: NOW,
      personId: "dana",
      role: "duty",
      audience: "personal",
      conversationId: "c",
      activityId: "1",
    };
    expect(audits[0]).to.deep.include({
      ...shared,
      kind: "answer",
      detail: { metric: "episodes", value: 1069 },
    });
    expect(audits[1]).to.deep.include({ ...shared, kind: "disclosure", childIds: [3, 1] });
  });

  it("keeps the last reading where it has none of its own, and of each person apart", async () => {
    await saveReading(store.db, "r", "dana", { n: 1 }, NOW);
    await saveReading(store.db, "r", "sam", { n: 2 }, NOW);
    await finishTurn(store.db, turn({ conversationId: "r", reading: null }));
    expect(await loadReading(store.db, "r", "dana", NOW)).to.deep.equal({ n: 1 });
    await finishTurn(store.db, turn({ conversationId: "r", reading: { n: 3 } }));
    expect(await loadReading(store.db, "r", "dana", NOW)).to.deep.equal({ n: 3 });
    expect(await loadReading(store.db, "r", "sam", NOW)).to.deep.equal({ n: 2 });
  });

  it("tells the next one the reading whatever case the person's id is written in, and the names' revision", async () => {
    await saveReading(store.db, "u", "DANA", { n: 1 }, NOW);
    expect(await loadReading(store.db, "u", "dana", NOW)).to.deep.equal({ n: 1 });
    const seen = aConversation({ id: "u" });
    const turn = { seen, activityId: "1", at: NOW, personId: "dana", readingSince: later(1) };
    expect(await beginTurn(store.db, turn, TAKE_OVER)).to.deep.equal({
      received: "new",
      reading: null,
      names: (await revisions(store.db)).names,
      stands: false,
    });
  });

  it("of somebody who is not known leaves no reading", async () => {
    await finishTurn(store.db, turn({ conversationId: "n", personId: null, role: null }));
    expect(await store.db.lastReading.count({ where: { conversationId: "n" } })).to.equal(0);
    expect(await store.db.audit.count({ where: { conversationId: "n", personId: null } })).to.equal(1);
  });

  it("that was not understood leaves its masked words, counted by their day and nothing else", async () => {
    const failed = { day: "2019-07-30", outcome: "unused", text: "episodes last {unknown}" };
    await finishTurn(store.db, turn({ conversationId: "f", failed }));
    await finishTurn(store.db, turn({ conversationId: "g", personId: "sam", failed }));
    await finishTurn(store.db, turn({ conversationId: "f", failed: { ...failed, day: "2019-07-31" } }));
    await finishTurn(store.db, turn({ conversationId: "f" }));
    const rows = await store.db.$queryRawUnsafe(
      "SELECT *, day::text AS day FROM failed_text ORDER BY times DESC",
    );
    expect(rows).to.deep.equal([
      { ...failed, times: 2 },
      { ...failed, day: "2019-07-31", times: 1 },
    ]);
  });

  it("is forgotten as a reading when it is older than asked for", async () => {
    await saveReading(store.db, "o", "dana", { n: 1 }, hours(-1));
    expect(await loadReading(store.db, "o", "dana", hours(-1))).to.deep.equal({ n: 1 });
    expect(await loadReading(store.db, "o", "dana", new Date(hours(-1).getTime() + 1))).to.equal(null);
  });

  describe("answered before it was taken in", () => {
    const asked = { n: 1, of: [2] };
    const next = { kind: "question", metric: "individuals" };
    const begin = async (id: string, guess: { reading?: unknown; names?: bigint }, activityId = "1") => {
      const { names } = await revisions(store.db);
      const seen = aConversation({ id });
      const failed = { day: "2019-07-30", outcome: id, text: "" };
      const leaves = turn({ conversationId: id, activityId, reading: next, failed });
      return beginTurn(
        store.db,
        { seen, activityId, at: NOW, personId: "dana", readingSince: NOW },
        { ...TAKE_OVER, ahead: { reading: asked, names, ...guess, leaves } },
      );
    };
    const left = async (id: string) => ({
      audits: await store.db.audit.count({ where: { conversationId: id } }),
      reading: await loadReading(store.db, id, "dana", NOW),
      failed: (await failedTexts(store.db)).find(({ outcome }) => outcome === id)?.times ?? 0,
    });

    it("leaves its audit, its reading and what was not understood where the footing was right", async () => {
      await saveReading(store.db, "ahead", "dana", asked, NOW);
      const begun = await begin("ahead", {});
      expect(begun).to.include({ received: "new", stands: true });
      expect(await left("ahead")).to.deep.equal({ audits: 1, reading: next, failed: 1 });
    });

    it("leaves nothing where another question was asked meanwhile, or the names have changed", async () => {
      await saveReading(store.db, "moved", "dana", asked, NOW);
      const { names } = await revisions(store.db);
      const wrong = [{ reading: { n: 2 } }, { reading: null }, { names: names + 1n }];
      for (const [i, guess] of wrong.entries()) {
        const begun = await begin("moved", guess, `${i}`);
        expect(begun).to.deep.include({ received: "new", stands: false, reading: asked });
      }
      expect(await left("moved")).to.deep.equal({ audits: 0, reading: asked, failed: 0 });
    });

    it("leaves nothing a second time", async () => {
      await begin("twice", { reading: null });
      const again = await begin("twice", { reading: next });
      expect(again).to.include({ received: "running", stands: false });
      expect(await left("twice")).to.include({ audits: 1, failed: 1 });
    });
  });
});
