import { readConfig } from "../config.ts";
import { createLog } from "../log.ts";
import type { HouseOptions } from "../open-house.ts";
import { directoryOf } from "../people/choose-directory.ts";
import type { Audience, Directory, Person } from "../people/directory.ts";

/** Whoever sits at the machine that holds the store: may read all of it anyway. */
const LOCAL_OPERATOR: Person = {
  id: "local-operator",
  aadObjectId: "local-operator",
  name: "Local operator",
  role: "missing_coordinator",
  agency: null,
  team: null,
  worker: null,
  home: null,
};

/**
 * The house as a command opens it: beside the bot where that runs, in the room that was named.
 * `as`: the directory's id of a person to ask as; without it the local operator asks.
 * @throws ConfigError, PeopleFileError
 */
export function commandLineHouse({ as, audience }: { as?: string; audience: Audience }): HouseOptions {
  const config = readConfig(process.env);
  const { dataDir, databaseUrl, migrationUrl, policy } = config;
  // standard output is the answer's alone
  const log = createLog({ clock: () => new Date(), destination: { write() {} } });
  const people = directoryOf(config);
  return {
    as: "client",
    dataDir,
    databaseUrl,
    migrationUrl,
    policy,
    demonstration: config.mode === "local",
    directory: (clock) => roomOf(people(clock), as, audience),
    clock: () => new Date(),
    log,
  };
}

function roomOf(people: Directory, as: string | undefined, audience: Audience): Directory {
  return {
    person: async (id, tenantId, options) =>
      as === undefined ? LOCAL_OPERATOR : people.person(id, tenantId, options),
    audience: async (_conversation, asker) => (audience === "personal" && !asker ? "outside" : audience),
    forget() {},
  };
}
