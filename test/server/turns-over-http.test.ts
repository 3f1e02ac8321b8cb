import { expect } from "chai";
import { notice, sentence } from "../support/disclosed.ts";
import { HttpBot } from "../support/http-bot.ts";

describe("A turn over HTTP", () => {
  let bot: HttpBot;
  beforeEach(async () => {
    bot = await HttpBot.start({
      takeTurn: async (turn) =>
        turn.kind === "text" ? [sentence(`You said: ${turn.text}`)] : [notice("A card")],
    });
  });
  afterEach(() => bot.close());

  it("answers what was typed, in the conversation where it was typed", async () => {
    const reply = await bot.say("who is missing now?");
    expect(reply.status).to.equal(200);
    const [activity] = await bot.connector.waitFor(1);
    expect(activity.text).to.equal("You said: who is missing now?");
    expect(activity.conversation.id).to.equal(bot.turns[0]!.conversation.id);
  });
});
