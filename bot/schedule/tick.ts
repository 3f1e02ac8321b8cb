import { purgeFailedTexts } from "../../data/failed-texts.ts";
import { refreshRollups } from "../../data/rollups/refresh.ts";
import type { House } from "../house.ts";
import { queueTurns } from "./turning.ts";
import { queueDueWeeklies } from "./weekly.ts";

/** What the knock of every minute has done; all of it is a function of the clock, and may be done twice. */
export async function tick({ house }: { house: House }): Promise<void> {
  await queueTurns(house);
  await queueDueWeeklies(house);
  await purgeFailedTexts(house.store.db, house.clock(), house.policy.failedTextDays);
  await refreshRollups(house.store, house.policy, house.clock());
}
