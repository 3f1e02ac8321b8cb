import { expect } from "chai";
import { readMark, setMark } from "../../../data/store/mark.ts";
import { PLANNED_ANEW } from "../../../data/store/raw.ts";
import { describeOnBothStores, freshServerStore, requireServer } from "../../support/stores.ts";

describeOnBothStores("A store that is opened for the first time", (open) => {
  it("holds no data and is neither a demonstration nor real", async () => {
    const store = await open();
    expect(await store.db.episode.count()).to.equal(0);
    expect(await readMark(store.db)).to.deep.equal({ kind: null, seed: null, generatedTo: null });
    expect(await store.db.storeRevision.findMany()).to.deep.equal([{ id: 1, revision: 0n, names: 0n }]);
  });

  it("is marked once as what it is, and the day can move on", async () => {
    const store = await open();
    await store.db.$transaction(async (tx) => {
      await setMark(tx, { kind: "demonstration", seed: 7, generatedTo: "2019-07-30" });
    });
    await store.db.$transaction((tx) => setMark(tx, { generatedTo: "2019-07-31" }));
    expect(await readMark(store.db)).to.deep.equal({
      kind: "demonstration",
      seed: 7,
      generatedTo: "2019-07-31",
    });
  });

  it("gives the first child MC-1001 and the first episode ME-20001", async () => {
    const { db } = await open();
    const child = await db.child.create({ data: { dateOfBirth: new Date("2006-05-01"), gender: "female" } });
    const episode = await db.episode.create({
      data: {
        childId: child.id,
        category: "missing",
        startedAt: new Date("2019-07-01T20:00:00Z"),
        ageAtStart: 13,
        recordedAt: new Date("2019-07-01T21:00:00Z"),
      },
    });
    expect([child.number, episode.number]).to.deep.equal([1001, 20001]);
  });

  it("reads an instant back as it was written", async () => {
    const { db } = await open();
    const at = new Date("2019-07-30T13:00:00.123Z");
    await db.audit.create({ data: { at, kind: "answer", detail: {} } });
    expect((await db.audit.findFirstOrThrow()).at).to.deep.equal(at);
    const [raw] = await db.$queryRaw<{ at: Date }[]>`SELECT at FROM audit`;
    expect(raw!.at).to.deep.equal(at);
  });
});

describe("A connection to a server (PostgreSQL)", () => {
  before(async function () {
    await requireServer(this);
  });

  it("has figures compiled by nobody, and room to count a year's children", async () => {
    const { db } = await freshServerStore();
    const [settings] = await db.$queryRawUnsafe<unknown[]>(
      `SELECT current_setting('jit') AS jit, pg_size_bytes(current_setting('work_mem')) >= pg_size_bytes('32MB') AS roomy`,
    );
    expect(settings).to.deep.equal({ jit: "off", roomy: true });
  });

  it("plans the figures of the rows for their own period, and what is short once", async () => {
    const { db } = await freshServerStore();
    const plans = async (mark: string) => {
      const [row] = await db.$queryRawUnsafe<{ plans: string }[]>(
        `${mark}SELECT current_setting('plan_cache_mode') AS plans`,
      );
      return row!.plans;
    };
    expect(await plans(PLANNED_ANEW)).to.equal("force_custom_plan");
    expect(await plans("")).to.equal("force_generic_plan");
  });
});
