import { expect } from "chai";
import { buttonsOf, wordsOf } from "../support/card-parts.ts";
import { demoStore } from "../support/demo-store.ts";
import { OPERATIONS, somebody, TestHouse } from "../support/house.ts";

const READ_AS = /^Read it as: /;

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
    expect(titles).to.deep.equal(["Read it as: children who went missing", "Read it as: the last 30 days"]);
    expect(wordsOf((await house.press(card, titles[0]!, alex)).card)).to.match(/Children who went missing/);
    expect(wordsOf((await house.press(card, titles[1]!, alex)).card)).to.contain(
      "13 Jun 2019 to 12 Jul 2019",
    );
  });

  it("offers as much in a room for operations", async () => {
    const { card } = await house.say("episodes this month", { ...alex, ...OPERATIONS });
    expect(buttonsOf(card).map(({ title }) => title)).to.include("Read it as: the last 30 days");
  });

  it("offers nothing where the words say one thing", async () => {
    const { card } = await house.say("how many missing episodes in June 2019", alex);
    expect(buttonsOf(card).filter(({ title }) => READ_AS.test(title))).to.deep.equal([]);
  });
});
