import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { PlaygroundWorld } from "../../bot/server/playground-config.ts";
import { dayOf } from "../../data/calendar.ts";
import { loadDemonstration } from "../../data/demonstration/load.ts";
import { setMark } from "../../data/store/mark.ts";
import { openStore } from "../../data/store/open.ts";
import { built } from "../support/built.ts";
import { openPlayground, type PlaygroundUser } from "../support/playground.ts";
import { townPlan } from "./town-plan.ts";

/**
 * The bot as `npm start` runs it, on a store in which every child's name is a unique token. The
 * Playground stands apart, so that the bot can be stopped and started while a chat stays open.
 */
export class Town {
  /** what the bot printed and logged, over all its lives */
  printed = "";
  #bot: ChildProcess | null = null;

  private constructor(
    readonly folder: string,
    private readonly port: number,
    readonly playground: PlaygroundUser,
    private readonly people: string | undefined,
  ) {}

  /** `people`: a file in place of the demonstration's */
  static async start({ people }: { people?: string } = {}): Promise<Town> {
    const folder = mkdtempSync(join(tmpdir(), "homeward-town-"));
    const now = new Date();
    const store = await openStore({ dataDir: folder, as: "server", clock: () => now });
    await loadDemonstration(store, { seed: 1, until: now, recordedAt: now, adapt: townPlan });
    // the bot would bring the demonstration up to its own day, and end what is still open here
    await store.db.$transaction((tx) =>
      setMark(tx, { generatedTo: dayOf(new Date(now.getTime() + 172_800_000)) }),
    );
    await store.close();
    const port = await freePort();
    const playground = await openPlayground({ endpoint: `http://127.0.0.1:${port}/api/messages` });
    const town = new Town(folder, port, playground, people);
    await town.open();
    return town;
  }

  /** Starts the bot; it has opened its store when it listens. */
  async open(): Promise<void> {
    const bot = spawn(process.execPath, [built("bot/main.ts")], {
      env: {
        ...process.env,
        HOMEWARD_DATA: this.folder,
        ...(this.people ? { HOMEWARD_PEOPLE: this.people } : {}),
        HOMEWARD_PLAYGROUND: "off",
        PORT: String(this.port),
      },
      stdio: ["ignore", "pipe", "pipe"],
    });
    this.#bot = bot;
    await new Promise<void>((resolve, reject) => {
      let said = "";
      const hear = (chunk: unknown) => {
        this.printed += String(chunk);
        said += String(chunk);
        if (/Homeward listens on/.test(said)) resolve();
      };
      bot.stdout.on("data", hear);
      bot.stderr.on("data", hear);
      bot.once("exit", () => reject(new Error(`the bot ended before it listened:\n${said}`)));
    });
  }

  /** Another person's Playground in front of the same bot; its caller stops it. */
  neighbour(speaker: string, world?: PlaygroundWorld): Promise<PlaygroundUser> {
    return openPlayground({ endpoint: `http://127.0.0.1:${this.port}/api/messages`, speaker, world });
  }

  /** Stops the bot as an operator would; gives its exit code. */
  async close(): Promise<number | null> {
    const bot = this.#bot;
    if (!bot) return null;
    this.#bot = null;
    if (bot.exitCode !== null) return bot.exitCode;
    const ended = once(bot, "exit");
    bot.kill("SIGINT");
    const [code] = await ended;
    return code;
  }

  async stop(): Promise<void> {
    await this.close();
    await this.playground.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** A port that is free now; the Playground must know it before the bot has it. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, "close");
  return port;
}
