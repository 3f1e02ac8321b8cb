import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";

/** `npm start` in a terminal, with nothing configured and an empty folder. */
describe("npm start", function () {
  this.timeout(180_000);
  const folder = mkdtempSync(join(tmpdir(), "homeward-start-"));
  let first: Command;

  before(async () => {
    first = new Command(folder);
    await first.says(/Open (http:\/\/localhost:\d+)/);
  });
  after(() => {
    first.signal("SIGKILL");
    rmSync(folder, { recursive: true, force: true });
  });

  it("fills an empty folder, and says where to talk to Homeward", async () => {
    const [, address = ""] = await first.says(/Open (http:\/\/localhost:\d+)/);
    const page = await fetch(address);
    expect(page.status).to.equal(200);
    expect(await page.text()).to.match(/<html/i);
    const [, bot = ""] = await first.says(/Homeward listens on (\S+)/);
    expect(await (await fetch(`${bot}/ready`)).json()).to.deep.equal({ state: "ready" });
  });

  it("a second one on the same folder is refused, and told which process has it", async () => {
    const second = new Command(folder);
    expect(await second.ended()).to.equal(2);
    const [, pid = ""] = /\b(?:process|pid)\D*(\d+)/i.exec(second.printed) ?? [];
    expect(first.processes(), second.printed).to.include(Number(pid));
    expect(second.printed).to.include("HOMEWARD_DATA");
  });

  it("Ctrl-C ends it and the Playground, and leaves no process", async () => {
    first.signal("SIGINT");
    await first.ended();
    expect(first.processes()).to.deep.equal([]);
  });
});

/** A command as a terminal runs it: in a process group of its own, which Ctrl-C reaches as a whole. */
class Command {
  printed = "";
  readonly #child: ChildProcess;
  readonly #closed: Promise<unknown[]>;

  constructor(folder: string) {
    this.#child = spawn("npm", ["start"], {
      env: { ...process.env, HOMEWARD_DATA: folder, PORT: "0" },
      stdio: ["ignore", "pipe", "pipe"],
      detached: true,
    });
    this.#closed = once(this.#child, "close");
    for (const stream of [this.#child.stdout, this.#child.stderr])
      stream?.on("data", (chunk) => {
        this.printed += String(chunk);
        this.#child.emit("said");
      });
  }

  /** Waits until it has printed this. */
  async says(words: RegExp): Promise<RegExpExecArray> {
    for (;;) {
      const found = words.exec(this.printed);
      if (found) return found;
      await Promise.race([
        once(this.#child, "said"),
        this.#closed.then(() => {
          throw new Error(`it ended before it said ${words}:\n${this.printed}`);
        }),
      ]);
    }
  }

  /** Its exit code, once it and all that hold its output have ended. */
  async ended(): Promise<number | null> {
    await this.#closed;
    return this.#child.exitCode;
  }

  signal(signal: NodeJS.Signals): void {
    try {
      process.kill(-this.#child.pid!, signal);
    } catch {
      // nobody is left
    }
  }

  /** The processes of its group. */
  processes(): number[] {
    const { stdout } = spawnSync("ps", ["-eo", "pid=,pgid="], { encoding: "utf8" });
    return stdout
      .trim()
      .split("\n")
      .map((line) => line.trim().split(/\s+/).map(Number))
      .filter(([, group]) => group === this.#child.pid)
      .map(([pid]) => pid!);
  }
}
