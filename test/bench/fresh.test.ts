import { expect } from "chai";
import type { Store } from "../../data/store/store.ts";
import { NOW } from "../support/builders.ts";
import { describeOnBothStores } from "../support/stores.ts";
import { smallTown } from "../support/town.ts";
import { checkFresh } from "./fresh.ts";

describeOnBothStores("The benchmark's look at whether answers are fresh", (open) => {
  const clock = () => NOW;
  const told = (n: number) => ({ ms: 1, body: `{"text":"${n} children are missing"}` });
  const missingIn = ({ db }: Store) => db.episode.count({ where: { endedAt: null } });

  it("passes a bot whose next answer counts a return of a second ago, and takes the return back", async () => {
    const store = await open();
    await smallTown(store);
    const before = await missingIn(store);
    await checkFresh(store, clock, async () => told(await missingIn(store)));
    expect(await missingIn(store)).to.equal(before);
  });

  it("fails one that answers as before the return, and takes the return back all the same", async () => {
    const store = await open();
    await smallTown(store);
    const before = await missingIn(store);
    const failed = await checkFresh(store, clock, async () => told(before)).catch((error: Error) => error);
    expect(String(failed)).to.contain("not fresh");
    expect(await missingIn(store)).to.equal(before);
  });
});
