import { expect } from "chai";
import fc from "fast-check";
import { onceOnly, type Press, receiptKey } from "../../../data/casework/receipts.ts";
import { type Writing, write } from "../../../data/casework/write.ts";
import type { Store } from "../../../data/store/store.ts";
import { anAuthor } from "../../support/builders.ts";
import { describeOnBothStores } from "../../support/stores.ts";
import { someoneWaits } from "../../support/waiting.ts";

const PRESS: Press = {
  card: "card-1",
  version: 3,
  verb: "return.log",
  presser: "dana",
  inputs: { date: "2019-07-30", time: "09:05" },
};

describeOnBothStores("A press", (open) => {
  let store: Store;
  before(async () => {
    store = await open();
  });

  it("counts once: its repeat gets the stored outcome", async () => {
    let runs = 0;
    const run = async () => ({ run: ++runs, at: "09:05" });
    expect(await press(store, "card-1", run)).to.deep.equal({
      again: false,
      outcome: { run: 1, at: "09:05" },
    });
    expect(await press(store, "card-1", run)).to.deep.equal({
      again: true,
      outcome: { run: 1, at: "09:05" },
    });
    expect(runs).to.equal(1);
  });

  it("keeps who pressed what on which version, and when", async () => {
    await press(store, "card-2", async () => "done");
    const receipt = await store.db.receipt.findUnique({
      where: { key: receiptKey({ ...PRESS, card: "card-2" }) },
    });
    expect(receipt).to.deep.include({
      verb: "return.log",
      personId: "dana",
      subjectId: 12,
      version: 3,
      outcome: "done",
    });
    expect(receipt!.recordedAt).to.deep.equal(anAuthor().recordedAt);
  });

  it("that fails can be made again", async () => {
    const failing = press(store, "card-3", () => Promise.reject(new Error("refused")));
    expect(await failing.catch((error: Error) => error.message)).to.equal("refused");
    expect(await press(store, "card-3", async () => "done")).to.deep.equal({ again: false, outcome: "done" });
  });

  it("made twice at once runs once; the second waits and gets the first one's outcome", async () => {
    let runs = 0;
    let second: ReturnType<typeof press> | undefined;
    const first = await press(store, "card-4", async (w) => {
      runs += 1;
      second = press(store, "card-4", async () => ({ run: ++runs }));
      await somebodyWaits(store, w);
      return { run: runs };
    });
    expect(first).to.deep.equal({ again: false, outcome: { run: 1 } });
    expect(await second).to.deep.equal({ again: true, outcome: { run: 1 } });
    expect(runs).to.equal(1);
  });

  it("that waits for one that fails goes through itself", async () => {
    let second: ReturnType<typeof press> | undefined;
    const first = press(store, "card-5", async (w) => {
      second = press(store, "card-5", async () => "second");
      await somebodyWaits(store, w);
      throw new Error("first fails");
    });
    expect(await first.catch((error: Error) => error.message)).to.equal("first fails");
    expect(await second).to.deep.equal({ again: false, outcome: "second" });
  });
});

describe("The key of a press", () => {
  it("is the same for the same inputs in another order", () => {
    const turned = { ...PRESS, inputs: { time: "09:05", date: "2019-07-30" } };
    expect(receiptKey(turned))
      .to.equal(receiptKey(PRESS))
      .and.to.match(/^[0-9a-f]{64}$/);
  });

  it("differs with the card, the version, the verb, the presser and any input", () => {
    const others: Press[] = [
      { ...PRESS, card: "card-2" },
      { ...PRESS, version: 4 },
      { ...PRESS, verb: "return.correct" },
      { ...PRESS, presser: "sam" },
      { ...PRESS, inputs: { date: "2019-07-30", time: "09:06" } },
    ];
    expect(new Set([PRESS, ...others].map(receiptKey))).to.have.length(6);
  });

  it("tells any two different presses apart", () => {
    const press = fc.record({
      card: fc.string(),
      version: fc.nat(),
      verb: fc.string(),
      presser: fc.string(),
      inputs: fc.dictionary(fc.string(), fc.string()),
    });
    fc.assert(
      fc.property(press, press, (a, b) => {
        const equal = (["card", "version", "verb", "presser"] as const).every((key) => a[key] === b[key]);
        const inputs =
          JSON.stringify(Object.entries(a.inputs).sort()) === JSON.stringify(Object.entries(b.inputs).sort());
        expect(receiptKey(a) === receiptKey(b)).to.equal(equal && inputs);
      }),
      { numRuns: 200 },
    );
  });
});

function press<T>(store: Store, card: string, run: (w: Writing) => Promise<T>) {
  const once = {
    key: receiptKey({ ...PRESS, card }),
    verb: PRESS.verb,
    personId: "dana",
    subjectId: 12,
    version: 3,
  };
  return write(store, anAuthor(), (w) => onceOnly(w, once, () => run(w)));
}

/** Until another connection waits for this transaction; the embedded store lets none begin meanwhile. */
async function somebodyWaits(store: Store, w: Writing): Promise<void> {
  if (store.engine === "embedded") return;
  await someoneWaits(w.tx);
}
