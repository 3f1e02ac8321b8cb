import { mkdtempSync, rmSync } from "node:fs";
import { cpus, tmpdir, totalmem } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import pg from "pg";
import { openStore } from "../../data/store/open.ts";
import { ASKERS, type Ask, AT_ONCE, chatWith } from "./asking.ts";
import { startBot } from "./bots.ts";
import { clockSince } from "./clock.ts";
import { startConnector } from "./connector.ts";
import { explain } from "./explain.ts";
import { checkFresh } from "./fresh.ts";
import { dropKept, type KeptStore, keptStore, SERVER, type Where } from "./kept-stores.ts";
import { type Measured, measure } from "./measure.ts";
import {
  growthTable,
  keepResult,
  keptResults,
  overviewTable,
  questionTable,
  type Result,
} from "./results.ts";
import { serverCpu } from "./server-cpu.ts";

/**
 * `npm run bench -- [--sizes 10k,1m] [--store postgres|embedded] [--rounds N] [--seconds N] [--settling N]
 * [--fresh] [--drop]`: a question's whole turn, from the POST to the card's arrival at a loopback connector, beside an
 * echo bot on the same libraries, which takes every other turn; then 32 at once. Without sizes it asks the
 * demonstration. Stores of a size are kept between runs; `--fresh` makes them anew, `--drop` removes them all and
 * asks nothing. `--explain N`: with what the database does for the N dearest questions.
 */
const { values } = parseArgs({
  options: {
    sizes: { type: "string", default: "" },
    store: { type: "string", default: "postgres" },
    rounds: { type: "string", default: "20" },
    seconds: { type: "string", default: "20" },
    settling: { type: "string", default: "90" },
    fresh: { type: "boolean", default: false },
    drop: { type: "boolean", default: false },
    explain: { type: "string", default: "0" },
  },
});

if (values.drop) await dropKept();
else await benchmark(whereOf(values.store), values.sizes.split(",").filter(Boolean).map(sizeOf));

async function benchmark(where: Where, sizes: { label: string; episodes: number }[]): Promise<void> {
  const connector = await startConnector();
  try {
    if (sizes.length === 0) await askDemonstration();
    for (const size of sizes) {
      const said = (progress: string) => console.error(`${size.label}: ${progress}`);
      const kept = await keptStore(where, size, { fresh: values.fresh, said });
      await ask(kept, { where, ...size });
    }
  } finally {
    connector.close();
  }
  const results = keptResults();
  console.log(`\n${overviewTable(results)}`);
  for (const one of ["postgres", "embedded"]) {
    const growth = growthTable(
      results.filter((result) => result.where === one && result.label !== "demonstration"),
    );
    if (growth) console.log(`\n${growth}`);
  }

  async function askDemonstration(): Promise<void> {
    const dataDir = mkdtempSync(join(tmpdir(), "homeward-bench-demonstration-"));
    try {
      const demonstration: KeptStore = {
        env: { DATABASE_URL: "", HOMEWARD_DATA: dataDir },
        open: () => openStore({ dataDir, as: "client", clock: () => new Date() }),
      };
      await ask(demonstration, { where: "embedded", label: "demonstration" }, "demonstration");
    } finally {
      rmSync(dataDir, { recursive: true, force: true });
    }
  }

  /** Both bots start anew: one that has been at work for longer is faster. */
  async function ask(kept: KeptStore, what: Pick<Result, "where" | "label">, ...filled: string[]) {
    const since = Date.now();
    const echo = await startBot("echo-bot.ts");
    const server = new pg.Client({ connectionString: SERVER });
    if (kept.database) await server.connect();
    const homeward = await startBot("bot.ts", [String(since), ...filled], { PORT: "0", ...kept.env });
    try {
      const measured = await measure({
        echo,
        homeward,
        serverCpu: kept.database ? serverCpu(server, kept.database) : async () => 0,
        connector,
        rounds: Number(values.rounds),
        seconds: Number(values.seconds),
        settling: Number(values.settling),
      });
      const usage = await homeward.usage();
      const beside = await lookBeside(kept, measured, {
        clock: clockSince(since),
        chat: chatWith(homeward, connector, ASKERS[AT_ONCE]!),
      });
      const result: Result = {
        ...what,
        ...measured,
        episodes: beside.rows,
        usage,
        echoUsage: await echo.usage(),
        freshMs: beside.freshMs,
        rounds: Number(values.rounds),
        at: new Date().toISOString(),
        machine: machineWith(beside.version),
      };
      keepResult(result);
      console.error(`a return shows in the next answer, ${beside.freshMs.toFixed(0)} ms after it was logged`);
      console.log(`\n${questionTable(result)}`);
    } finally {
      await homeward.stop();
      await echo.stop();
      await server.end();
    }
  }
}

/** What needs the store itself, open beside the bot: its size, whether answers are fresh, and plans. */
async function lookBeside(
  kept: KeptStore,
  { questions }: Measured,
  { clock, chat }: { clock: () => Date; chat: Ask },
): Promise<{ rows: number; version: string; freshMs: number }> {
  const store = await kept.open();
  try {
    const [facts] = await store.db.$queryRaw<{ rows: number; version: string }[]>`
      SELECT (SELECT count(*)::int FROM episode) AS rows, current_setting('server_version') AS version`;
    const freshMs = await checkFresh(store, clock, chat);
    const dearest = [...questions].sort((a, b) => b.p50 - a.p50).slice(0, Number(values.explain));
    for (const { text } of dearest) console.log(`\n${text}\n${await explain(store, text)}`);
    return { ...facts!, freshMs };
  } finally {
    await store.close();
  }
}

function machineWith(postgres: string): Result["machine"] {
  return {
    cores: cpus().length,
    cpu: cpus()[0]?.model ?? "unknown",
    memoryGb: Math.round(totalmem() / 2 ** 30),
    node: process.version,
    postgres,
  };
}

/** "10k", "1m", "2500". */
function sizeOf(label: string): { label: string; episodes: number } {
  const [, digits, unit = ""] = /^(\d+)([km]?)$/.exec(label.toLowerCase()) ?? [];
  if (!digits) throw new Error(`"${label}" is no size: write for example 10k, 1m or 2500.`);
  return { label: label.toLowerCase(), episodes: Number(digits) * { "": 1, k: 1_000, m: 1_000_000 }[unit]! };
}

function whereOf(store: string): Where {
  if (store !== "postgres" && store !== "embedded")
    throw new Error(`"${store}" is no store: write postgres or embedded.`);
  return store;
}
