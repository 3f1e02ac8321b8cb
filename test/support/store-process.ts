import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { openStore } from "../../data/store/open.ts";
import { built } from "./built.ts";

/**
 * A process of its own that opens an embedded store and does what it is told, a line at a time: for
 * tests of what happens between processes. Run as a program it is that process.
 */
export class StoreProcess {
  readonly #child: ChildProcess;
  readonly #lines: AsyncIterator<string>;

  constructor(dataDir: string, as: "server" | "client") {
    this.#child = spawn(process.execPath, [built("test/support/store-process.ts"), dataDir, as], {
      stdio: ["pipe", "pipe", "inherit"],
    });
    this.#lines = createInterface(this.#child.stdout!)[Symbol.asyncIterator]();
  }

  get pid(): number {
    return this.#child.pid!;
  }

  /** What the process says next: "open", the answer to a command, or why it could not open. */
  async says(): Promise<string | undefined> {
    return (await this.#lines.next()).value;
  }

  /** Commands: count, insert NAME, begin NAME (a transaction that is never ended), close. */
  async ask(command: string): Promise<string | undefined> {
    this.#child.stdin!.write(`${command}\n`);
    return this.says();
  }

  tell(command: string): void {
    this.#child.stdin!.write(`${command}\n`);
  }

  kill(signal: NodeJS.Signals): void {
    this.#child.kill(signal);
  }

  /** The signal that ended it, else its exit code. */
  ended(): Promise<NodeJS.Signals | number | null> {
    const { exitCode, signalCode } = this.#child;
    if (exitCode !== null || signalCode !== null) return Promise.resolve(signalCode ?? exitCode);
    return new Promise((resolve) => this.#child.once("exit", (code, signal) => resolve(signal ?? code)));
  }
}

async function main(dataDir: string, as: "server" | "client"): Promise<void> {
  const store = await openStore({ dataDir, as, clock: () => new Date("2019-07-30T13:00:00Z") });
  console.log("open");
  for await (const line of createInterface(process.stdin)) {
    const [command, name = ""] = line.split(" ");
    if (command === "count") {
      console.log(await store.db.agency.count());
    } else if (command === "insert") {
      await store.db.agency.create({ data: { name } });
      console.log("inserted");
    } else if (command === "begin") {
      void store.db.$transaction(async (tx) => {
        await tx.agency.create({ data: { name } });
        console.log("begun");
        await new Promise(() => {});
      });
    } else if (command === "close") {
      await store.close();
      console.log("closed");
      process.exit(0);
    }
  }
}

// as a program it runs built, whose place is another
if (process.argv[1]?.endsWith("store-process.mjs")) {
  const [dataDir, as] = process.argv.slice(2);
  main(dataDir!, as as "server" | "client").catch((error: { code?: string; message: string }) => {
    console.log(`${error.code}: ${error.message}`);
    process.exit(2);
  });
}
