import { StoreError } from "../data/store/errors.ts";
import { type Config, ConfigError, readConfig } from "./config.ts";
import { createLog } from "./log.ts";
import { openHouse } from "./open-house.ts";
import { checkOwnWords } from "./own-words-check.ts";
import { directoryOf, localPeople } from "./people/choose-directory.ts";
import { PeopleFileError } from "./people/file-directory.ts";
import { startPlayground } from "./server/playground.ts";
import { startService } from "./service.ts";
import { outliveStrayRejections } from "./stray-rejections.ts";

/**
 * `npm start`. With nothing configured: this machine alone, an embedded store with the demonstration,
 * and the Agents Playground in front of it. With Azure's settings: the service.
 */
async function main(): Promise<void> {
  const clock = () => new Date();
  const config = readConfig(process.env);
  const log = createLog({ clock });
  const house = await openHouse({
    as: "server",
    dataDir: config.dataDir,
    databaseUrl: config.databaseUrl,
    migrationUrl: config.migrationUrl,
    policy: config.policy,
    ownWords: config.ownWords,
    demonstration: config.mode === "local",
    directory: directoryOf(config, log),
    clock,
    log,
  });
  await checkOwnWords(house);
  outliveStrayRejections(log);
  const service = await startService(house, config);
  console.log(`Homeward listens on ${service.server.url}`);
  const playground =
    config.mode === "local" && config.playground !== "off" ? await openPlayground(config) : null;

  let stopping = false;
  const stop = async () => {
    if (stopping) return;
    stopping = true;
    await playground?.stop();
    await service.stop();
    process.exit(0);
  };
  process.on("SIGINT", stop);
  process.on("SIGTERM", stop);

  async function openPlayground(local: Extract<Config, { mode: "local" }>) {
    if (!house.demonstration && local.playground !== "force") {
      console.log(
        "The Agents Playground is not started: it listens on every network without a password, and this store holds real data. HOMEWARD_PLAYGROUND=force starts it all the same.",
      );
      return null;
    }
    if (!house.demonstration) console.log("Warning: the Agents Playground lets anybody on your network in.");
    return startPlayground({ endpoint: `${service.server.url}/api/messages`, world: localPeople(local) });
  }
}

main().catch((error: unknown) => {
  const expected =
    error instanceof ConfigError || error instanceof StoreError || error instanceof PeopleFileError;
  console.error(expected ? error.message : error);
  process.exit(2);
});
