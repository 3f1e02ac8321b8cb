import { expect } from "chai";
import type { House } from "../../bot/house.ts";
import type { LogFields } from "../../bot/log.ts";
import type { Presence } from "../../bot/presence.ts";
import { createDispatcher } from "../../bot/schedule/dispatcher.ts";
import type { ConversationRef } from "../../bot/turn.ts";
import { DEFAULT_POLICY } from "../../data/policy.ts";
import { NOW } from "../support/builders.ts";

describe("A message that is out", () => {
  it("is not sent again because the store could not note it", async () => {
    const failures: [string, LogFields | undefined][] = [];
    const broken = new Proxy({}, { get: () => () => Promise.reject(new Error("the store is away")) });
    const house = {
      store: { db: broken },
      log: { info() {}, warn() {}, error: (event, _, fields) => failures.push([event, fields]) },
    } as Pick<House, "log"> as unknown as House;
    let posts = 0;
    const dispatcher = createDispatcher(house, {
      members: async () => [],
      offer: async () => expect.fail("no file was to be offered"),
      post: async () => {
        posts += 1;
        return { state: "Succeeded", activityId: "1" };
      },
      edit: async () => ({ state: "Gone" }),
    });
    const show = {
      policy: DEFAULT_POLICY,
      label: () => "",
      demonstration: false,
      scope: "personal" as const,
    };
    const presence = { now: NOW, person: null, viewer: null, audience: "outside", show };
    const room = { ref: { id: "a:1" } as ConversationRef, presence: presence as unknown as Presence };
    const sent = await dispatcher.post(room, {
      showable: { kind: "notice", code: "not_here" },
      audit: { kind: "answer", detail: {}, childIds: [] },
    });
    expect(sent).to.equal(true);
    expect(posts).to.equal(1);
    expect(failures).to.deep.equal([["sent card not kept", { conversationId: "a:1" }]]);
  });
});
