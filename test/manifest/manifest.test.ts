import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { ValidateFunction } from "ajv";
import { expect } from "chai";
import { COMMANDS, LISTED_COMMANDS } from "../../bot/language/commands.ts";
import { buildManifest, ManifestError, type ManifestOptions } from "../../manifest/build.ts";
import { packageOptions } from "../../manifest/options.ts";

const Ajv = createRequire(import.meta.url)("ajv-draft-04").default;

const options: ManifestOptions = {
  appId: "11111111-1111-4111-8111-111111111111",
  botId: "22222222-2222-4222-8222-222222222222",
  domain: "bot.example.gov.uk",
  version: "1.2.3",
};
const manifest = () => buildManifest(LISTED_COMMANDS, options);

describe("The Teams app manifest", () => {
  let valid: ValidateFunction;

  before(async () => {
    const file = new URL("../fixtures/schemas/MicrosoftTeams.v1.30.schema.json", import.meta.url);
    valid = new Ajv({ strict: false, allErrors: true, validateFormats: false }).compile(
      JSON.parse(await readFile(file, "utf8")),
    );
  });

  it("is valid against the schema of its version", () => {
    expect(valid(manifest()), JSON.stringify(valid.errors)).to.equal(true);
  });

  it("would not be, with a misspelt property or a title that is too long", () => {
    expect(valid({ ...manifest(), validDomain: [] })).to.equal(false);
    const long = buildManifest([{ title: "x".repeat(129), description: "", example: "" }], options);
    expect(valid(long)).to.equal(false);
  });

  it("offers the listed commands of the command table, in a private chat and in teams", () => {
    const [bot] = manifest().bots;
    expect(bot?.commandLists.map(({ scopes }) => scopes)).to.deep.equal([["personal"], ["team"]]);
    for (const { commands } of bot?.commandLists ?? []) {
      expect(
        commands.map(({ title, description, prompt }) => ({ title, description, example: prompt })),
      ).to.deep.equal(
        LISTED_COMMANDS.map(({ title, description, example }) => ({ title, description, example })),
      );
    }
    expect(COMMANDS).to.include.members([...LISTED_COMMANDS]);
    expect(LISTED_COMMANDS).to.have.length.within(1, 12);
  });

  it("asks a team for who is in its channels, and for no messages", () => {
    expect(manifest().authorization.permissions.resourceSpecific).to.deep.equal([
      { name: "ChannelMember.Read.Group", type: "Application" },
      { name: "TeamMember.Read.Group", type: "Application" },
      { name: "ChannelSettings.Read.Group", type: "Application" },
    ]);
    expect(manifest().webApplicationInfo.id).to.equal(options.botId);
    expect(manifest().bots[0]?.scopes).to.deep.equal(["personal", "team"]);
  });

  it("refuses ids, hosts, versions and command lists that Teams would refuse", () => {
    const one = { title: "a", description: "b", example: "c" };
    const wrong: [Partial<ManifestOptions>, number, RegExp][] = [
      [{ appId: "homeward" }, 1, /app id "homeward" is not a GUID/],
      [{ botId: "" }, 1, /bot id "" is not a GUID/],
      [{ domain: "https://bot.example.gov.uk" }, 1, /not a host name/],
      [{ version: "1.0" }, 1, /not of the form 1\.2\.3/],
      [{}, 13, /12 commands at most, and 13 are marked/],
    ];
    for (const [part, count, message] of wrong) {
      const build = () => buildManifest(Array(count).fill(one), { ...options, ...part });
      expect(build).to.throw(ManifestError, message);
    }
  });
});

describe("What npm run package is asked for", () => {
  const env = { MicrosoftAppId: options.botId, HOMEWARD_DOMAIN: "bot.example.gov.uk" };

  it("comes from the environment, and the app's id is the bot's where none is given", () => {
    const read = packageOptions([], env, "0.1.0");
    expect(read).to.include({
      appId: options.botId,
      botId: options.botId,
      version: "0.1.0",
      out: "homeward-teams-app.zip",
    });
    expect(packageOptions([], { ...env, HOMEWARD_TEAMS_APP_ID: options.appId }, "0.1.0").appId).to.equal(
      options.appId,
    );
  });

  it("comes from flags first", () => {
    const read = packageOptions(
      ["--domain", "a.example.org", "--version", "2.0.0", "--privacy", "https://a.org/p"],
      env,
      "0.1.0",
    );
    expect(read).to.include({ domain: "a.example.org", version: "2.0.0" });
    expect(buildManifest([], read).developer).to.deep.equal({
      name: "Homeward",
      websiteUrl: "https://a.example.org",
      privacyUrl: "https://a.org/p",
      termsOfUseUrl: "https://a.example.org",
    });
  });

  it("is refused with the next step where it is missing or not known", () => {
    expect(() => packageOptions([], {}, "0.1.0")).to.throw(
      ManifestError,
      /Set MicrosoftAppId .* or pass --bot-id/,
    );
    expect(() => packageOptions([], { MicrosoftAppId: " " }, "0.1.0")).to.throw(
      ManifestError,
      /MicrosoftAppId/,
    );
    expect(() => packageOptions([], { MicrosoftAppId: options.botId }, "0.1.0")).to.throw(
      ManifestError,
      /Set HOMEWARD_DOMAIN .* or pass --domain/,
    );
    expect(() => packageOptions(["--doman", "x"], env, "0.1.0")).to.throw(
      ManifestError,
      /--doman.*Known: --app-id/,
    );
  });
});
