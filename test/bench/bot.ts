import { readConfig } from "../../bot/config.ts";
import { createLog } from "../../bot/log.ts";
import { openHouse } from "../../bot/open-house.ts";
import { fileDirectory } from "../../bot/people/file-directory.ts";
import { startService } from "../../bot/service.ts";
import { ASKERS } from "./asking.ts";
import { clockSince } from "./clock.ts";
import "./tell-usage.ts";

/**
 * The bot as `npm start` has it, in a process of its own: but for its clock, which stood at the benchmark's
 * instant at `process.argv[2]` (ms), and its people. `demonstration`: fills its store with the demonstration.
 */
const [, , since, filled] = process.argv;
const clock = clockSince(Number(since));
const config = readConfig(process.env);
if (config.mode !== "local")
  throw new Error("The benchmark's bot is for this machine alone: unset Azure's settings.");
const house = await openHouse({
  as: "server",
  dataDir: config.dataDir,
  databaseUrl: config.databaseUrl,
  policy: config.policy,
  ownWords: config.ownWords,
  demonstration: filled === "demonstration",
  directory: () => fileDirectory({ data: { people: ASKERS } }),
  clock,
  log: createLog({ clock }),
});
const service = await startService(house, config);
console.log(`listens on ${service.server.url}`);
process.on("SIGTERM", () => service.stop().then(() => process.exit(0)));
