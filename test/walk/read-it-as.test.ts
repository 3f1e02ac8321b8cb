import { expect } from "chai";
import { buttonsOf, buttonTitled, wordsOf } from "../support/card-parts.ts";
import { demoStore } from "../support/demo-store.ts";
import { OPERATIONS, somebody, TestHouse } from "../support/house.ts";

const READ_AS = /^I meant: /;

describe("An answer whose words could be read otherwise", () => {
  const alex = somebody("alex");
  let house: TestHouse;
  before(async () => {
    house = await TestHouse.open(await demoStore(), {
      demonstration: true,
      now: new Date("2019-07-12T13:00:00Z"),
    });
  });
  after(() => house.close());

  it("changes its reading by one tap, to what the button says", async () => {
    const { card } = await house.say("missing this month", alex);
    const titles = buttonsOf(card).flatMap(({ title }) => (READ_AS.test(title) ? [title] : []));
    expect(titles).to.deep.equal(["I meant: children who went missing", "I meant: the last 30 days"]);
    expect(wordsOf((await house.press(card, titles[0]!, alex)).card)).to.match(/Children who went missing/);
    expect(wordsOf((await house.press(card, titles[1]!, alex)).card)).to.contain(
      "13 Jun 2019 to 12 Jul 2019",
    );
  });

  it("leads back to the first reading by one tap, and from there again", async () => {
    const { card } = await house.say("missing this month", alex);
    const children = await house.press(card, "I meant: children who went missing", alex);
    const episodes = await house.press(children.card, "I meant: missing episodes", alex);
    expect(wordsOf(episodes.card)).to.match(/missing episodes/);
    const again = await house.press(episodes.card, "I meant: children who went missing", alex);
    expect(wordsOf(again.card)).to.equal(wordsOf(children.card));
  });

  it("shows nothing of what a stranger writes into the way back", async () => {
    const { card } = await house.say("missing this month", alex);
    const { verb, data } = buttonTitled(card, "I meant: children who went missing");
    const asked = data.instead as object;
    for (const instead of ["Zorbert", { ...asked, metric: "Zorbert" }, { ...asked, groupBy: "team" }]) {
      const pressed = await house.invoke(verb, { ...data, instead }, alex);
      expect(wordsOf(pressed.card)).to.match(/Children who went missing/);
      expect(JSON.stringify(pressed.card)).to.not.match(/Zorbert|I meant/);
    }
  });

  it("offers as much in a room for operations", async () => {
    const { card } = await house.say("episodes this month", { ...alex, ...OPERATIONS });
    expect(buttonsOf(card).map(({ title }) => title)).to.include("I meant: the last 30 days");
  });

  it("offers nothing where the words say one thing", async () => {
    const { card } = await house.say("how many missing episodes in June 2019", alex);
    expect(buttonsOf(card).filter(({ title }) => READ_AS.test(title))).to.deep.equal([]);
  });
});
