import { expect } from "chai";
import type { Store } from "../../data/store/store.ts";
import { wordsOf } from "../support/card-parts.ts";
import { OPERATIONS, somebody, TestHouse } from "../support/house.ts";
import { describeOnBothStores } from "../support/stores.ts";

describeOnBothStores("An installation", (open) => {
  const alex = somebody("alex");
  const chat = `a:29:${alex.aadObjectId}`;
  let store: Store;
  let house: TestHouse;
  beforeEach(async () => {
    store = await open();
    house = await TestHouse.open(store, { sends: false });
  });
  afterEach(() => house.close());

  it("is welcomed once a conversation, however often it is told", async () => {
    const first = await house.install(alex);
    expect(wordsOf(first.card)).to.match(/Hello, I'm Homeward/);
    expect((await house.install(alex)).replies).to.deep.equal([]);
    const room = await house.install(somebody("alex", OPERATIONS));
    expect(wordsOf(room.card)).to.match(/I never use a child's name/);
  });

  it("that was taken away marks the conversation as gone, and one that is back is not welcomed again", async () => {
    await house.install(alex);
    await house.install(alex, "remove");
    const gone = await store.db.conversation.findUniqueOrThrow({ where: { id: chat } });
    expect(gone.goneAt).to.deep.equal(house.now);
    expect((await house.install(alex)).replies).to.deep.equal([]);
    const back = await store.db.conversation.findUniqueOrThrow({ where: { id: chat } });
    expect(back.goneAt).to.equal(null);
    expect((await house.say("help", alex)).replies).to.have.length(1);
  });
});
