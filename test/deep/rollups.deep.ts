import { rollupsAgree } from "../support/rollups-agree.ts";
import { describeOnBothStores } from "../support/stores.ts";
import { deepOptions } from "./options.ts";

/** Random stores with fifty questions each, half of them on either engine. */
describeOnBothStores("What has been counted ahead, at length", (open) => {
  it("says what a plain count over the same rows says", async function () {
    this.timeout(600_000);
    const { count = 200, seed } = deepOptions();
    const answered = await rollupsAgree(
      open,
      Math.ceil(count / 2),
      seed ?? Math.floor(Math.random() * 2 ** 31),
    );
    const all = [...answered].map(([metric, n]) => `${metric} ${n}`).join(", ");
    console.log(`      ${Math.ceil(count / 2)} stores; answered from what was counted: ${all}`);
  });
});
