import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import pg from "pg";
import { migrate } from "../../data/store/migrate.ts";
import { built } from "../support/built.ts";
import { writeCouncil } from "./import-files.ts";

/**
 * `npm run bench:import -- [--episodes N] [--on postgres|embedded]`: a folder of exchange files into an
 * empty store, and once more; rows a second and the largest resident memory of the importing process.
 */
const { values } = parseArgs({
  options: { episodes: { type: "string", default: "1000000" }, on: { type: "string" } },
});

const folder = mkdtempSync(join(tmpdir(), "homeward-bench-"));
try {
  const rows = await writeCouncil(join(folder, "files"), Number(values.episodes));
  console.log(
    `${rows.toLocaleString("en-GB")} rows\n| store | run | s | rows a second | RSS MB |\n| --- | --- | --- | --- | --- |`,
  );
  if (values.on !== "embedded") {
    const url = new URL(process.env.HOMEWARD_TEST_PG ?? "postgres://postgres@127.0.0.1:5432/postgres");
    const server = new pg.Client({ connectionString: url.href });
    await server.connect();
    const database = `homeward_bench_${process.pid}`;
    await server.query(`CREATE DATABASE ${database}`);
    try {
      url.pathname = database;
      await migrate({ connectionString: url.href }, { engine: "server" });
      await both("PostgreSQL", rows, { DATABASE_URL: url.href });
    } finally {
      await server.query(`DROP DATABASE ${database} WITH (FORCE)`);
      await server.end();
    }
  }
  if (values.on !== "postgres") {
    await both("embedded", rows, { DATABASE_URL: "", HOMEWARD_DATA: join(folder, "store") });
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function both(store: string, rows: number, env: Record<string, string>): Promise<void> {
  for (const run of ["first", "again"]) {
    const { seconds, rss } = await importing(env);
    console.log(
      `| ${store} | ${run} | ${seconds.toFixed(1)} | ${Math.round(rows / seconds).toLocaleString("en-GB")} | ${rss} |`,
    );
  }
}

async function importing(env: Record<string, string>): Promise<{ seconds: number; rss: number }> {
  const command = built("bot/cli/import.ts");
  const begun = performance.now();
  const child = spawn(process.execPath, [command, join(folder, "files")], {
    env: { ...process.env, ...env },
    stdio: ["ignore", process.env.HOMEWARD_BENCH_LOUD ? "inherit" : "ignore", "inherit"],
  });
  let rss = 0;
  const watch = setInterval(() => {
    try {
      const [, kb] = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, "utf8")) ?? [];
      rss = Math.max(rss, Math.round(Number(kb ?? 0) / 1024));
    } catch {}
  }, 250);
  const status = await new Promise((resolve) => child.once("exit", resolve));
  clearInterval(watch);
  if (status !== 0) throw new Error(`the import ended with ${status}`);
  return { seconds: (performance.now() - begun) / 1000, rss };
}
