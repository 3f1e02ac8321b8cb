import { expect } from "chai";
import { Expiring } from "../../bot/people/expiring.ts";

describe("What was looked up a short time ago", () => {
  let now = 0;
  const kept = () =>
    new Expiring<string>(
      () => new Date(now),
      () => 1_000,
    );

  it("is looked up again once its time is over", async () => {
    const looked = kept();
    expect(await looked.get("kit", async () => "first")).to.equal("first");
    now += 999;
    expect(await looked.get("kit", async () => "second")).to.equal("first");
    now += 1;
    expect(await looked.get("kit", async () => "second")).to.equal("second");
  });

  it("is looked up again where that failed, by whoever asks next", async () => {
    const looked = kept();
    const failed = looked.get("kit", () => Promise.reject(new Error("not there")));
    expect(await failed.catch(({ message }) => message)).to.equal("not there");
    expect(await looked.get("kit", async () => "found")).to.equal("found");
  });

  it("stays what the later look-up said, where an earlier one fails after it", async () => {
    const looked = kept();
    let fail = (_: Error) => {};
    const slow = new Promise<string>((_, reject) => {
      fail = reject;
    });
    const earlier = looked.get("kit", () => slow);
    expect(await looked.get("kit", async () => "found", { fresh: true })).to.equal("found");
    fail(new Error("too late"));
    await earlier.catch(() => {});
    expect(await looked.get("kit", async () => "asked once more")).to.equal("found");
  });
});
