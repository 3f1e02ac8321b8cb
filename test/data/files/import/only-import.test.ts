import { expect } from "chai";
import { AnotherImport } from "../../../../data/files/import/errors.ts";
import { asTheOnlyImport } from "../../../../data/files/import/one-at-a-time.ts";
import type { Store } from "../../../../data/store/store.ts";
import { NOW } from "../../../support/builders.ts";
import { describeOnBothStores } from "../../../support/stores.ts";
import { COUNCIL, importing, tally } from "./importing.ts";

describeOnBothStores("A store's import", (open) => {
  let store: Store;
  beforeEach(async () => {
    store = await open();
  });

  it("is the only one: another is refused, or waits until it has ended", async () => {
    const happened: string[] = [];
    let other = Promise.resolve();
    await asTheOnlyImport(store, NOW, async () => {
      other = importing(store, COUNCIL).then(
        () => void happened.push("the other"),
        (error: Error) => void happened.push(error.message),
      );
      // on a server it asks again and again for a while; a killed one's lock is soon gone
      if (store.engine === "embedded") await other;
      else expect(await locks()).to.equal(1);
      expect(await store.db.importRun.count()).to.equal(0);
      happened.push("the first");
    });
    await other;
    if (store.engine === "server") expect(happened).to.deep.equal(["the first", "the other"]);
    else {
      expect(happened[0]).to.contain(`pid ${process.pid}`).and.to.contain("Wait until it has ended");
      expect(happened[1]).to.equal("the first");
    }
  });

  it("sends the next one away with a sentence where it does not end for long", async () => {
    const refused = await asTheOnlyImport(store, NOW, () =>
      asTheOnlyImport(store, NOW, async () => "the other", { tries: 1 }).catch((error: Error) => error),
    );
    expect(refused).to.be.instanceOf(AnotherImport);
    expect((refused as Error).message).to.match(/^Another import.* is under way.*Wait until it has ended/);
    expect(await asTheOnlyImport(store, NOW, async () => "the next", { tries: 1 })).to.equal("the next");
  });

  it("lets the next one in where it failed", async () => {
    const failed = asTheOnlyImport(store, NOW, async () => {
      throw new Error("the disk is full");
    });
    expect(await failed.catch((error: Error) => error.message)).to.equal("the disk is full");
    const { placements } = COUNCIL;
    expect(tally(await importing(store, { placements: placements! }))).to.deep.equal([[1, 0, 0, 0, 0]]);
  });

  async function locks(): Promise<number> {
    const [row] = await store.db.$queryRawUnsafe<{ n: number }[]>(
      `SELECT count(*)::int AS n FROM pg_locks WHERE locktype = 'advisory' AND granted
         AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
    );
    return row!.n;
  }
});
