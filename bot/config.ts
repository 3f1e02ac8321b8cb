import { readFileSync } from "node:fs";
import { z } from "zod";
import { DEFAULT_POLICY, POLICY_PRESETS, type Policy } from "../data/policy.ts";
import { NO_OWN_WORDS, type OwnWords, ownWordsOf, ownWordsSchema } from "./language/own-words.ts";
import { type GraphSettings, graphSettingsSchema } from "./people/graph-config.ts";
import { policyFileSchema, policyOf } from "./policy-file.ts";

interface Common {
  host: string;
  port: number;
  policy: Policy;
  ownWords: OwnWords;
  /** the embedded store's folder; undefined: the default one */
  dataDir: string | undefined;
  databaseUrl: string | undefined;
  migrationUrl: string | undefined;
}

/** This machine alone, nobody signs in; the people are those of a file. */
export interface LocalConfig extends Common {
  mode: "local";
  /** a file of people; undefined: those of the demonstration */
  peopleFile: string | undefined;
  /** on: in front of demonstration data only; force: in front of real data too */
  playground: "on" | "off" | "force";
  tenants: null;
}

/** A registered bot: requests are signed, people are Entra's. */
export interface ServiceConfig extends Common {
  mode: "service";
  app: { id: string; tenantId: string } & (
    | { type: "SingleTenant"; password: string }
    | { type: "UserAssignedMSI"; password: null }
  );
  /** lower-case ids of the tenants that may speak */
  tenants: readonly string[];
  graph: GraphSettings;
}

export type Config = LocalConfig | ServiceConfig;

/** What is wrong with the settings, each with what to do; never a setting's value. */
export class ConfigError extends Error {
  readonly problems: readonly string[];
  constructor(problems: readonly string[]) {
    super(
      `Homeward cannot start with these settings:\n${problems.map((problem) => `- ${problem}`).join("\n")}`,
    );
    this.name = "ConfigError";
    this.problems = problems;
  }
}

export type Env = Readonly<Record<string, string | undefined>>;

/** Any of these says that a service is meant: a missing app id is then a mistake, not local mode. */
const OF_A_SERVICE = [
  "MicrosoftAppId",
  "MicrosoftAppType",
  "MicrosoftAppTenantId",
  "MicrosoftAppPassword",
  "HOMEWARD_TENANTS",
  "HOMEWARD_GRAPH",
  "AZURE_CLIENT_ID",
  "AZURE_TENANT_ID",
  "AZURE_CLIENT_SECRET",
  "WEBSITE_SITE_NAME",
] as const;

const LOOPBACK = /^(localhost|::1|127(\.\d{1,3}){3})$/;

/**
 * All settings, read once and checked together. Files that settings name are read with `readText`.
 * @throws ConfigError that lists every problem
 */
export function readConfig(env: Env, readText = (path: string) => readFileSync(path, "utf8")): Config {
  const problems: string[] = [];
  const get = (name: string) => env[name]?.trim() || undefined;
  const problem = (text: string) => void problems.push(text);

  const serviceSettings = OF_A_SERVICE.filter((name) => get(name));
  const production = get("NODE_ENV") === "production";
  const service = serviceSettings.length > 0 || production;

  const common = {
    port: portOf(get("PORT"), problem),
    policy: policySetting(get("HOMEWARD_POLICY"), readText, problem),
    ownWords: ownWordsSetting(get("HOMEWARD_LEXICON"), readText, problem),
    dataDir: get("HOMEWARD_DATA"),
    databaseUrl: databaseOf("DATABASE_URL", get("DATABASE_URL"), problem),
    migrationUrl: databaseOf("DATABASE_MIGRATION_URL", get("DATABASE_MIGRATION_URL"), problem),
  };
  if (common.migrationUrl && !common.databaseUrl) {
    problem(
      "DATABASE_MIGRATION_URL is set without DATABASE_URL: set DATABASE_URL to the role that the bot runs as.",
    );
  }

  let config: Config;
  if (service) {
    const why = [...serviceSettings, ...(production ? ["NODE_ENV=production"] : [])].join(", ");
    config = { ...common, ...serviceSettingsOf(get, why, readText, problem) };
  } else {
    const host = get("HOST") ?? "127.0.0.1";
    if (!LOOPBACK.test(host)) {
      problem(
        "HOST is not this machine's own address: without an app id anybody could speak as anybody. Leave HOST out, or set up the service (MicrosoftAppId and its companions).",
      );
    }
    const peopleFile = get("HOMEWARD_PEOPLE");
    const playground = playgroundOf(get("HOMEWARD_PLAYGROUND"), problem);
    config = { ...common, mode: "local", host, peopleFile, playground, tenants: null };
  }
  if (problems.length > 0) throw new ConfigError(problems);
  return config;
}

type Get = (name: string) => string | undefined;
type Problem = (text: string) => void;
type ReadText = (path: string) => string;

function serviceSettingsOf(get: Get, why: string, readText: ReadText, problem: Problem) {
  const guid = (name: string): string => {
    const value = get(name);
    if (!value) problem(`${name} is missing: set it (a service is meant because of ${why}).`);
    else if (!z.guid().safeParse(value).success)
      problem(`${name} is not an id (8-4-4-4-12 hexadecimal digits).`);
    return (value ?? "").toLowerCase();
  };
  const id = guid("MicrosoftAppId");
  const tenantId = guid("MicrosoftAppTenantId");
  if (get("HOMEWARD_PEOPLE")) {
    problem("HOMEWARD_PEOPLE is for this machine alone: a service takes its people from Entra. Unset it.");
  }
  return {
    mode: "service" as const,
    host: get("HOST") ?? "0.0.0.0",
    app: { id, tenantId, ...credentialsOf(get, problem) },
    tenants: tenantsOf(get("HOMEWARD_TENANTS"), tenantId, problem),
    graph: graphOf(get("HOMEWARD_GRAPH"), readText, problem),
  };
}

function credentialsOf(
  get: Get,
  problem: Problem,
): { type: "SingleTenant"; password: string } | { type: "UserAssignedMSI"; password: null } {
  const type = get("MicrosoftAppType");
  const password = get("MicrosoftAppPassword");
  if (type === "UserAssignedMSI") {
    if (password) problem("MicrosoftAppPassword is set, but a managed identity has none: unset it.");
    return { type, password: null };
  }
  if (type === "SingleTenant") {
    if (!password)
      problem("MicrosoftAppPassword is missing: set it from the key vault, or use UserAssignedMSI.");
    return { type, password: password ?? "" };
  }
  if (!type) problem("MicrosoftAppType is missing: set it to SingleTenant or UserAssignedMSI.");
  else if (type === "MultiTenant") {
    problem(
      "MicrosoftAppType MultiTenant is not served: such bots can no longer be registered. Use SingleTenant or UserAssignedMSI.",
    );
  } else problem("MicrosoftAppType is neither SingleTenant nor UserAssignedMSI.");
  return { type: "UserAssignedMSI", password: null };
}

function tenantsOf(list: string | undefined, own: string, problem: Problem): string[] {
  if (!list) return [own];
  const tenants = list.split(",").map((tenant) => tenant.trim().toLowerCase());
  if (!tenants.every((tenant) => z.guid().safeParse(tenant).success)) {
    problem("HOMEWARD_TENANTS is not a list of tenant ids: give ids with commas between them.");
  }
  return tenants;
}

function graphOf(path: string | undefined, readText: ReadText, problem: Problem): GraphSettings {
  if (!path) {
    problem("HOMEWARD_GRAPH is missing: set it to a JSON file that gives Entra groups their roles.");
    return { groups: [] };
  }
  return fromFile("HOMEWARD_GRAPH", path, graphSettingsSchema, readText, problem) ?? { groups: [] };
}

/** The name of a preset, or a JSON file. */
function policySetting(value: string | undefined, readText: ReadText, problem: Problem): Policy {
  if (!value) return DEFAULT_POLICY;
  if (Object.hasOwn(POLICY_PRESETS, value)) return policyOf({ preset: value });
  return policyOf(fromFile("HOMEWARD_POLICY", value, policyFileSchema, readText, problem) ?? {});
}

/** A JSON file of the council's own words; none without it. */
function ownWordsSetting(path: string | undefined, readText: ReadText, problem: Problem): OwnWords {
  if (!path) return NO_OWN_WORDS;
  const file = fromFile("HOMEWARD_LEXICON", path, ownWordsSchema, readText, problem);
  return file ? ownWordsOf(file) : NO_OWN_WORDS;
}

function fromFile<T>(
  name: string,
  path: string,
  schema: z.ZodType<T>,
  readText: ReadText,
  problem: Problem,
): T | null {
  let text: string;
  try {
    text = readText(path);
  } catch {
    problem(`${name} names a file that cannot be read: check the path and its permissions.`);
    return null;
  }
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    problem(`${name} names a file that is not JSON.`);
    return null;
  }
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  for (const { path, message } of parsed.error.issues)
    problem(`${name}, ${path.join(".") || "the whole file"}: ${message}.`);
  return null;
}

function databaseOf(name: string, url: string | undefined, problem: Problem): string | undefined {
  if (url && !/^postgres(ql)?:\/\//.test(url))
    problem(`${name} is not a PostgreSQL address (postgresql://…).`);
  return url;
}

function playgroundOf(value: string | undefined, problem: Problem): LocalConfig["playground"] {
  const parsed = z.enum(["on", "off", "force"]).safeParse(value ?? "on");
  if (!parsed.success) problem("HOMEWARD_PLAYGROUND is neither on, off nor force.");
  return parsed.data ?? "on";
}

function portOf(text: string | undefined, problem: Problem): number {
  const port = Number(text ?? 3978);
  if (!/^\d+$/.test(text ?? "3978") || port > 65_535)
    problem("PORT is not a port: give a number from 0 to 65535.");
  return port;
}
