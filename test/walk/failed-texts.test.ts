import { expect } from "chai";
import { printFailedTexts } from "../../bot/cli/failed-texts.ts";
import { tick } from "../../bot/schedule/tick.ts";
import type { Policy } from "../../data/policy.ts";
import type { Store } from "../../data/store/store.ts";
import { havingChildren, hours } from "../support/builders.ts";
import { OPERATIONS, OUTSIDE, somebody, TestHouse } from "../support/house.ts";
import { describeOnBothStores } from "../support/stores.ts";
import { NAMES, smallTown } from "../support/town.ts";

const ANY_NAME = /z[qw]\d|jay|zeph|phyr/i;

describeOnBothStores("A message that is not understood", (open) => {
  const alex = somebody("alex");
  let store: Store;
  let house: TestHouse;
  beforeEach(async () => {
    store = await open();
    await smallTown(store);
    await havingChildren(store, { name: "Jayden Zephyrine" });
  });
  afterEach(() => house.close());

  const opened = async (policy: Partial<Policy>) => {
    house = await TestHouse.open(store, { sends: false, policy });
  };
  const kept = () =>
    store.db.$queryRawUnsafe<Record<string, unknown>[]>(
      "SELECT *, day::text AS day FROM failed_text ORDER BY times",
    );
  const printed = async (days: number) => {
    const lines: string[] = [];
    await printFailedTexts(store.db, { days }, (line) => lines.push(line));
    return lines;
  };

  it("leaves nothing as long as the policy does not say so", async () => {
    await opened({});
    await house.say("why do kids run away", alex);
    expect(await kept()).to.deep.equal([]);
    expect(await printed(0)).to.deep.equal([
      "The policy keeps no messages that were not understood (failedTextDays is 0).",
    ]);
  });

  it("is kept masked with its day, and neither the person, the conversation nor the time", async () => {
    await opened({ failedTextDays: 30 });
    for (const text of ["why do kids run away", "Why do kids run away", "figgles for jaydens episodes"])
      await house.say(text, alex);
    await house.say("how many missing episodes in June 2019", alex);
    const day = "2019-07-30";
    expect(await kept()).to.deep.equal([
      { day, outcome: "out_of_scope not_understood", text: "{unknown} for {child} 's episodes", times: 1 },
      { day, outcome: "out_of_scope no_data", text: "why do kids run away", times: 2 },
    ]);
    expect(await printed(30)).to.deep.equal([
      "Masked messages that were not understood, kept for 30 days: 2 different ones.",
      `2\tout_of_scope no_data\t${day}\twhy do kids run away`,
      `1\tout_of_scope not_understood\t${day}\t{unknown} for {child} 's episodes`,
    ]);
  });

  it("holds no name in any room, and neither do the log and what is said in a room", async () => {
    await opened({ failedTextDays: 30 });
    const said: unknown[] = [];
    for (const name of [
      ...Object.values(NAMES),
      "jayden",
      "Jaydens",
      "jaden🙂",
      "JaydenZephyrine",
      "jay den",
    ])
      for (const room of [{}, OPERATIONS, OUTSIDE])
        for (const text of [`what is ${name} on about`, `${name}`, `is ${name} blorping`]) {
          const { replies } = await house.say(text, { ...alex, ...room });
          if ("scope" in room) said.push(...replies);
        }
    const rows = await kept();
    expect(rows).to.have.length.above(5);
    expect(JSON.stringify(rows)).to.contain("{child}").and.not.match(ANY_NAME);
    expect(JSON.stringify(house.logged)).to.not.match(ANY_NAME);
    expect(JSON.stringify(said)).to.not.match(/\{(child|unknown)\}/);
  });

  it("is taken away by the tick once its days are over", async () => {
    await opened({ failedTextDays: 2 });
    await house.say("why do kids run away", alex);
    house.now = hours(24);
    await tick(house);
    expect(await kept()).to.have.length(1);
    house.now = hours(48);
    await tick(house);
    expect(await kept()).to.deep.equal([]);
  });
});
