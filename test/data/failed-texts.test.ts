import { expect } from "chai";
import { failedTexts, firstDayKept, purgeFailedTexts } from "../../data/failed-texts.ts";
import type { Db } from "../../data/store/store.ts";
import { finishTurn } from "../../data/turns.ts";
import { NOW } from "../support/builders.ts";
import { describeOnBothStores } from "../support/stores.ts";

/** A turn that left a masked text on that day. */
function leaving(db: Db, day: string, text: string): Promise<void> {
  return finishTurn(db, {
    conversationId: "c",
    activityId: "1",
    at: NOW,
    personId: null,
    role: null,
    audience: null,
    audits: [],
    reading: null,
    failed: { day, outcome: "unused", text },
  });
}

describe("The first day of which texts are kept", () => {
  it("is today for one day, yesterday for two, and still to come for none", () => {
    const now = new Date("2019-07-30T13:00:00Z");
    expect([1, 2, 30, 0].map((days) => firstDayKept(now, days))).to.deep.equal([
      "2019-07-30",
      "2019-07-29",
      "2019-07-01",
      "2019-07-31",
    ]);
  });

  it("changes at midnight in London", () => {
    expect(firstDayKept(new Date("2019-07-30T22:59:59Z"), 1)).to.equal("2019-07-30");
    expect(firstDayKept(new Date("2019-07-30T23:00:00Z"), 1)).to.equal("2019-07-31");
  });
});

describeOnBothStores("Texts that were not understood", (open) => {
  it("are told the most frequent first, with the days on which they came in", async () => {
    const { db } = await open();
    await leaving(db, "2019-07-28", "episodes by {unknown}");
    for (const day of ["2019-07-27", "2019-07-30", "2019-07-30"]) await leaving(db, day, "{unknown} figures");
    expect(await failedTexts(db)).to.deep.equal([
      { times: 3, outcome: "unused", text: "{unknown} figures", from: "2019-07-27", until: "2019-07-30" },
      { times: 1, outcome: "unused", text: "episodes by {unknown}", from: "2019-07-28", until: "2019-07-28" },
    ]);
  });

  it("are gone after their days, and all of them once none are to be kept", async () => {
    const { db } = await open();
    for (const day of ["2019-07-28", "2019-07-29", "2019-07-30"]) await leaving(db, day, day);
    const left = async () => (await failedTexts(db)).map(({ text }) => text).sort();
    await purgeFailedTexts(db, NOW, 2);
    expect(await left()).to.deep.equal(["2019-07-29", "2019-07-30"]);
    await purgeFailedTexts(db, NOW, 0);
    expect(await left()).to.deep.equal([]);
  });
});
