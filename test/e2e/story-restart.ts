import { expect } from "chai";
import { FOLLOWS, type Here, press, REFERENCE, shows, textOf } from "./seen.ts";

/** The bot is stopped and started on the same folder, with a chat open. */
export function restart(here: Here): void {
  describe("a bot that is stopped and started again", () => {
    it("knows the return that was logged before, and an older card's button still works", async () => {
      const { town, window } = here();
      await window.reload();
      const form = await window.say("who is missing now");
      const older = await window.say("who is missing now");
      const back = (await textOf(older)).match(REFERENCE)![0];
      await press(form, "Log return", "Date of return", back);
      await form.getByRole("button", { name: "Log the return" }).click();
      await shows(window.cards.nth(2), "Return logged", `(${back}) is back`);

      expect(await town.close()).to.equal(0);
      await town.open();

      await older.filter({ hasNotText: back }).waitFor(FOLLOWS);
      const next = (await textOf(older)).match(new RegExp(REFERENCE, "g"))!.at(-1)!;
      expect(next).not.to.equal(back);
      const answered = window.page.waitForResponse((response) => response.url().endsWith("/invoke"));
      await older.getByRole("button", { name: "Log return" }).last().click();
      await answered;
      await shows(older, "Date of return", next);
      expect(await textOf(await window.say("who is missing now")))
        .to.include(next)
        .and.not.include(back);
      await shows(await window.say(`history of ${back}`), "Missing history", back);
    });
  });
}
