import { namesAgree } from "../support/names-agree.ts";
import { freshServerStore, freshStore } from "../support/stores.ts";
import { deepOptions } from "./options.ts";

const { count = 1_000, seed } = deepOptions();

describe("Texts that are read with the children whom their words may mean", () => {
  for (const [where, open] of [
    ["embedded", freshStore],
    ["PostgreSQL", freshServerStore],
  ] as const) {
    it(`are read as with all children of the store (${where}, ${count} stores)`, async function () {
      this.timeout(0);
      await namesAgree(await open(), { runs: count, seed });
    });
  }
});
