import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import manifest from "../../package.json" with { type: "json" };
import { built } from "../support/built.ts";
import type { Usage } from "./tell-usage.ts";

/** What `npm start` gives to node: the bots run as it does. */
const [, given] = / && node (.*) \.build\/bot\/main\.mjs$/.exec(manifest.scripts.start)!;
const NODE_OPTIONS = given!.split(" ");

/** A bot in a process of its own. */
export interface Bot {
  /** where it takes activities */
  endpoint: string;
  usage(): Promise<Usage>;
  stop(): Promise<void>;
}

/** Starts a bot of this folder; resolves once it says where it listens. */
export async function startBot(
  file: "echo-bot.ts" | "bot.ts",
  args: string[] = [],
  env: Record<string, string> = {},
): Promise<Bot> {
  const child = spawn(process.execPath, [...NODE_OPTIONS, built(`test/bench/${file}`), ...args], {
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "inherit", "ipc"],
  });
  const ended = once(child, "exit");
  for await (const said of createInterface({ input: child.stdout! })) {
    const [, address] = /listens on (http:\/\/127\.0\.0\.1:\d+)/.exec(said) ?? [];
    if (!address) continue;
    child.stdout!.resume();
    return {
      endpoint: `${address}/api/messages`,
      async usage() {
        child.send("usage");
        const [usage] = await once(child, "message");
        return usage;
      },
      async stop() {
        child.kill("SIGTERM");
        await ended;
      },
    };
  }
  throw new Error(`${file} ended before it listened`);
}
