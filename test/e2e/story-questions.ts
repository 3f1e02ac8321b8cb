import { expect } from "chai";
import { type Here, press, REFERENCE, shows, textOf } from "./seen.ts";

/** Figures of the years that have ended: the council's paper of July 2019. */
const FIGURES: [question: string, picture: string, shows: string[]][] = [
  [
    "how many children went missing in 2018/19 compared with 2017/18",
    "figure-compared",
    ["308", "up 113 (+58 %) from 195", "November 2017"],
  ],
  ["how many missing episodes in 2018/19 compared with 2017/18", "episodes", ["1,069", "from 687"]],
  [
    "interview compliance 2018/19 compared with 2017/18",
    "figure-share",
    ["62 %", "655 of 1,064", "down 2.0 points from 64 %"],
  ],
  ["top 10 missing children in 2018/19", "list-table", ["Most missing episodes", "82", "55", "34 %"]],
  ["what share of children went missing only once in 2018/19", "one-off", ["62 %", "191 of 308"]],
  ["share of the top 10 missing children in 2018/19", "top-share", ["34 %", "366 of 1,069"]],
  [
    "council home episodes in 2018/19 compared with the year before",
    "figure-outlier",
    ["345", "from 308", "Without that child: 263"],
  ],
  ["foster care episodes in 2018/19 compared with the year before", "foster", ["43", "from 12"]],
  ["how many episodes of 3 days or more in 2018/19", "long", ["41"]],
  [
    "long episodes without a strategy meeting in 2018/19",
    "list-long",
    ["3 long episodes", "none planned", "planned for"],
  ],
  ["episodes by placement type in 2018/19", "breakdown", ["Foster care", "43", "345"]],
  ["episodes by month in 2018/19 compared with 2017/18", "trend", ["1,069", "up 382 (+56 %)"]],
  ["interviews overdue", "overdue", ["overdue", "Due by"]],
  ["which interviews are due", "due", ["Return interviews due"]],
  ["weekly summary", "summary", ["Weekly summary", "Now", "Return interviews overdue", "so far"]],
  ["help", "help", ["What you can ask", "Who is missing now"]],
  ["what's the weather like", "out-of-scope", ["You could ask"]],
  ["children missing per 1000 population", "no-data", ["I don't hold that", "You could ask"]],
  ["report Zq5x Zw10y missing", "report-form", ["Report a child missing", "Date last seen"]],
];

/** What is asked in the 1:1 chat, and where the buttons of an answer lead. */
export function questions(here: Here): void {
  describe("a question", () => {
    it("is welcome: the chat opens with what Homeward does", async () => {
      const { window } = here();
      const welcome = window.cards.first();
      await shows(welcome, "Hello, I'm Homeward", "Type “help” at any time");
      await window.picture(welcome, "welcome");
    });

    it("that leaves out what to count is asked back, and the choice answers in place", async () => {
      const { window } = here();
      const card = await window.say("foster care 2018/19");
      await window.picture(card, "clarify");
      await shows(card, "What would you like to know?", "Choose one");
      await card
        .getByText(/^Missing episodes/)
        .first()
        .click();
      await shows(card, "43", "missing episodes in 2018/19");
    });

    for (const [question, picture, words] of FIGURES) {
      it(`“${question}” gets ${words[0]}`, async () => {
        const { window } = here();
        const card = await window.say(question);
        await shows(card, ...words, "Demonstration data");
        await window.picture(card, picture);
      });
    }

    it("that names no dates in a list of 44 children is answered a page at a time", async () => {
      const { window } = here();
      await window.reload();
      const card = await window.say("who's persistently missing");
      const first = await shows(card, "1 to 10 of", "are persistently missing");
      await window.picture(card, "list-paged");
      const second = await press(card, "More", "11 to 20 of", "are persistently missing");
      expect(children(second)).to.have.lengthOf(10);
      expect(children(second).filter((child) => children(first).includes(child))).to.deep.equal([]);
    });

    it("leads on by its buttons: last year, by month, by placement type, who they are", async () => {
      const { window } = here();
      const card = await window.say("missing episodes in 2018/19");
      await shows(card, "1,069");
      await press(card, "Compare with last year", "from 687 in 2017/18", "1,069");
      await press(card, "By month", "The figures", "up 382");
      await press(card, "By placement type", "Foster care", "1,069");
      await press(card, "In total", "By placement type", "1,069");
      const who = await press(card, "Who they are", "Most missing episodes", "82");
      expect(children(who)).to.have.lengthOf(10);
      expect(await window.cards.count()).to.equal(2);
    });

    it("that can be read in several ways is read in another by one tap", async () => {
      const { window } = here();
      const card = await window.say("missing from care homes in 2018/19");
      await shows(card, "600", "missing episodes", "I meant: children who went missing");
      await window.picture(card, "other-readings");
      await press(card, "I meant: council homes", "345", "Missing episodes");
      await window.picture(card, "other-reading");
      await press(card, "I meant: council homes or independent homes", "600");
    });

    it("goes on from the one before: “and the year before?”", async () => {
      const { window } = here();
      await shows(await window.say("foster care episodes in 2018/19"), "43");
      await shows(await window.say("and the year before?"), "12", "2017/18");
    });

    it("about a child shows the history, with the figures of late first", async () => {
      const { window } = here();
      const card = await window.say("history of MC-1226");
      await shows(card, "Missing history", "Zq112x Zw225y (MC-1226)", "1 to 10 of 82");
      await window.picture(card, "history");
    });

    it("says how it was worked out when it is asked to", async () => {
      const { window } = here();
      const card = await window.say("how many children went missing in 2018/19");
      await card.getByText("How this was worked out").click();
      await card.getByText("Different children with an episode").first().waitFor();
      await window.picture(card, "worked-out");
      expect(await textOf(card)).to.include("308");
    });
  });
}

function children(text: string): string[] {
  return text.match(new RegExp(REFERENCE, "g")) ?? [];
}
