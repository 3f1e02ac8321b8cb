import { constants, mkdtempSync, rmSync } from "node:fs";
import { cp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startOfDay } from "../../data/calendar.ts";
import { loadDemonstration } from "../../data/demonstration/load.ts";
import type { DemonstrationPlan } from "../../data/demonstration/rows.ts";
import { openStore } from "../../data/store/open.ts";
import type { Store } from "../../data/store/store.ts";
import { freshFolder, TEST_CLOCK } from "./stores.ts";

export interface DemoOptions {
  /** what had happened by then; default 30 July 2019, 14:00 London, the instant of the acceptance case */
  until?: Date;
  /** instead of `until`: what had happened before 00:00 of a London day */
  day?: string;
  /** default 1, the demonstration that people see */
  seed?: number;
  /** every child's name becomes a token that occurs nowhere else, so that a leak can be searched for */
  canary?: boolean;
}

/** The name that the n-th child (from 0, in order of joining) bears in a canary store: `Zq12x Zw12y`. */
export function canaryName(n: number): string {
  return `Zq${n}x Zw${n}y`;
}

/** Finds any part of any canary name in a text. */
export const CANARY = /z[qw]\d+[xy]/i;

/**
 * An embedded store with the demonstration data, one's own to write in: a copy of a template that is
 * made once a process and set of options. Opened in a test it lives as long as the test, opened in
 * `before` as long as the run; nobody needs to close it.
 */
export async function demoStore(options: DemoOptions = {}): Promise<Store> {
  const folder = mkdtempSync(join(tmpdir(), "homeward-demo-"));
  await cp(await template(options), folder, { recursive: true, mode: constants.COPYFILE_FICLONE });
  const store = await openStore({ dataDir: folder, as: "server", clock: TEST_CLOCK });
  let done: Promise<void> | undefined;
  const close = () => {
    done ??= store.close().then(() => rmSync(folder, { recursive: true, force: true }));
    return done;
  };
  (ofThisTest ?? ofTheRun).push(close);
  return { ...store, close };
}

/** What `demoStore` loads, before it is stored: for expectations made from the plan. */
export function demoUntil({ until, day }: DemoOptions): Date {
  return until ?? (day === undefined ? TEST_CLOCK() : startOfDay(day));
}

const templates = new Map<string, Promise<string>>();

function template(options: DemoOptions): Promise<string> {
  const { seed = 1, canary = false } = options;
  const until = demoUntil(options);
  const key = `${seed} ${until.toISOString()} ${canary}`;
  let made = templates.get(key);
  if (!made) {
    made = makeTemplate(seed, until, canary);
    templates.set(key, made);
  }
  return made;
}

async function makeTemplate(seed: number, until: Date, canary: boolean): Promise<string> {
  const folder = await freshFolder();
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  const store = await openStore({ dataDir: folder, as: "server", clock: TEST_CLOCK });
  try {
    await loadDemonstration(store, {
      seed,
      until,
      recordedAt: until,
      adapt: canary ? withCanaries : undefined,
    });
  } finally {
    await store.close();
  }
  return folder;
}

function withCanaries(plan: DemonstrationPlan): DemonstrationPlan {
  return { ...plan, children: plan.children.map((child, n) => ({ ...child, name: canaryName(n) })) };
}

let ofThisTest: (() => Promise<void>)[] | null = null;
const ofTheRun: (() => Promise<void>)[] = [];

// root hooks: around every test of every file of a run that uses demonstration stores
beforeEach(() => {
  ofThisTest = [];
});
afterEach(async function () {
  this.timeout(60_000);
  const list = ofThisTest ?? [];
  ofThisTest = null;
  for (const close of list) await close();
});
after(async function () {
  this.timeout(60_000);
  for (const close of ofTheRun.splice(0)) await close();
});
