import { readFileSync } from "node:fs";
import { expect } from "chai";
import { built } from "../support/built.ts";

describe("The service as it is built", () => {
  it("begins no object with a spread where Node would give each a shape of its own", () => {
    const service = readFileSync(built("bot/main.ts"), "utf8");
    const dear = Number.parseInt(process.versions.node, 10) < 24;
    expect(service).to.match(dear ? /\{\s*__proto__: Object\.prototype, \.\.\.\w/ : /\{\s*\.\.\.\w/);
    expect(service).not.to.match(dear ? /\{\s*\.\.\./ : /__proto__: Object\.prototype, \.\.\./);
  });
});
