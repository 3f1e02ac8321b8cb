import { requireServer } from "../support/stores.ts";
import { weather } from "./weather.ts";

describe("A storm of presses on two bots", function () {
  this.timeout(120_000);
  before(async function () {
    await requireServer(this);
  });

  it("leaves each accepted press once, each refused one without a trace, and every card true", () =>
    weather({ presses: 50, people: 20, episodes: 12, kills: 0, seed: 1, atOnce: 8 }));
});
