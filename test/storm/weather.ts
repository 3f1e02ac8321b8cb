import { migrate } from "../../data/store/migrate.ts";
import { openStore } from "../../data/store/open.ts";
import { dropDatabase, freshDatabase } from "../support/stores.ts";
import { type StormOptions, storm, type Weathered } from "./storm.ts";
import { expectWeathered } from "./weathered.ts";

/** A storm on a database of its own, and what must hold after it. Resolves with every press. */
export async function weather(options: StormOptions): Promise<Weathered["made"]> {
  const databaseUrl = await freshDatabase();
  await migrate({ connectionString: databaseUrl }, { engine: "server" });
  const store = await openStore({ databaseUrl, as: "client", clock: () => new Date() });
  let weathered: Weathered | null = null;
  try {
    weathered = await storm(store, databaseUrl, options);
    await expectWeathered(store, weathered);
    return weathered.made;
  } finally {
    weathered?.teams.close();
    await weathered?.bots.close();
    await store.close();
    await dropDatabase(databaseUrl);
  }
}
