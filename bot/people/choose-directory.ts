import { ClientSecretCredential, ManagedIdentityCredential } from "@azure/identity";
import { demonstrationPeople } from "../../data/demonstration/people.ts";
import type { Config } from "../config.ts";
import type { Log } from "../log.ts";
import type { Directory } from "./directory.ts";
import { fileDirectory, type People, readPeople } from "./file-directory.ts";
import { createGraphClient } from "./graph-client.ts";
import { graphDirectory } from "./graph-directory.ts";

/**
 * The directory of a deployment: Entra's in a service; in local mode the file that was named, or the
 * people of the demonstration.
 * @throws PeopleFileError where the file cannot be used
 */
export function directoryOf(config: Config, log?: Log): (clock: () => Date) => Directory {
  if (config.mode === "local") return () => fileDirectory(sourceOf(config));
  const { app, graph, policy } = config;
  const credential =
    app.type === "SingleTenant"
      ? new ClientSecretCredential(app.tenantId, app.id, app.password)
      : new ManagedIdentityCredential({ clientId: app.id });
  return (clock) =>
    graphDirectory({
      client: createGraphClient({ credential }),
      policy,
      groups: graph.groups,
      tenantId: app.tenantId,
      clock,
      onFailure: ({ what, id }) =>
        log?.warn(`Graph did not answer in full about a ${what}`, { reference: id }),
    });
}

type Local = Extract<Config, { mode: "local" }>;

/**
 * Everybody whom the local mode knows, and its rooms.
 * @throws PeopleFileError where the file cannot be used
 */
export function localPeople(config: Local): People {
  return readPeople(sourceOf(config));
}

function sourceOf({ peopleFile }: Local) {
  return peopleFile ? { path: peopleFile } : { data: demonstrationPeople() };
}
