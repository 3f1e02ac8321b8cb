import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { importExchange } from "../../data/files/import/import.ts";
import { findFiles } from "../../data/files/which-files.ts";
import { DEFAULT_POLICY } from "../../data/policy.ts";
import { openStore } from "../../data/store/open.ts";
import { built } from "./built.ts";

/** Where a store is: a folder or a server's address. */
export type StoreAt = { dataDir: string } | { databaseUrl: string };

/**
 * A process of its own that imports a folder and says what it is doing ("episodes storing"), to be killed
 * in the middle of it. Run as a program it is that process.
 */
export class ImportProcess {
  readonly #child: ChildProcess;
  readonly lines: AsyncIterator<string>;

  constructor(at: StoreAt, folder: string) {
    const [kind, where] = Object.entries(at)[0]!;
    const args = [built("test/support/import-process.ts"), kind, where, folder];
    this.#child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
    this.lines = createInterface(this.#child.stdout!)[Symbol.asyncIterator]();
  }

  /** Until it says so; false where it ended before. */
  async reached(line: string): Promise<boolean> {
    for (;;) {
      const { value, done } = await this.lines.next();
      if (done) return false;
      if (value === line) return true;
    }
  }

  /** Kills it without a word, and waits until it is dead. */
  async kill(): Promise<void> {
    const ended = new Promise((resolve) => this.#child.once("exit", resolve));
    if (this.#child.exitCode !== null) return;
    this.#child.kill("SIGKILL");
    await ended;
  }
}

async function main(kind: string, where: string, folder: string): Promise<void> {
  const clock = () => new Date("2019-07-30T13:00:00Z");
  const at = kind === "dataDir" ? { dataDir: where } : { databaseUrl: where };
  const store = await openStore({ ...at, as: "client", clock });
  const { files } = await findFiles([folder], { timeZone: DEFAULT_POLICY.timeZone });
  console.log("open");
  await importExchange(store, files, {
    source: "council",
    policy: DEFAULT_POLICY,
    clock,
    progress: (file, { step }) => console.log(`${file.kind} ${step}`),
  });
  console.log("done");
  await store.close();
}

// as a program it runs built, whose place is another
if (process.argv[1]?.endsWith("import-process.mjs")) {
  const [kind, where, folder] = process.argv.slice(2) as [string, string, string];
  await main(kind, where, folder);
}
