import { expect } from "chai";
import type { Locator } from "playwright-core";
import { clockOf } from "../../data/calendar.ts";
import { FOLLOWS, type Here, press, REFERENCE, shows, textOf } from "./seen.ts";

/** Children who are back: from the list, in words, twice, and at impossible times. */
export function returns(here: Here): void {
  describe("a return", () => {
    before(() => here().window.reload());

    it("in the future or before the child went missing is refused in words, on the form", async function () {
      if (isLate()) this.skip();
      const { window } = here();
      const card = await window.say("who is missing now");
      await window.picture(card, "list-missing-now");
      await press(card, "Log return", "Date of return", "Missing since", "Placement");
      await window.picture(card, "form");
      await window.pickTime(card, "11:30 PM");
      await press(card, "Log the return", "still to come");
      await window.picture(card, "form-refused");
      await window.pickDate(card, 3);
      await press(card, "Log the return", "before the child went missing");
    });

    it("is logged from the list; the receipt says by when to interview, and every list follows", async () => {
      const { window } = here();
      await window.reload();
      const other = await window.say("who is missing now");
      const list = await window.say("who is missing now");
      const { reference, count } = await first(list);
      await press(list, "Log return", "Date of return", reference);
      const sent = window.nextPress();
      await list.getByRole("button", { name: "Log the return" }).click();
      const pressed = await sent;
      expect(pressed.answer).to.include("Return logged").and.to.include(reference);
      // the list is a list again soon: the receipt that stays comes below it
      const receipt = window.cards.nth(2);
      await shows(
        receipt,
        "Return logged",
        "is back",
        reference,
        "Return interview to be done by",
        "(72 hours)",
      );
      await window.picture(receipt, "receipt");
      for (const card of [other, list]) {
        await card.filter({ hasText: `${count - 1} children are missing` }).waitFor(FOLLOWS);
        expect(await textOf(card)).not.to.include(reference);
      }
      await window.picture(list, "list-followed");

      // the same press again, and as from a card that has not heard of it yet
      expect(await window.again(pressed)).to.match(/Already logged by Alex Wilber/);
      await window.instead(pressed, () => press(other, "Log return", "Already logged by Alex Wilber"));
      await shows(other, "Nothing has changed", reference);
      await window.picture(other, "receipt-again");
    });

    it("that is typed opens the form filled in, and its card turns into the receipt", async () => {
      const { window } = here();
      const { name, reference } = await first(await window.say("who is missing now"));
      const card = await window.say(`log a return for ${name} today at 00:05`);
      await shows(card, "Log a return", name, reference);
      expect(await card.getByRole("combobox", { name: /Time of return/ }).inputValue()).to.equal("12:05 AM");
      await press(card, "Log the return", `${name} (${reference}) is back`, "(72 hours)");
    });

    it("for a first name that fits two children asks which of them", async () => {
      const { window } = here();
      const { name, reference } = await first(await window.say("who is missing now"));
      const card = await window.say(`log a return for ${name.split(" ")[0]}`);
      await shows(card, "Which child?", name);
      expect((await textOf(card)).match(new RegExp(REFERENCE, "g"))).to.have.lengthOf(2);
      await window.picture(card, "which-child");
      await card.getByText(reference).click();
      await shows(card, "Date of return", reference);
      await press(card, "Log the return", `${name} (${reference}) is back`);
    });

    it("without a name asks whose; a child who is not missing is not found, nor is one unknown", async () => {
      const { window } = here();
      const asked = window.cards.filter({ hasText: "Which child is back?" });
      for (const [n, nobody] of ["MC-1226", "Nobody Atall"].entries()) {
        await window.say("log a return");
        const card = asked.nth(n);
        await shows(card, "Which child is back?");
        await card.getByRole("textbox").first().fill(nobody);
        await press(card, "Continue", "I can't find a child who is missing now");
        await window.picture(card, "ask-child");
      }
    });
  });
}

/** The child at the top of a list of those missing, and how many there are. */
async function first(list: Locator): Promise<{ name: string; reference: string; count: number }> {
  const text = await shows(list, "children are missing");
  const [, count = "", name = "", reference = ""] =
    /(\d+) children are missing (.+?) \((MC-\d+)\)/.exec(text) ?? [];
  return { name, reference, count: Number(count) };
}

/** In the last half-hour of a London day no later time of that day can be chosen. */
function isLate(): boolean {
  return clockOf(new Date(), "Europe/London") >= "23:25";
}
