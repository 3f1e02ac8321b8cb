import { spawn } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { text } from "node:stream/consumers";
import { expect } from "chai";

const CANARY = "Olivia Brown";

describe("A rejection that nobody waited for", () => {
  it("is written down without its message, and the process goes on", async () => {
    const script = `
      const { createLog } = await import("./bot/log.ts");
      const { outliveStrayRejections } = await import("./bot/stray-rejections.ts");
      outliveStrayRejections(createLog({ clock: () => new Date(0) }));
      Promise.reject(Object.assign(new Error("${CANARY}"), { code: "57P01" }));
      setImmediate(() => console.log("goes on"));`;
    const child = spawn(
      process.execPath,
      ["--import", createRequire(import.meta.url).resolve("tsx"), "--input-type=module", "--eval", script],
      { stdio: ["ignore", "pipe", "inherit"] },
    );
    const [said, [code]] = await Promise.all([text(child.stdout), once(child, "exit")]);
    expect(code).to.equal(0);
    expect(said).to.contain("goes on").and.to.contain('"msg":"unhandled rejection"').and.to.contain("57P01");
    expect(said).not.to.contain(CANARY);
  });
});
