import { StoreError } from "../../data/store/errors.ts";
import { migrate } from "../../data/store/migrate.ts";
import { openStore, roleBeside } from "../../data/store/open.ts";

/**
 * `npm run migrate`: brings the database's schema up to this version and gives the service's role its
 * rights. DATABASE_MIGRATION_URL is the owner (without it DATABASE_URL is), DATABASE_URL the service;
 * HOMEWARD_RUNTIME_ROLE names the service's role where the addresses do not. Without either address it
 * migrates the embedded store.
 */
async function run(): Promise<string> {
  const { DATABASE_URL: service, DATABASE_MIGRATION_URL: owner, HOMEWARD_RUNTIME_ROLE: named } = process.env;
  const connectionString = owner ?? service;
  if (!connectionString) {
    const store = await openStore({ as: "server", clock: () => new Date() });
    await store.close();
    return "The embedded store is up to date.";
  }
  const runtimeRole = named ?? (owner && service ? roleBeside(service, owner) : undefined);
  const { applied } = await migrate({ connectionString }, { engine: "server", runtimeRole });
  const rights = runtimeRole ? ` The role ${runtimeRole} has the rights of a running service.` : "";
  return `${applied.length > 0 ? `Applied ${applied.join(", ")}.` : "The schema was up to date."}${rights}`;
}

try {
  console.log(await run());
} catch (error) {
  if (!(error instanceof StoreError)) throw error;
  const { cause } = error;
  console.error(cause instanceof Error ? `${error.message}\n${cause.message}` : error.message);
  process.exitCode = 2;
}
