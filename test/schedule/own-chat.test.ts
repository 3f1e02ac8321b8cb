import { expect } from "chai";
import { createDispatcher } from "../../bot/schedule/dispatcher.ts";
import { sendToOwnChat } from "../../bot/schedule/own-chat.ts";
import { OPERATIONS, somebody, TestHouse } from "../support/house.ts";
import { ask } from "../support/questions.ts";
import { describeOnBothStores } from "../support/stores.ts";
import { smallTown, type Town } from "../support/town.ts";

describeOnBothStores("An answer that is meant for the asker's own chat", (open) => {
  const alex = somebody("alex");
  let house: TestHouse;
  let town: Town;
  before(async () => {
    const store = await open();
    town = await smallTown(store);
    house = await TestHouse.open(store, { sends: false });
    await house.say("help", alex);
    await house.say("help", somebody("alex", OPERATIONS));
  });
  after(() => house.close());

  /** The conversations that it was posted to. */
  const sentTo = async (conversationId: string): Promise<string[]> => {
    const posts: string[] = [];
    const dispatcher = createDispatcher(house.house, {
      members: async () => [],
      offer: async () => expect.fail("no file was to be offered"),
      post: async ({ id }) => {
        posts.push(id);
        return { state: "Succeeded", activityId: "x" };
      },
      edit: async () => expect.fail("nothing was to be edited"),
    });
    const request = ask("child_profile", { filters: { child: [town.kit.childId] } });
    await sendToOwnChat(dispatcher, { conversationId, personId: alex.aadObjectId!, request });
    return posts;
  };

  it("goes there, and to no room, whatever the queue says", async () => {
    const chat = `a:29:${alex.aadObjectId}`;
    expect(await sentTo(chat)).to.deep.equal([chat]);
    const room = OPERATIONS.conversationId!.split(";")[0]!;
    expect(await house.house.store.db.conversation.count({ where: { id: room } })).to.equal(1);
    expect(await sentTo(room)).to.deep.equal([]);
  });
});
