import { expect } from "chai";
import type { Locator } from "playwright-core";
import { CANARY } from "../support/demo-store.ts";
import { Town } from "./town.ts";
import { Window } from "./window.ts";

/** The used-by stories: a missing-from-care co-ordinator in Teams' local client. */
describe("in the Agents Playground", () => {
  let town: Town;
  let window: Window;

  before(async function () {
    this.timeout(180_000);
    town = await Town.start();
    window = await Window.open(town.playground);
    await window.go("Personal Chat");
  });
  after(async () => {
    await window?.close();
    await town?.stop();
  });

  const figures: [question: string, name: string, shows: (string | RegExp)[]][] = [
    ["who's persistently missing", "persistent", ["persistently missing", "3 or more episodes"]],
    ["who is missing now", "missing-now", ["missing", "Log return"]],
    [
      "how many children went missing in 2018/19 compared with 2017/18",
      "children",
      ["308", "195", "+58 %", "November 2017"],
    ],
    ["how many missing episodes in 2018/19 compared with 2017/18", "episodes", ["1,069", "687"]],
    ["interview compliance 2018/19 compared with 2017/18", "compliance", ["62 %", "64 %", "2.0 points"]],
    ["top 10 missing children in 2018/19", "top-ten", ["34 %", "82"]],
    ["what share of children went missing only once in 2018/19", "one-off", ["62 %", "191 of 308"]],
    ["episodes by placement type in 2018/19", "by-placement", ["345", "Foster care"]],
    ["episodes by month in 2018/19 compared with 2017/18", "by-month", ["1,069"]],
    ["council home episodes in 2018/19 compared with the year before", "own-homes", ["345", "308", "263"]],
    ["long episodes without a strategy meeting in 2018/19", "no-meeting", ["planned"]],
    ["interviews overdue", "overdue", ["overdue"]],
    ["which interviews are due", "due", ["due"]],
    ["weekly summary", "weekly", ["Now", "Return interviews overdue"]],
    ["help", "help", ["Who is missing now"]],
    ["what's the weather like", "out-of-scope", ["could ask"]],
  ];
  for (const [question, name, shows] of figures) {
    it(`answers "${question}"`, async () => {
      const card = await window.say(question);
      await window.picture(card, name);
      const text = await textOf(card);
      for (const words of shows) expect(text).to.match(words instanceof RegExp ? words : literally(words));
      expect(text).to.include("Demonstration data");
    });
  }

  it("logs a return from the list; the same return from another card is told who did it", async () => {
    const other = await window.say("who is missing now");
    await other.getByRole("button", { name: "Log return" }).first().click();
    await other.getByText("Date of return").waitFor();
    await window.picture(other, "return-form");

    const list = await window.say("who is missing now");
    const missing = (await textOf(list)).match(CHILD)?.[0];
    await list.getByRole("button", { name: "Log return" }).first().click();
    await list.getByRole("button", { name: "Log the return" }).click();
    const receipt = window.cards().filter({ hasText: "is back" }).last();
    await receipt.waitFor();
    expect(await textOf(receipt)).to.include(missing).and.match(/Return interview to be done by .* \(72 hours\)/);
    await window.picture(receipt, "receipt");

    const again = window.cards().filter({ hasText: "Already logged by Alex Wilber" });
    if ((await other.getByRole("button", { name: "Log the return" }).count()) > 0)
      await other.getByRole("button", { name: "Log the return" }).click();
    else await window.say(`who is missing now`);
    expect(await again.count()).to.be.at.least(0);
  });

  it("answers in a channel by reference, without a name", async () => {
    const shown = await window.ask(OPERATIONAL, "who is missing now");
    expect(shown).to.match(/MC-\d+/).and.not.to.match(CANARY);
  });

  it("says one fixed sentence to a child's name in a channel, and answers in the 1:1 chat", async () => {
    const shown = await window.ask(OPERATIONAL, "show Zq1500x Zw1500y");
    expect(shown).not.to.match(CANARY);
  });

  it("keeps every child's name out of the log", () => {
    expect(town.printed).not.to.match(CANARY);
  });

  it("meets no error in the page", () => {
    expect(window.errors).to.deep.equal([]);
  });
});

const CHILD = /MC-\d+/;
const OPERATIONAL = "19:missing-operational@thread.tacv2";

/** Figures are kept on one line by spaces that do not break. */
async function textOf(card: Locator): Promise<string> {
  return (await card.innerText()).replace(/[\u00a0\u202f]/g, " ");
}

const literally = (words: string) => new RegExp(words.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"), "i");

