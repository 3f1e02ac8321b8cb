import { createHash } from "node:crypto";
import { existsSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { readMark } from "../../data/store/mark.ts";
import { openStore } from "../../data/store/open.ts";
import type { Store } from "../../data/store/store.ts";
import { fillCouncil, statementsOf } from "./fill-council.ts";

export type Where = "postgres" | "embedded";

/** A store that the bot can be started on, and that others can open beside it. */
export interface KeptStore {
  /** the settings that lead the bot to it */
  env: Record<string, string>;
  /** as a command beside the bot */
  open(): Promise<Store>;
  /** the name of its database, where a server has it */
  database?: string;
}

export const SERVER = process.env.HOMEWARD_TEST_PG ?? "postgres://postgres@127.0.0.1:5432/postgres";
const FOLDERS = join(tmpdir(), "homeward-bench");
const PREFIX = "homeward_bench_";

/**
 * The store of a size, kept between runs: made where there is none yet that the present statements would
 * make, or where `fresh` asks for it. `label` is part of its name ("1m").
 */
export async function keptStore(
  where: Where,
  { label, episodes }: { label: string; episodes: number },
  { fresh, said }: { fresh: boolean; said: (progress: string) => void },
): Promise<KeptStore> {
  const made = createHash("sha256").update(statementsOf(episodes).join("\n")).digest("hex").slice(0, 8);
  const kept = where === "postgres" ? onServer(`${PREFIX}${label}_${made}`) : inFolder(`${label}_${made}`);
  if (fresh) await kept.remove();
  if (await filled(kept)) {
    await forgetCards(kept);
    return kept;
  }
  // what a run that was cut short has left
  await kept.remove();
  await kept.create();
  const begun = performance.now();
  const store = await kept.open("server");
  try {
    await fillCouncil(store, episodes, said);
  } finally {
    await store.close();
  }
  said(`filled in ${((performance.now() - begun) / 1_000).toFixed(0)} s`);
  return kept;
}

/** The check for fresh data has changed what the cards of a run before show: nobody is there to see them edited. */
async function forgetCards(kept: Kept): Promise<void> {
  const store = await kept.open("server");
  try {
    await store.db.$executeRawUnsafe("DELETE FROM posted_card");
    const [queue] = await store.db.$queryRawUnsafe<{ there: boolean }[]>(
      "SELECT to_regclass('pgboss.job') IS NOT NULL AS there",
    );
    if (queue!.there) await store.db.$executeRawUnsafe("DELETE FROM pgboss.job");
  } finally {
    await store.close();
  }
}

/** Removes every store that was kept, of every size. */
export async function dropKept(): Promise<void> {
  if (existsSync(FOLDERS))
    for (const name of readdirSync(FOLDERS)) rmSync(join(FOLDERS, name), { recursive: true });
  const { rows } = await server("SELECT datname FROM pg_database WHERE starts_with(datname, $1)", [PREFIX]);
  for (const { datname } of rows) await server(`DROP DATABASE ${datname} WITH (FORCE)`);
}

interface Kept extends KeptStore {
  open(as?: "server" | "client"): Promise<Store>;
  exists(): Promise<boolean>;
  create(): Promise<void>;
  remove(): Promise<void>;
}

/** The mark is set last. */
async function filled(kept: Kept): Promise<boolean> {
  if (!(await kept.exists())) return false;
  const store = await kept.open("server");
  try {
    return (await readMark(store.db)).kind !== null;
  } finally {
    await store.close();
  }
}

const clock = () => new Date();

function onServer(name: string): Kept {
  const url = new URL(SERVER);
  url.pathname = name;
  return {
    env: { DATABASE_URL: url.href },
    database: name,
    open: (as = "client") => openStore({ databaseUrl: url.href, as, clock }),
    exists: async () =>
      (await server("SELECT FROM pg_database WHERE datname = $1", [name])).rows.length === 1,
    create: async () => void (await server(`CREATE DATABASE ${name}`)),
    remove: async () => void (await server(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)),
  };
}

function inFolder(name: string): Kept {
  const dataDir = join(FOLDERS, name);
  return {
    env: { DATABASE_URL: "", HOMEWARD_DATA: dataDir },
    open: (as = "client") => openStore({ dataDir, as, clock }),
    exists: async () => existsSync(dataDir),
    create: async () => {},
    remove: async () => rmSync(dataDir, { recursive: true, force: true }),
  };
}

async function server(sql: string, values: unknown[] = []): Promise<pg.QueryResult> {
  const client = new pg.Client({ connectionString: SERVER });
  await client.connect();
  try {
    return await client.query(sql, values);
  } finally {
    await client.end();
  }
}
