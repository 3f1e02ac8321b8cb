import { expect } from "chai";
import { ownWordsOf, ownWordsSchema } from "../../bot/language/own-words.ts";
import { checkOwnWords } from "../../bot/own-words-check.ts";
import { wordsOf } from "../support/card-parts.ts";
import { demoStore } from "../support/demo-store.ts";
import { somebody, TestHouse } from "../support/house.ts";

const own = ownWordsOf(
  ownWordsSchema.parse({
    groups: [{ phrase: "coastal homes", placements: ["Millbrook", "Zzyzx Lodge"] }],
    words: [{ phrase: "hop offs", means: "missing episodes" }],
  }),
);

describe("A council's own words in a conversation", () => {
  it("are read in a question, and the card says which homes were counted", async () => {
    const house = await TestHouse.open(await demoStore(), { ownWords: own, demonstration: true });
    try {
      const { card } = await house.say("hop offs from the coastal homes in 2018/19", somebody("alex"));
      expect(wordsOf(card)).to.contain("Millbrook");
    } finally {
      await house.close();
    }
  });

  it("that name what the store does not hold are warned of by their place, never by the words", async () => {
    const house = await TestHouse.open(await demoStore(), { ownWords: own, demonstration: true });
    try {
      await checkOwnWords(house.house);
      const warned = house.logged.filter((line) => line.includes("HOMEWARD_LEXICON"));
      expect(warned).to.have.length(1);
      expect(warned[0])
        .to.contain('"reference":"groups.0.placements.1"')
        .and.not.to.match(/zzyzx|coastal/i);
    } finally {
      await house.close();
    }
  });
});
