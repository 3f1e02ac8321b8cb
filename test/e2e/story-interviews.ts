import { expect } from "chai";
import { type Here, press, REFERENCE, shows, textOf } from "./seen.ts";

/** What comes after a return: its interview, from the offer to the end, and a strategy meeting. */
export function interviews(here: Here): void {
  describe("a return interview", () => {
    before(() => here().window.reload());

    it("is offered from the return's receipt, and completed in words; then nothing is due", async () => {
      const { window } = here();
      const list = await window.say("who is missing now");
      const reference = (await textOf(list)).match(REFERENCE)![0];
      const card = await window.say(`log a return for ${reference}`);
      await press(card, "Log the return", "Return logged", reference);
      await press(card, "Offer interview", "Offer a return interview", "Date of the offer", reference);
      await window.picture(card, "interview-offer");
      await press(card, "Record the offer", "Interview offered", "to be done by", "(72 hours)");
      await window.picture(card, "interview-offered");

      // the receipt of the offer comes below, since its card has moved on to this form; and with each
      // message that comes, this client (not Teams) empties what has been filled in on its last card
      await window.late(async () => {
        await press(card, "Record interview", "What came of it", reference);
        await window.choose(card, "What came of it", "Offer accepted");
        await window.picture(card, "interview-form");
        await press(card, "Record", "Offer accepted", "to be done by", reference);
      });

      const done = await window.say(`interview done with ${reference}`);
      await shows(done, "Record a return interview", reference);
      await press(done, "Record", "Interview completed", "This episode is closed");
      await window.picture(done, "interview-completed");
      expect(await textOf(await window.say("which interviews are due"))).not.to.include(reference);
    });

    it("that is outstanding stands with how long is left, or over, and a button for what is next", async () => {
      const { window } = here();
      const due = await window.say("outstanding return interviews");
      await shows(due, "Returned", "Interview");
      expect(await textOf(due)).to.match(/due in|overdue by/);
      await window.picture(due, "interviews-outstanding");
    });

    it("goes with a strategy meeting that is planned from the list of the long episodes", async () => {
      const { window } = here();
      const card = await window.say("who is missing now");
      const reference = (await textOf(card)).match(REFERENCE)![0];
      const plan = await window.say(`strategy meeting for ${reference} tomorrow at 10`);
      await shows(plan, "Plan a strategy meeting", reference);
      await window.picture(plan, "meeting-plan");
      await press(plan, "Plan the meeting", "Strategy meeting planned", "10:00");
      await window.picture(plan, "meeting-planned");
    });
  });
}
