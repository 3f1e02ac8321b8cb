import { expect } from "chai";
import { freshness as freshnessAt, LAST_IMPORT_SQL, staleDays } from "../../../data/files/freshness.ts";
import type { Store } from "../../../data/store/store.ts";
import { havingImported } from "../../support/imports.ts";
import { describeOnBothStores } from "../../support/stores.ts";

const at = (text: string) => new Date(`2019-07-${text}:00Z`);

describeOnBothStores("How fresh the data is", (open) => {
  let store: Store;
  beforeEach(async () => {
    store = await open();
  });
  const freshness = async () => {
    const [row] = await store.db.$queryRawUnsafe<{ last: string }[]>(`SELECT ${LAST_IMPORT_SQL} AS last`);
    return freshnessAt(store.db, row!.last);
  };

  it("nobody can say of a store that has never taken in a file", async () => {
    expect(await freshness()).to.equal(null);
    await havingImported(store, [], { finishedAt: at("20T07:00") });
    expect(await freshness()).to.equal(null);
  });

  it("is the last import's that finished: whence, when made, when taken in, how many files", async () => {
    const first = [{ madeAt: at("18T05:10") }, { kind: "children", madeAt: at("18T05:00") }];
    await havingImported(store, first, { finishedAt: at("18T06:00"), source: "Mosaic" });
    await havingImported(store, [{ madeAt: at("19T05:10") }], { finishedAt: at("19T06:00") });
    await havingImported(store, [{ madeAt: at("20T05:10") }], { finishedAt: null });
    expect(await freshness()).to.deep.equal({
      source: "LCS",
      madeAt: at("19T05:10"),
      takenInAt: at("19T06:00"),
      files: 1,
    });
  });

  it("is that of the episodes, whatever else came with them", async () => {
    const old = [{ madeAt: at("10T05:10") }, { kind: "placements", madeAt: at("19T05:10") }];
    await havingImported(store, old, { finishedAt: at("19T06:00") });
    expect(await freshness())
      .to.include({ files: 2 })
      .and.to.deep.include({ madeAt: at("10T05:10") });
  });

  it("is not set back by a yearly return, which counts where there is nothing else", async () => {
    const yearly = [{ kind: "ssda903_missing", madeAt: at("01T09:00") }];
    const run = { mode: "ssda903", source: "SSDA903" } as const;
    await havingImported(store, yearly, { ...run, finishedAt: at("18T09:00") });
    expect(await freshness()).to.include({ source: "SSDA903" });
    await havingImported(store, [{ madeAt: at("19T05:10") }], { finishedAt: at("19T06:00") });
    await havingImported(store, yearly, { ...run, finishedAt: at("20T09:00") });
    expect(await freshness()).to.include({ source: "LCS" });
  });

  it("is no later than the taking in, whatever a computer's clock said of the file", async () => {
    await havingImported(store, [{ madeAt: at("29T05:10") }], { finishedAt: at("19T06:00") });
    expect(await freshness()).to.deep.include({ madeAt: at("19T06:00") });
  });
});

describe("Data is stale", () => {
  const policy = { staleAfterDays: 7 };
  const days = (now: string) => staleDays({ madeAt: at("01T06:10") }, at(now), policy);

  it("once it is older than the policy's days, and then by how many whole days", () => {
    expect(days("01T06:10")).to.equal(null);
    expect(days("08T06:10")).to.equal(null);
    expect(days("08T06:11")).to.equal(7);
    expect(days("10T06:09")).to.equal(8);
    expect(days("10T06:10")).to.equal(9);
  });
});
