import { dayOf } from "../data/calendar.ts";
import { extendDemonstration } from "../data/demonstration/extend.ts";
import { loadDemonstration } from "../data/demonstration/load.ts";
import { NamesCache } from "../data/names.ts";
import type { Policy } from "../data/policy.ts";
import { refreshRollups } from "../data/rollups/refresh.ts";
import { readMark } from "../data/store/mark.ts";
import { openStore } from "../data/store/open.ts";
import type { House } from "./house.ts";
import type { OwnWords } from "./language/own-words.ts";
import type { Log } from "./log.ts";
import type { Directory } from "./people/directory.ts";

/** The seed of the demonstration council: the same children in every copy. */
const DEMONSTRATION_SEED = 1;

export interface HouseOptions {
  /** server: the bot itself, of which there is one a folder; client: a command beside it */
  as: "server" | "client";
  dataDir?: string;
  databaseUrl?: string;
  migrationUrl?: string;
  policy: Policy;
  ownWords: OwnWords;
  /** local mode fills an empty embedded store with the demonstration and brings it up to today */
  demonstration: boolean;
  directory: (clock: () => Date) => Directory;
  clock: () => Date;
  log: Log;
}

/** Opens the store and everything that a turn needs. Close `store` when done. */
export async function openHouse(options: HouseOptions): Promise<House> {
  const { policy, ownWords, clock, log, as, dataDir, databaseUrl, migrationUrl } = options;
  const store = await openStore({ as, dataDir, databaseUrl, migrationUrl, clock });
  try {
    if (options.demonstration && store.engine === "embedded") await bringUpToDate();
    const mark = await readMark(store.db);
    return {
      store,
      names: new NamesCache(store),
      directory: options.directory(clock),
      policy,
      ownWords,
      clock,
      log,
      demonstration: mark.kind === "demonstration",
    };
  } catch (error) {
    await store.close();
    throw error;
  }

  async function bringUpToDate(): Promise<void> {
    const mark = await readMark(store.db);
    const now = clock();
    if (mark.kind === null)
      await loadDemonstration(store, { seed: DEMONSTRATION_SEED, until: now, recordedAt: now });
    else if (mark.kind === "demonstration") await extendDemonstration(store, { until: now, recordedAt: now });
    await refreshRollups(store, policy, now);
    log.info("demonstration data up to date", { reference: dayOf(now) });
  }
}
