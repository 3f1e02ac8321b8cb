import { type Config, readConfig } from "../config.ts";
import type { House } from "../house.ts";
import { createLog } from "../log.ts";
import type { HouseOptions } from "../open-house.ts";
import { directoryOf, localPeople } from "../people/choose-directory.ts";
import type { Audience, Directory, Person } from "../people/directory.ts";
import { type Presence, presenceOf } from "../presence.ts";
import type { Scope } from "../turn.ts";

/** Whoever sits at the machine that holds the store: may read all of it anyway. */
export const LOCAL_OPERATOR: Person = {
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
 * `as`: a person to ask as, by the id of the file of people or by the one that Entra gave them;
 * without it the local operator asks.
 * @throws ConfigError, PeopleFileError, NobodyKnown
 */
export function commandLineHouse({ as, audience }: { as?: string; audience: Audience }): HouseOptions {
  const config = readConfig(process.env);
  const { dataDir, databaseUrl, migrationUrl, policy, ownWords } = config;
  // standard output is the answer's alone
  const log = createLog({ clock: () => new Date(), destination: { write() {} } });
  const people = directoryOf(config);
  const asker = as === undefined ? undefined : objectIdOf(config, as);
  return {
    as: "client",
    dataDir,
    databaseUrl,
    migrationUrl,
    policy,
    ownWords,
    demonstration: config.mode === "local",
    directory: (clock) => roomOf(people(clock), asker, audience),
    clock: () => new Date(),
    log,
  };
}

/** A terminal is a conversation of one, in the room that `commandLineHouse` was told of. */
export function atTerminal(
  house: House,
  now: Date,
  { as = "", scope = "personal" }: { as?: string; scope?: Scope } = {},
): Promise<Presence> {
  return presenceOf(house, {
    actor: { aadObjectId: as, tenantId: "" },
    conversation: {
      id: "terminal",
      threadId: "terminal",
      scope,
      tenantId: "",
      serviceUrl: "",
      channelId: "terminal",
      botId: "",
      teamId: null,
      teamAadGroupId: null,
    },
    activityId: "",
    at: now,
  });
}

function roomOf(people: Directory, as: string | undefined, audience: Audience): Directory {
  return {
    person: async (_id, tenantId, options) => {
      if (as === undefined) return LOCAL_OPERATOR;
      const person = await people.person(as, tenantId, options);
      if (!person)
        throw new NobodyKnown(`The directory knows nobody as "${as}": give their object id in Entra.`);
      return person;
    },
    audience: async (_conversation, asker) => (audience === "personal" && !asker ? "outside" : audience),
    forget() {},
  };
}

/** Nobody of that id; the message says which there are. */
export class NobodyKnown extends Error {
  override readonly name = "NobodyKnown";
}

/** Entra's id of whoever is meant; a service's directory knows people by that alone. */
function objectIdOf(config: Config, as: string): string {
  if (config.mode !== "local") return as;
  const { people } = localPeople(config);
  const wanted = as.trim().toLowerCase();
  const found = people.find(({ id, aadObjectId }) =>
    [id, aadObjectId].some((known) => known.toLowerCase() === wanted),
  );
  if (found) return found.aadObjectId;
  const known = people.map(({ id }) => id).join(", ");
  throw new NobodyKnown(`Nobody here has the id "${as}". Write --as with one of: ${known}.`);
}
