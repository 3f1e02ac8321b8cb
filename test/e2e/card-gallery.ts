import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import { chromium, type Page } from "playwright-core";
import { renderCard } from "../../cards/render.ts";
import { SAMPLES } from "../support/sample-views.ts";

/**
 * Posts every sample card to the Agents Playground and takes its picture, as wide as in a chat on a
 * desk and as narrow as on a phone: `tsx test/e2e/card-gallery.ts [part of a sample's name]`.
 */

const PICTURES = path.resolve(".artefacts/cards");
const WIDTHS = { wide: 1000, narrow: 320 };

let cards = 0;
const wanted = process.argv[2] ?? "";
const folder = await mkdtemp(path.join(tmpdir(), "homeward-gallery-"));
await mkdir(PICTURES, { recursive: true });

// A bot that only listens: the Playground waits for one before it shows anything.
const bot = createServer((_request, response) => response.writeHead(200).end("{}"));
bot.listen(0, "127.0.0.1");
await once(bot, "listening");
const { port } = bot.address() as { port: number };

const playground = spawn(
  process.execPath,
  [
    path.resolve("node_modules/@microsoft/m365agentsplayground/cli.js"),
    "start",
    ...["-e", `http://127.0.0.1:${port}/api/messages`, "-c", "msteams", "-p", "0", "--disable-telemetry"],
  ],
  {
    cwd: folder,
    env: { ...process.env, BROWSER: "/bin/true", DISPLAY: "", TEAMSAPPTESTER_BROWSER: "none" },
    stdio: ["ignore", "pipe", "ignore"],
  },
);

try {
  const base = await listening();
  const config = await ready(base);
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE localhost , EXCLUDE 127.0.0.1"],
  });
  const page = await browser.newPage({
    viewport: { width: 1400, height: 2400 },
    locale: "en-GB",
    timezoneId: "Europe/London",
  });
  await page.goto(base);
  await page.getByRole("treeitem", { name: "Personal Chat", exact: true }).click();
  for (const { name, view } of SAMPLES.filter((sample) => sample.name.includes(wanted))) {
    await post(`${base}/_connector/v3/conversations/${config.personalChat.id}/activities`, {
      type: "message",
      attachments: [{ contentType: "application/vnd.microsoft.card.adaptive", content: renderCard(view) }],
    });
    await picture(page, name);
    console.log(name);
  }
  await browser.close();
} finally {
  playground.kill("SIGTERM");
  bot.close();
  await rm(folder, { recursive: true, force: true });
}

async function picture(page: Page, name: string): Promise<void> {
  const all = page.locator(".fai-OutputCard .ac-adaptiveCard");
  const card = all.nth(cards++);
  await card.waitFor();
  for (const [size, width] of Object.entries(WIDTHS)) {
    await card.evaluate((element, most) => {
      (element as unknown as { style: { maxWidth: string } }).style.maxWidth = `${most}px`;
    }, width);
    await card.scrollIntoViewIfNeeded();
    await card.screenshot({ path: path.join(PICTURES, `${name}.${size}.png`), animations: "disabled" });
  }
}

function listening(): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = "";
    playground.stdout.on("data", (chunk) => {
      said += chunk;
      const found = /Listening on (\d+)/.exec(said);
      if (found) resolve(`http://127.0.0.1:${found[1]}`);
    });
    playground.once("exit", () => reject(new Error("The Playground ended before it listened.")));
  });
}

/** "Listening" is printed before the configuration is read: it is ready when it gives it out. */
async function ready(base: string): Promise<{ personalChat: { id: string } }> {
  const until = process.hrtime.bigint() + 20_000_000_000n;
  while (process.hrtime.bigint() < until) {
    const response = await fetch(`${base}/_internal/v1/config`).catch(() => null);
    if (response?.ok) return ((await response.json()) as { config: { personalChat: { id: string } } }).config;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error("The Playground did not become ready in 20 seconds.");
}

async function post(url: string, body: unknown): Promise<void> {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`The Playground answered ${response.status}: ${await response.text()}`);
}
