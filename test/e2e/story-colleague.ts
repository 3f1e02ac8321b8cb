import { expect } from "chai";
import type { PlaygroundUser } from "../support/playground.ts";
import { type Here, press, REFERENCE, shows, textOf } from "./seen.ts";
import { Window } from "./window.ts";

/** Two people work on the same list: the co-ordinator, and the duty worker at another desk. */
export function colleague(here: Here): void {
  describe("a colleague at another desk", () => {
    let playground: PlaygroundUser;
    let dana: Window;

    before(async () => {
      playground = await here().town.neighbour("dana-okoro");
      dana = await Window.open(playground.url);
      await here().window.reload();
    });
    after(async () => {
      await dana?.close();
      await playground?.stop();
    });

    it("sees the list follow a return that was logged here, and is told by whom on an old press", async () => {
      const { window } = here();
      const theirs = await dana.say("who is missing now");
      const ours = await window.say("who is missing now");
      const back = (await textOf(ours)).match(REFERENCE)![0];
      expect(await textOf(theirs)).to.include(back);

      await press(ours, "Log return", "Date of return", back);
      const sent = window.nextPress();
      await ours.getByRole("button", { name: "Log the return" }).click();
      const pressed = await sent;
      await shows(window.cards.nth(1), "Return logged", back);
      await theirs.filter({ hasNotText: back }).waitFor();

      await dana.instead(pressed, () => press(theirs, "Log return", "Already logged by Alex Wilber", back));
      await shows(theirs, "Nothing has changed");
      await dana.picture(theirs, "colleague");
      expect(dana.errors).to.deep.equal([]);
    });
  });
}
