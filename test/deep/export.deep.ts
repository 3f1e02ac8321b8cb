import { expectRoundTrips } from "../data/files/export/round-trips.ts";
import { expectSoundReturns } from "../data/files/export/sound-returns.ts";
import { freshServerStore } from "../support/stores.ts";
import { deepOptions } from "./options.ts";

describe("Many random councils", () => {
  it("are exported, imported into an empty store and exported again byte for byte the same", async function () {
    this.timeout(600_000);
    const { count = 300, seed } = deepOptions();
    await expectRoundTrips(freshServerStore, count, seed);
  });

  it("give statutory returns that pass the Department's rules", async function () {
    this.timeout(600_000);
    const { count = 300, seed } = deepOptions();
    await expectSoundReturns(freshServerStore, count, seed);
  });
});
