import { expect } from "chai";
import type { Locator } from "playwright-core";
import { type Here, press, shows, textOf } from "./seen.ts";

/** A child of the town who is not missing. */
const CHILD = "MC-1226";

/** A child is reported missing, graded, logged as back by mistake, and missing once more. */
export function casework(here: Here): void {
  describe("an episode's life", () => {
    let card: Locator;
    before(() => here().window.reload());

    it("begins with a report, on a form that is filled in", async () => {
      const { window } = here();
      card = await window.say(`report ${CHILD} missing`);
      await shows(card, "Report a child missing", CHILD, "Date last seen", "Reported by", "Missing from");
      await window.choose(card, "Police risk grade", "Medium");
      await window.picture(card, "report-form");
      await press(card, "Report missing", "reported missing", CHILD, "Strategy meeting to be held by");
      await window.picture(card, "report-receipt");
    });

    it("that is reported again is told, and not begun anew", async () => {
      const { window } = here();
      // its own card comes below the receipt by itself, and is not the answer to what is said next
      const own = window.cards.filter({ hasText: `${CHILD}) · ME-` });
      await shows(own, "Missing for", "Strategy meeting: due in");
      await window.picture(own, "report-card");
      const again = await window.say(`report ${CHILD} missing`);
      await shows(again, "Already reported by Alex Wilber", "Nothing has changed", CHILD);
      await window.picture(again, "report-again");
    });

    it("goes on with another grade", async () => {
      const { window } = here();
      card = await window.say(`risk high for ${CHILD}`);
      await shows(card, "Update the risk", CHILD, "Risk now");
      await window.picture(card, "risk-form");
      await press(card, "Update the risk", "Risk is now high", CHILD);
      await window.picture(card, "risk-receipt");
    });

    it("goes on when its return was logged by mistake, and is taken back with a reason", async () => {
      const { window } = here();
      card = await window.say(`log a return for ${CHILD}`);
      await press(card, "Log the return", "is back", "Correct return", "Undo return");
      // an episode's card that comes or turns meanwhile would empty the form in the Playground
      await window.late(async () => {
        await press(card, "Undo return", "Take a return back", "Why it is taken back");
        await window.picture(card, "undo-form");
        await card.getByRole("textbox").fill("Logged for the wrong child");
        await press(card, "Take it back", "Return taken back", "The child is missing");
      });
      await window.picture(card, "undo-receipt");
      expect(await textOf(card)).not.to.include("wrong child");
      await shows(await window.say("who is missing now"), CHILD);
    });
  });
}
