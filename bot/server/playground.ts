import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { demonstrationPeople } from "../../data/demonstration/people.ts";
import { type PlaygroundWorld, playgroundConfig } from "./playground-config.ts";

const CLI = fileURLToPath(
  new URL("../../node_modules/@microsoft/m365agentsplayground/cli.js", import.meta.url),
);
/** It is ready in about a second; a machine that needs longer than this is stuck. */
const READY_WITHIN_MS = 30_000;
const ASK_EVERY_MS = 100;

export interface PlaygroundOptions {
  /** the bot's `/api/messages` */
  endpoint: string;
  /** who there is; those of the demonstration otherwise */
  world?: PlaygroundWorld;
  /** the id of the person who speaks; the first one otherwise */
  speaker?: string;
  /** a port that is taken gives another one; 0 gives any */
  port?: number;
  /** where the package's command is; a production install has none */
  cli?: string;
  /** where the sentences for the operator go */
  say?: (line: string) => void;
}

export interface Playground {
  /** the address to open in a browser */
  url: string;
  stop(): Promise<void>;
}

/**
 * Starts the Agents Playground against the bot and says where it is. Null, with a sentence, where the
 * package is not installed or it does not start: the bot runs on without it. It ends with this process.
 */
export async function startPlayground(options: PlaygroundOptions): Promise<Playground | null> {
  const {
    endpoint,
    world = demonstrationPeople(),
    speaker,
    port = 56_150,
    cli = CLI,
    say = console.log,
  } = options;
  if (!existsSync(cli)) {
    say(
      `The Agents Playground is not installed (npm ci without --omit=dev installs it). The bot itself runs: ${endpoint}`,
    );
    return null;
  }
  const config = playgroundConfig(world, speaker);
  // It reads its configuration from the folder that it runs in, and writes its logs there.
  const folder = await mkdtemp(join(tmpdir(), "homeward-playground-"));
  await writeFile(join(folder, ".m365agentsplayground.yml"), config);
  const child = spawn(
    process.execPath,
    [cli, "start", "-e", endpoint, "-c", "msteams", "-p", String(port), "--disable-telemetry"],
    {
      cwd: folder,
      // It would open a browser by itself, also where there is none.
      env: {
        ...process.env,
        BROWSER: "/bin/true",
        DISPLAY: "",
        TEAMSAPPTESTER_BROWSER: "none",
        NODE_OPTIONS: "",
      },
      stdio: ["ignore", "pipe", "ignore"],
    },
  );
  const kill = () => child.kill("SIGTERM");
  process.once("exit", kill);
  const stop = async () => {
    process.off("exit", kill);
    await ended(child);
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const url = `http://localhost:${await listening(child)}`;
    await ready(child, url);
    say(`Open ${url} to talk to Homeward (Agents Playground).`);
    return { url, stop };
  } catch {
    const reason = await reasonIn(folder);
    await stop();
    say(`The Agents Playground did not start${reason}. The bot itself runs: ${endpoint}`);
    return null;
  }
}

/** "Listening on 56150" comes before the configuration is checked: it tells the port and no more. */
function listening(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let printed = "";
    child.stdout?.on("data", (chunk) => {
      printed += String(chunk);
      const port = /Listening on (\d+)/.exec(printed)?.[1];
      if (port) resolve(port);
    });
    child.once("error", reject);
    child.once("exit", () => reject(new Error("ended")));
  });
}

/** Ready when its own page can have its configuration; this route is undocumented and used nowhere else. */
async function ready(child: ChildProcess, url: string): Promise<void> {
  const deadline = performance.now() + READY_WITHIN_MS;
  while (child.exitCode === null && performance.now() < deadline) {
    const answer = await fetch(`${url}/_internal/v1/config`).catch(() => null);
    await answer?.body?.cancel();
    if (answer?.ok) return;
    await pause(ASK_EVERY_MS);
  }
  throw new Error("not ready");
}

function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    child.once("exit", () => resolve());
    child.kill("SIGTERM");
  });
}

/** A configuration that it does not take is told in its log file alone. */
async function reasonIn(folder: string): Promise<string> {
  const log = await readFile(join(folder, "devTools", "m365agentsplayground.log"), "utf8").catch(() => "");
  const reason = /Reason: (.*)/.exec(log)?.[1]?.trim();
  return reason ? `: ${reason}` : "";
}
