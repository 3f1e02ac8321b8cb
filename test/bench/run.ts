import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { type Connector, startConnector } from "./connector.ts";
import { QUESTIONS } from "./questions.ts";

/**
 * `npm run bench`: a question's whole turn, from the POST to the card's arrival at a loopback
 * connector, beside an echo bot on the same libraries. Turns of both alternate in one run, so that
 * the ratio holds on a noisy machine.
 */
const { values } = parseArgs({ options: { rounds: { type: "string", default: "20" } } });
const ROUNDS = Number(values.rounds);
const WARM_UP = 3;
let serial = 0;

const folder = mkdtempSync(join(tmpdir(), "homeward-bench-"));
const connector = await startConnector();
const children: ChildProcess[] = [];
try {
  const here = (file: string) => fileURLToPath(new URL(file, import.meta.url));
  const echo = await startBot(here("./echo-bot.ts"), {});
  const homeward = await startBot(here("../../bot/main.ts"), {
    HOMEWARD_DATA: folder,
    HOMEWARD_PLAYGROUND: "off",
    PORT: "0",
  });
  const person = JSON.parse(readFileSync(here("../../data/demonstration/people.json"), "utf8")).people.find(
    ({ role }: { role: string }) => role === "missing_coordinator",
  );
  const speaker = { id: "29:bench", aadObjectId: person.aadObjectId };

  const times = {
    echo: [] as number[],
    homeward: new Map<string, number[]>(QUESTIONS.map((text) => [text, []])),
  };
  for (let round = -WARM_UP; round < ROUNDS; round += 1) {
    for (const text of QUESTIONS) {
      const floor = await turn(connector, echo, speaker, text);
      const whole = await turn(connector, homeward, speaker, text);
      if (round < 0) continue;
      times.echo.push(floor);
      times.homeward.get(text)!.push(whole);
    }
  }
  print(times);
} finally {
  for (const child of children) child.kill("SIGTERM");
  connector.close();
  rmSync(folder, { recursive: true, force: true });
}

function print(times: { echo: number[]; homeward: Map<string, number[]> }): void {
  const floor = quantile(times.echo, 0.5);
  const line = (label: string, sample: number[]) =>
    `| ${label} | ${quantile(sample, 0.5).toFixed(1)} | ${quantile(sample, 0.95).toFixed(1)} | ${(quantile(sample, 0.5) / floor).toFixed(1)} |`;
  console.log("| question | median ms | p95 ms | median ÷ echo |\n| --- | --- | --- | --- |");
  for (const [text, sample] of times.homeward) console.log(line(text, sample));
  console.log(line("all 24 questions", [...times.homeward.values()].flat()));
  console.log(line("echo bot", times.echo));
}

function quantile(sample: number[], share: number): number {
  const sorted = [...sample].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** Starts a bot and gives its messaging endpoint, once it says where it listens. */
async function startBot(file: string, env: Record<string, string>): Promise<string> {
  const child = spawn(process.execPath, ["--import", "tsx", file], {
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "inherit"],
  });
  children.push(child);
  for await (const said of createInterface({ input: child.stdout! })) {
    const [, address] = /listens on (http:\/\/127\.0\.0\.1:\d+)/.exec(said) ?? [];
    if (!address) continue;
    child.stdout!.resume();
    return `${address}/api/messages`;
  }
  throw new Error(`${file} ended before it listened`);
}

async function turn(
  to: Connector,
  endpoint: string,
  from: { id: string; aadObjectId: string },
  text: string,
) {
  const conversation = `a:bench-${endpoint}`;
  const arrival = to.arrival(conversation);
  const begun = performance.now();
  const status = await post(endpoint, {
    type: "message",
    id: `bench-${++serial}`,
    channelId: "msteams",
    serviceUrl: to.url,
    from,
    recipient: { id: "28:homeward" },
    conversation: { id: conversation, conversationType: "personal", tenantId: "bench" },
    channelData: { tenant: { id: "bench" } },
    text,
  });
  if (status >= 300) throw new Error(`the bot answered ${status}`);
  return (await arrival) - begun;
}

function post(endpoint: string, body: object): Promise<number> {
  return new Promise((resolve, reject) => {
    const call = request(
      endpoint,
      { method: "POST", headers: { "content-type": "application/json" } },
      (response) => {
        response.resume();
        response.on("end", () => resolve(response.statusCode ?? 0));
      },
    );
    call.on("error", reject);
    call.end(JSON.stringify(body));
  });
}
