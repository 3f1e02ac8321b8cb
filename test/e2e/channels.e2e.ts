import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import type { Locator } from "playwright-core";
import { peopleOfTwoChannels, SECOND } from "../support/channels.ts";
import { CANARY } from "../support/demo-store.ts";
import type { PlaygroundUser } from "../support/playground.ts";
import { press, REFERENCE, shows, textOf } from "./seen.ts";
import { Town } from "./town.ts";
import { Window } from "./window.ts";

/** The police's channel and the council's, each at a desk of its own, behind one bot. */
describe("Two channels in front of two people", function () {
  this.timeout(300_000);
  const folder = mkdtempSync(join(tmpdir(), "homeward-people-"));
  let town: Town;
  let alex: Window;
  let dana: Window;
  let playground: PlaygroundUser;
  /** the child who is reported */
  let reference: string;

  before(async () => {
    const people = join(folder, "people.json");
    const world = peopleOfTwoChannels();
    writeFileSync(people, JSON.stringify(world));
    town = await Town.start({ people });
    const theirs = world.channels.filter(
      ({ conversationId, audience }) => conversationId === SECOND || audience === "outside",
    );
    playground = await town.neighbour("dana-okoro", { ...world, channels: theirs });
    [alex, dana] = [await Window.open(town.playground.url), await Window.open(playground.url)];
    await alex.go("operational");
    await dana.go("operational");
  });
  after(async () => {
    await alex?.close();
    await dana?.close();
    await playground?.stop();
    await town?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  /** The child's card in the thread that the bot has begun for it, whatever it shows, in that window. */
  const posted = (window: Window): Locator =>
    window.page
      .locator("div[role=group]:has([role=textbox])")
      .filter({ hasText: reference, hasNotText: `report ${reference}` })
      .filter({ hasNotText: "who is missing now" })
      .first()
      .locator(".ac-adaptiveCard")
      .first();

  it("are bound to the new episodes", async () => {
    for (const window of [alex, dana])
      await shows(
        await window.post("post episodes here"),
        "I will post new missing episodes of every team here",
      );
    await alex.picture(alex.page.locator(".ac-adaptiveCard").first(), "channel-bound");
  });

  it("both have the card of a child whom one reports there", async () => {
    const list = await textOf(await alex.post("who is missing now"));
    const missing = new Set(list.match(new RegExp(REFERENCE, "g")));
    reference = Array.from({ length: 50 }, (_, n) => `MC-${1_100 + n}`).find((one) => !missing.has(one))!;
    const form = await alex.post(`report ${reference} missing`);
    await press(form, "Report missing", "reported missing", reference);
    for (const window of [alex, dana]) {
      const card = posted(window);
      const text = await shows(card, "Missing for", "Strategy meeting: due in", "Reported by", "Log return");
      expect(text).not.to.match(CANARY);
    }
    await dana.picture(posted(dana), "episode-missing");
  });

  it("turn when the other logs the return on his own card; the first's old button is refused", async () => {
    await alex.late(async () => {
      await press(posted(alex), "Log return", "Date of return", reference, "Cancel");
      await press(posted(dana), "Log return", "Date of return", reference);
      await dana.picture(posted(dana), "episode-return-form");
      await press(posted(dana), "Log the return", "back");
      // this page has not heard of it
      await press(posted(alex), "Log the return", "Already logged by Dana Okoro", "Nothing has changed");
      await alex.picture(posted(alex), "episode-return-refused");
    });
    for (const window of [alex, dana]) {
      await shows(
        posted(window),
        "Back after",
        "Last: return logged by Dana Okoro",
        "Offer interview",
        "Undo return",
      );
      await window.picture(posted(window), "episode-back");
    }
  });

  it("go back when the return is taken back with a reason, which nobody reads there", async () => {
    // in this client a message that arrives meanwhile empties the form
    await dana.late(async () => {
      await press(posted(dana), "Undo return", "Take a return back", "Why it is taken back");
      await posted(dana).getByRole("textbox").fill("Logged for the wrong child");
      await dana.picture(posted(dana), "episode-undo-form");
      await press(posted(dana), "Take it back", "return taken back");
    });
    for (const window of [alex, dana]) {
      await shows(posted(window), "Missing for", "Last: return taken back by Dana Okoro", "Log return");
      await window.picture(posted(window), "episode-missing-again");
      expect(window.received.filter(({ text }) => text.includes("wrong child"))).to.deep.equal([]);
    }
  });

  it("have the form over them until it is cancelled", async () => {
    await press(posted(alex), "Update risk", "Risk now", reference);
    await press(posted(alex), "Cancel", "Missing for", "Log return");
  });

  it("turn when the interview is offered, and close when it is recorded", async () => {
    await press(posted(alex), "Log return", "Date of return");
    await press(posted(alex), "Log the return", "back");
    for (const window of [alex, dana]) await shows(posted(window), "Back after", "not offered yet");
    await press(posted(alex), "Offer interview", "Date of the offer", reference);
    await press(posted(alex), "Record the offer", "offered");
    for (const window of [alex, dana]) await shows(posted(window), "Back after", "; offered");
    await dana.picture(posted(dana), "episode-interview-offered");
    await press(posted(dana), "Record interview", "What came of it", reference);
    await dana.picture(posted(dana), "episode-interview-form");
    await press(posted(dana), "Record", "completed");
    for (const window of [alex, dana]) {
      await shows(posted(window), "Closed: back after", "Return interview: completed");
      await window.picture(posted(window), "episode-closed");
    }
  });

  it("were sent no child's name", () => {
    const channels = [...alex.received, ...dana.received].filter(({ conversation }) =>
      conversation.startsWith("19:"),
    );
    expect(channels).to.have.length.above(5);
    expect(channels.filter(({ text }) => CANARY.test(text))).to.deep.equal([]);
    expect(town.printed).not.to.match(CANARY);
  });
});
