import { expect } from "chai";
import type { Store } from "../../data/store/store.ts";
import { CANARY } from "../support/demo-store.ts";
import { OPERATIONS, somebody, TestHouse } from "../support/house.ts";
import { describeOnBothStores } from "../support/stores.ts";
import { NAMES, smallTown } from "../support/town.ts";

const NEUTRAL = /^Something went wrong on our side\. .* the reference [0-9A-F]{5}-[0-9A-F]{5}\.$/;

describeOnBothStores("A turn that breaks half-way", (open) => {
  const alex = somebody("alex");
  let house: TestHouse;
  let store: Store;
  /** what the store's client does instead of the next calls of that name */
  const broken = new Map<string, () => never>();
  beforeEach(async () => {
    broken.clear();
    store = await open();
    await smallTown(store);
    const db = new Proxy(store.db, {
      get(target, key) {
        const instead = broken.get(String(key));
        const value = Reflect.get(target, key);
        return instead ?? (typeof value === "function" ? value.bind(target) : value);
      },
    });
    house = await TestHouse.open({ ...store, db }, { sends: false });
  });
  afterEach(() => house.close());

  function expectNeutral(text: string, status: number) {
    expect(status).to.equal(200);
    expect(text).to.match(NEUTRAL);
    const reference = /[0-9A-F]{5}-[0-9A-F]{5}/.exec(text)![0];
    expect(house.logged.join("")).to.contain(reference).and.not.to.match(CANARY);
    expect(house.connector.bytes).not.to.match(CANARY);
  }
  const fail = (method: string, message: string) =>
    broken.set(method, () => {
      throw new Error(message);
    });

  it("is told in one neutral sentence with the log's reference, where the error quotes a name", async () => {
    fail("$queryRaw", `the child ${NAMES.kit} cannot be read`);
    const { status, replies } = await house.say(`record for ${NAMES.kit}`, alex);
    expectNeutral(replies[0]!.activity.text, status);
  });

  it("is told so in a room", async () => {
    fail("$queryRaw", `the child ${NAMES.sam} cannot be read`);
    const { status, replies } = await house.say("who is missing now", somebody("alex", OPERATIONS));
    expectNeutral(replies[0]!.activity.text, status);
  });

  it("is told so where the database refuses", async () => {
    // a name where the database wants a number: its error quotes it
    broken.set("$queryRawUnsafe", (() =>
      store.db.$queryRawUnsafe(`SELECT '${NAMES.lee}'::int`)) as unknown as () => never);
    const { status, replies } = await house.say(`log a return for ${NAMES.lee}`, alex);
    expectNeutral(replies[0]!.activity.text, status);
  });

  it("shows nothing where its audit row cannot be written", async () => {
    fail("$executeRawUnsafe", "gone");
    const { status, replies } = await house.say("who is missing now", alex);
    expect(replies).to.have.length(1);
    expect(replies[0]!.card).to.equal(null);
    expectNeutral(replies[0]!.activity.text, status);
  });

  it("is answered when it comes again, once the database is back", async () => {
    fail("$queryRawUnsafe", "gone");
    const activity = house.activity({ type: "message", text: "who is missing now" }, alex);
    const first = await house.send(activity);
    expectNeutral(first.replies[0]!.activity.text, first.status);
    broken.clear();
    const again = await house.send(activity);
    expect(again.replies).to.have.length(2);
    expect(again.replies[1]!.card).not.to.equal(null);
  });
});
