import { spawn } from "node:child_process";
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";

/**
 * `npm test`: every test that needs no browser, in five processes side by side: much of the time is
 * spent waiting for databases and for other processes. With files named, those alone.
 */
const FILES = "test/data/files/**/*.test.ts";
const STORES = "test/data/**/*.test.ts";
const CASEWORK = "test/{casework,storm}/**/*.test.ts";
const HOUSES = "test/{schedule,walk}/**/*.test.ts";
const LONGEST = 20 * 60_000; // ms; four times what the slowest takes on two busy cores
// mocha's command would start another process for its node options, which would outlive it
const mocha = createRequire(import.meta.url).resolve("mocha/lib/cli/cli.js");
const named = process.argv.slice(2);
const runs =
  named.length > 0
    ? [named]
    : [
        [FILES],
        [STORES, "--ignore", FILES],
        [CASEWORK],
        [HOUSES],
        ["test/**/*.test.ts", ...[STORES, CASEWORK, HOUSES].flatMap((others) => ["--ignore", others])],
      ];
const folder = mkdtempSync(join(tmpdir(), "homeward-test-"));

/**
 * Runs mocha and gives its exit status; what it prints comes in one piece, once it has ended. It prints
 * into a file: a pipe would stay open as long as any process that a test has started.
 */
function run(args: string[], index: number): Promise<number> {
  return new Promise((resolve) => {
    const printed = join(folder, `${index}`);
    const out = openSync(printed, "w");
    const child = spawn(process.execPath, ["--import=tsx", mocha, ...args], {
      stdio: ["ignore", out, out],
      timeout: LONGEST,
      killSignal: "SIGKILL",
    });
    closeSync(out);
    child.once("exit", (code, signal) => {
      process.stdout.write(readFileSync(printed));
      if (signal !== null)
        console.log(`  ended by ${signal} (${args[0]}): the test after the last one above`);
      resolve(code ?? 1);
    });
  });
}

const statuses = await Promise.all(runs.map(run));
rmSync(folder, { recursive: true });
process.exitCode = Math.max(...statuses) > 0 ? 1 : 0;
