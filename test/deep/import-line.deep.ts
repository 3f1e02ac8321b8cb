import { closeSync, openSync, rmSync, writeSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { type Ended, runCommand } from "../support/command.ts";
import { CouncilFolder } from "../support/council-files.ts";
import { freshFolder } from "../support/stores.ts";

const LINE_MB = 1_000;
/** the bounds of such an import, the store's start among them */
const MOST_SECONDS = 60;
const MOST_MEMORY_MB = 600;

describe("A line of 1 GB", () => {
  it("is rejected with a sentence, and the rows around it are stored, in bounded time and memory", async function () {
    this.timeout(600_000);
    const folder = new CouncilFolder();
    const data = await freshFolder();
    try {
      const path = withLongLine(folder.path);
      const begun = performance.now();
      const { exit, said, peakMb } = await importing(path, data);
      const seconds = (performance.now() - begun) / 1_000;
      console.log(`      ${seconds.toFixed(1)} s, ${peakMb} MB`);
      expect(exit, said).to.equal(1);
      expect(said).to.contain("2 stored, 0 updated, 0 unchanged, 1 rejected").and.to.contain("too_long: 1");
      expect(seconds).to.be.lessThan(MOST_SECONDS);
      expect(peakMb).to.be.lessThan(MOST_MEMORY_MB);
    } finally {
      folder.remove();
      rmSync(data, { recursive: true, force: true });
    }
  });
});

function withLongLine(folder: string): string {
  const path = join(folder, "children.csv");
  const file = openSync(path, "w");
  writeSync(file, "child_id,date_of_birth,name\nC1,2006-03-31,Kit\nC2,2007-01-01,");
  const megabyte = "xy".repeat(500_000);
  for (let n = 0; n < LINE_MB; n++) writeSync(file, megabyte);
  writeSync(file, "\nC3,2007-01-01,Sam\n");
  closeSync(file);
  return path;
}

const PEAK = `process.on("exit", () => console.error("peak " + process.resourceUsage().maxRSS + " KB"))`;

/** Runs the command, which says at its end how much memory it has needed. */
async function importing(path: string, data: string): Promise<Ended & { peakMb: number }> {
  const node = ["--import", `data:text/javascript,${PEAK}`];
  const ended = await runCommand("bot/cli/import.ts", data, [path], node);
  const [, peak] = /peak (\d+) KB/.exec(ended.said) ?? [];
  return { ...ended, peakMb: Math.round(Number(peak) / 1_024) };
}
