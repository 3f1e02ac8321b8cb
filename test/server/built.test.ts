import { readFileSync } from "node:fs";
import { expect } from "chai";
import { built } from "../support/built.ts";

describe("The service as it is built", () => {
  it("begins no object with a spread, which would get a shape of its own each time (Node 20)", () => {
    const service = readFileSync(built("bot/main.ts"), "utf8");
    expect(service).to.match(/__proto__: Object\.prototype, \.\.\.\w/);
    expect(service).not.to.match(/\{\s*\.\.\.[\w(]/);
  });
});
