import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { loadDemonstration } from "../../data/demonstration/load.ts";
import { openStore } from "../../data/store/open.ts";
import { canaryName } from "../support/demo-store.ts";

/** `npm start` as a person would run it, on a store in which every child's name is a unique token. */
export class Town {
  /** what the process printed and logged */
  printed = "";

  private constructor(
    private readonly child: ChildProcess,
    private readonly folder: string,
    readonly playground: string,
  ) {}

  static async start(): Promise<Town> {
    const folder = mkdtempSync(join(tmpdir(), "homeward-town-"));
    const now = new Date();
    const store = await openStore({ dataDir: folder, as: "server", clock: () => now });
    await loadDemonstration(store, {
      seed: 1,
      until: now,
      recordedAt: now,
      adapt: (plan) => ({
        ...plan,
        children: plan.children.map((child, n) => ({ ...child, name: canaryName(n) })),
      }),
    });
    await store.close();

    const main = fileURLToPath(new URL("../../bot/main.ts", import.meta.url));
    const child = spawn(process.execPath, ["--import", "tsx", main], {
      env: { ...process.env, HOMEWARD_DATA: folder, PORT: "0" },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let printed = "";
    const address = await new Promise<string>((resolve, reject) => {
      const hear = (chunk: unknown) => {
        printed += String(chunk);
        const [, url] = /Open (http:\/\/localhost:\d+)/.exec(printed) ?? [];
        if (url) resolve(url);
      };
      child.stdout?.on("data", hear);
      child.stderr?.on("data", hear);
      child.once("exit", () => reject(new Error(`it ended before the Playground was open:\n${printed}`)));
    });
    const town = new Town(child, folder, address);
    town.printed = printed;
    for (const stream of [child.stdout, child.stderr])
      stream?.on("data", (chunk) => (town.printed += String(chunk)));
    return town;
  }

  async stop(): Promise<void> {
    const ended = new Promise((resolve) => this.child.once("exit", resolve));
    this.child.kill("SIGTERM");
    await ended;
    rmSync(this.folder, { recursive: true, force: true });
  }
}
