import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { built } from "../support/built.ts";

/** Several instances of the real bot on one PostgreSQL, each a process that can be killed and comes back. */
export class Bots {
  readonly logged: string[] = [];
  private readonly running: ({ child: ChildProcess; url: string } | null)[] = [];
  private readonly folder = mkdtempSync(join(tmpdir(), "homeward-storm-"));
  private readonly main = built("bot/main.ts");
  private closing = false;

  private constructor(private readonly databaseUrl: string) {}

  static async start(databaseUrl: string, people: object, instances: number): Promise<Bots> {
    const bots = new Bots(databaseUrl);
    writeFileSync(join(bots.folder, "people.json"), JSON.stringify(people));
    for (let i = 0; i < instances; i += 1) await bots.open(i);
    return bots;
  }

  /** Where an instance takes messages; null while it is down. */
  endpoint(instance: number): string | null {
    return this.running[instance]?.url ?? null;
  }

  /** `kill -9`; resolves once it has started anew. */
  async killed(instance: number): Promise<void> {
    const { child } = this.running[instance]!;
    this.running[instance] = null;
    child.kill("SIGKILL");
    await once(child, "exit");
    if (!this.closing) await this.open(instance);
  }

  async close(): Promise<void> {
    this.closing = true;
    const ends = this.running.flatMap((bot) => (bot ? [once(bot.child, "exit")] : []));
    for (const bot of this.running) bot?.child.kill("SIGTERM");
    await Promise.all(ends);
    rmSync(this.folder, { recursive: true, force: true });
  }

  private async open(instance: number): Promise<void> {
    const child = spawn(process.execPath, [this.main], {
      env: {
        ...process.env,
        DATABASE_URL: this.databaseUrl,
        HOMEWARD_PEOPLE: join(this.folder, "people.json"),
        HOMEWARD_PLAYGROUND: "off",
        PORT: "0",
      },
      stdio: ["ignore", "pipe", "pipe"],
    });
    child.stderr!.on("data", (data) => this.logged.push(String(data)));
    const lines = createInterface(child.stdout!);
    const url = await new Promise<string>((resolve, reject) => {
      child.once("exit", () => reject(new Error(`a bot ended: ${this.logged.slice(-5).join("")}`)));
      lines.on("line", (line) => {
        this.logged.push(line);
        const [, address] = /listens on (http:\/\/127\.0\.0\.1:\d+)/.exec(line) ?? [];
        if (address) resolve(`${address}/api/messages`);
      });
    });
    this.running[instance] = { child, url };
  }
}
