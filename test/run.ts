import { spawn } from "node:child_process";
import { createRequire } from "node:module";

/**
 * `npm test`: every test that needs no browser, in four processes side by side: much of the time is
 * spent waiting for databases and for other processes. With files named, those alone.
 */
const FILES = "test/data/files/**/*.test.ts";
const STORES = "test/data/**/*.test.ts";
const HOUSES = "test/{casework,schedule,storm,walk}/**/*.test.ts";
const mocha = createRequire(import.meta.url).resolve("mocha/bin/mocha.js");
const named = process.argv.slice(2);
const runs =
  named.length > 0
    ? [named]
    : [
        [FILES],
        [STORES, "--ignore", FILES],
        [HOUSES],
        ["test/**/*.test.ts", "--ignore", STORES, "--ignore", HOUSES],
      ];

/** Runs mocha and gives its exit status; what it prints comes in one piece, once it has ended. */
function run(args: string[]): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [mocha, ...args], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    const printed: Buffer[] = [];
    child.stdout.on("data", (chunk) => printed.push(chunk));
    child.once("close", (code) => {
      process.stdout.write(Buffer.concat(printed));
      resolve(code ?? 1);
    });
  });
}

const statuses = await Promise.all(runs.map(run));
process.exitCode = Math.max(...statuses) > 0 ? 1 : 0;
