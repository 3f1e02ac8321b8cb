import { expect } from "chai";
import { readMark } from "../../../data/store/mark.ts";
import { describeOnBothStores } from "../../support/stores.ts";

describeOnBothStores("A store that is opened for the first time", (open) => {
  it("holds no data and is neither a demonstration nor real", async () => {
    const store = await open();
    expect(await store.db.episode.count()).to.equal(0);
    expect(await readMark(store.db)).to.deep.equal({ kind: null, seed: null, generatedTo: null });
    expect(await store.db.storeRevision.findMany()).to.deep.equal([{ id: 1, revision: 0n, names: 0n }]);
  });
});
