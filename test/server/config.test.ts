import { readFileSync } from "node:fs";
import { expect } from "chai";
import { ConfigError, type Env, readConfig } from "../../bot/config.ts";
import { NO_OWN_WORDS } from "../../bot/language/own-words.ts";
import { DEFAULT_POLICY } from "../../data/policy.ts";

const APP = "33333333-3333-4333-8333-333333333333";
const TENANT = "11111111-1111-4111-8111-111111111111";
const OTHER = "22222222-2222-4222-8222-222222222222";
const SECRET = "s3cr3t-canary";

const GROUPS = { groups: [{ id: OTHER, role: "duty", agency: "City Council" }] };
const FILES: Record<string, string> = {
  "graph.json": JSON.stringify(GROUPS),
  "graph-none.json": '{"groups":[]}',
  "graph-name.json": '{"groups":[{"id":"Duty team","role":"duty"}]}',
  "graph-role.json": `{"groups":[{"id":"${OTHER}","role":"superuser"}]}`,
  "broken.json": `{"${SECRET}`,
  "policy.json": JSON.stringify({ preset: "derby", council: "Elsewhere", interviewWindowHours: 48 }),
  "own-words-shadow.json": '{"groups":[{"phrase":"our homes","teams":["North"]}]}',
  "policy-typo.json": '{"interviewWindowHour":48}',
  "policy-zone.json": '{"timeZone":"Europe/Nowhere"}',
  "policy-break.json": '{"seriesBreaks":[{"day":"2019-02-30","metrics":["episodes"],"note":"x"}]}',
};
const OWN_WORDS = new URL("../../data/examples/own-words.json", import.meta.url);
FILES["own-words.json"] = readFileSync(OWN_WORDS, "utf8");
const readText = (path: string): string => {
  const text = FILES[path];
  if (text === undefined) throw new Error(`ENOENT ${SECRET}`);
  return text;
};
const read = (env: Env) => readConfig(env, readText);

const SINGLE: Env = {
  MicrosoftAppId: APP,
  MicrosoftAppType: "SingleTenant",
  MicrosoftAppTenantId: TENANT,
  MicrosoftAppPassword: SECRET,
  HOMEWARD_GRAPH: "graph.json",
};
const MANAGED: Env = { ...SINGLE, MicrosoftAppType: "UserAssignedMSI", MicrosoftAppPassword: undefined };

function problemsOf(env: Env): string {
  try {
    read(env);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    expect(error.message).not.to.contain(SECRET);
    for (const problem of error.problems) expect(error.message).to.contain(problem);
    return error.problems.join("\n");
  }
  throw new Error("the settings were taken");
}

describe("Settings", () => {
  it("of nothing are this machine alone", () => {
    expect(read({})).to.deep.equal({
      mode: "local",
      host: "127.0.0.1",
      port: 3978,
      policy: DEFAULT_POLICY,
      ownWords: NO_OWN_WORDS,
      dataDir: undefined,
      databaseUrl: undefined,
      migrationUrl: undefined,
      peopleFile: undefined,
      playground: "on",
      tenants: null,
    });
  });

  it("count as absent when they are blank", () => {
    expect(read({ MicrosoftAppId: "", HOMEWARD_GRAPH: " ", PORT: "", NODE_ENV: "" })).to.deep.equal(read({}));
  });

  it("of one machine may name people, a folder, a port and a loopback address", () => {
    const env = {
      HOMEWARD_PEOPLE: "p.json",
      HOMEWARD_DATA: "d",
      PORT: "0",
      HOST: "::1",
      HOMEWARD_PLAYGROUND: "off",
    };
    expect(read(env)).to.deep.include({
      peopleFile: "p.json",
      dataDir: "d",
      port: 0,
      host: "::1",
      playground: "off",
    });
  });

  it("of a single-tenant bot are a service for its own tenant", () => {
    expect(read(SINGLE)).to.deep.include({
      mode: "service",
      host: "0.0.0.0",
      app: { id: APP, tenantId: TENANT, type: "SingleTenant", password: SECRET },
      tenants: [TENANT],
      graph: GROUPS,
    });
  });

  it("of a managed identity hold no password", () => {
    expect(read(MANAGED)).to.deep.include({
      app: { id: APP, tenantId: TENANT, type: "UserAssignedMSI", password: null },
    });
  });

  it("list the tenants that may speak", () => {
    const env = { ...SINGLE, HOMEWARD_TENANTS: `${TENANT}, ${OTHER.toUpperCase()}` };
    expect(read(env).tenants).to.deep.equal([TENANT, OTHER]);
  });

  it("take a database with its owner's address beside it", () => {
    const env = { DATABASE_URL: "postgresql://a@b/c", DATABASE_MIGRATION_URL: "postgres://o@b/c" };
    expect(read(env)).to.deep.include({
      databaseUrl: "postgresql://a@b/c",
      migrationUrl: "postgres://o@b/c",
    });
  });

  it("take a policy by the name of a preset, or from a file over a preset over the default", () => {
    expect(read({ HOMEWARD_POLICY: "derby" }).policy).to.deep.equal({
      ...DEFAULT_POLICY,
      persistent: { episodes: 3, days: 30 },
    });
    expect(read({ HOMEWARD_POLICY: "policy.json" }).policy).to.deep.equal({
      ...DEFAULT_POLICY,
      persistent: { episodes: 3, days: 30 },
      council: "Elsewhere",
      interviewWindowHours: 48,
    });
  });

  it("take the council's own words from a file", () => {
    const { groups, words } = read({ HOMEWARD_LEXICON: "own-words.json" }).ownWords;
    expect(groups.map(({ words }) => words.join(" "))).to.include("valley homes");
    expect(words).to.deep.include({ words: ["rvc"], means: ["return", "interview"] });
  });

  for (const [what, env, expected] of [
    [
      "production without an app id",
      { NODE_ENV: "production" },
      /MicrosoftAppId is missing.*NODE_ENV=production/,
    ],
    [
      "a hosted site without an app id",
      { WEBSITE_SITE_NAME: "x" },
      /MicrosoftAppId is missing.*WEBSITE_SITE_NAME/,
    ],
    [
      "Graph without an app id",
      { HOMEWARD_GRAPH: "graph.json" },
      /MicrosoftAppId is missing.*HOMEWARD_GRAPH/,
    ],
    ["tenants without an app id", { HOMEWARD_TENANTS: TENANT }, /MicrosoftAppId is missing/],
    ["an identity of Azure's without an app id", { AZURE_CLIENT_ID: APP }, /MicrosoftAppId is missing/],
    ["a password alone", { MicrosoftAppPassword: SECRET }, /MicrosoftAppId is missing/],
    [
      "an app id alone",
      { MicrosoftAppId: APP },
      /MicrosoftAppTenantId is missing[\s\S]*MicrosoftAppType is missing[\s\S]*HOMEWARD_GRAPH is missing/,
    ],
    ["an app id that is none", { ...SINGLE, MicrosoftAppId: "homeward" }, /MicrosoftAppId is not an id/],
    ["no tenant", { ...SINGLE, MicrosoftAppTenantId: undefined }, /MicrosoftAppTenantId is missing/],
    ["no type", { ...SINGLE, MicrosoftAppType: undefined }, /MicrosoftAppType is missing/],
    ["a multi-tenant bot", { ...SINGLE, MicrosoftAppType: "MultiTenant" }, /can no longer be registered/],
    [
      "another type",
      { ...SINGLE, MicrosoftAppType: "singletenant" },
      /neither SingleTenant nor UserAssignedMSI/,
    ],
    ["no password", { ...SINGLE, MicrosoftAppPassword: undefined }, /MicrosoftAppPassword is missing/],
    [
      "a password beside a managed identity",
      { ...MANAGED, MicrosoftAppPassword: SECRET },
      /a managed identity has none/,
    ],
    ["no groups", { ...SINGLE, HOMEWARD_GRAPH: undefined }, /HOMEWARD_GRAPH is missing/],
    [
      "groups that cannot be read",
      { ...SINGLE, HOMEWARD_GRAPH: "nowhere.json" },
      /HOMEWARD_GRAPH names a file that cannot be read/,
    ],
    [
      "groups that are no JSON",
      { ...SINGLE, HOMEWARD_GRAPH: "broken.json" },
      /HOMEWARD_GRAPH names a file that is not JSON/,
    ],
    ["an empty list of groups", { ...SINGLE, HOMEWARD_GRAPH: "graph-none.json" }, /HOMEWARD_GRAPH, groups/],
    ["a group by name", { ...SINGLE, HOMEWARD_GRAPH: "graph-name.json" }, /HOMEWARD_GRAPH, groups\.0\.id/],
    [
      "a role that there is not",
      { ...SINGLE, HOMEWARD_GRAPH: "graph-role.json" },
      /HOMEWARD_GRAPH, groups\.0\.role/,
    ],
    [
      "tenants that are none",
      { ...SINGLE, HOMEWARD_TENANTS: "council.example" },
      /HOMEWARD_TENANTS is not a list/,
    ],
    [
      "a list of tenants with a hole",
      { ...SINGLE, HOMEWARD_TENANTS: `${TENANT},` },
      /HOMEWARD_TENANTS is not a list/,
    ],
    [
      "a file of people in a service",
      { ...SINGLE, HOMEWARD_PEOPLE: "people.json" },
      /HOMEWARD_PEOPLE is for this machine alone/,
    ],
    ["an open address without an app id", { HOST: "0.0.0.0" }, /HOST is not this machine's own address/],
    [
      "an address that only looks like loopback",
      { HOST: "127.0.0.1.example" },
      /HOST is not this machine's own/,
    ],
    ["a port that is none", { PORT: "http" }, /PORT is not a port/],
    ["a port too high", { PORT: "65536" }, /PORT is not a port/],
    ["a negative port", { PORT: "-1" }, /PORT is not a port/],
    [
      "another database",
      { DATABASE_URL: `mysql://${SECRET}@b/c` },
      /DATABASE_URL is not a PostgreSQL address/,
    ],
    [
      "an owner without a database",
      { DATABASE_MIGRATION_URL: "postgres://o@b/c" },
      /DATABASE_MIGRATION_URL is set without/,
    ],
    [
      "a policy that there is not",
      { HOMEWARD_POLICY: "nowhere.json" },
      /HOMEWARD_POLICY names a file that cannot be read/,
    ],
    [
      "a policy called like a part of every object",
      { HOMEWARD_POLICY: "constructor" },
      /HOMEWARD_POLICY names a file/,
    ],
    [
      "a policy with a misspelt key",
      { HOMEWARD_POLICY: "policy-typo.json" },
      /HOMEWARD_POLICY.*interviewWindowHour/,
    ],
    [
      "own words that the lexicon reads already",
      { HOMEWARD_LEXICON: "own-words-shadow.json" },
      /HOMEWARD_LEXICON, groups\.0\.phrase: is read by Homeward's own lexicon/,
    ],
    [
      "own words of nowhere",
      { HOMEWARD_LEXICON: "nowhere.json" },
      /HOMEWARD_LEXICON names a file that cannot/,
    ],
    ["a time zone that there is not", { HOMEWARD_POLICY: "policy-zone.json" }, /HOMEWARD_POLICY, timeZone/],
    [
      "a series break on no day",
      { HOMEWARD_POLICY: "policy-break.json" },
      /HOMEWARD_POLICY, seriesBreaks\.0\.day/,
    ],
    ["a Playground of another mind", { HOMEWARD_PLAYGROUND: "maybe" }, /HOMEWARD_PLAYGROUND is neither/],
  ] as [string, Env, RegExp][]) {
    it(`are refused with ${what}, and say what to do`, () => expect(problemsOf(env)).to.match(expected));
  }

  it("are refused with every problem at once", () => {
    const env = {
      ...SINGLE,
      MicrosoftAppType: "MultiTenant",
      HOMEWARD_PEOPLE: "p",
      PORT: "x",
      HOMEWARD_POLICY: "y",
    };
    expect(problemsOf(env).split("\n")).to.have.length(4);
  });
});
