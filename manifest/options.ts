import { parseArgs } from "node:util";
import { ManifestError, type ManifestOptions } from "./build.ts";

/** Where the package goes, beside what its manifest is made of. */
export interface PackageOptions extends ManifestOptions {
  out: string;
}

const FLAGS = {
  "app-id": { type: "string" },
  "bot-id": { type: "string" },
  domain: { type: "string" },
  version: { type: "string" },
  developer: { type: "string" },
  website: { type: "string" },
  privacy: { type: "string" },
  terms: { type: "string" },
  out: { type: "string" },
} as const;

/**
 * What `npm run package` was asked for, from flags or else from the environment. The Teams app's own
 * id is the bot's where none is given. Throws `ManifestError` with the next step where a part is
 * missing or unknown.
 */
export function packageOptions(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
  packageVersion: string,
): PackageOptions {
  const flags = parse(args);
  const set = (name: string) => env[name]?.trim() || undefined;
  const botId = flags["bot-id"] ?? set("MicrosoftAppId");
  if (!botId) {
    throw new ManifestError(
      "Which bot is it? Set MicrosoftAppId to its application id in Entra, or pass --bot-id.",
    );
  }
  const domain = flags.domain ?? set("HOMEWARD_DOMAIN");
  if (!domain) {
    throw new ManifestError(
      "Where does the bot answer? Set HOMEWARD_DOMAIN to its host name, or pass --domain.",
    );
  }
  return {
    appId: flags["app-id"] ?? set("HOMEWARD_TEAMS_APP_ID") ?? botId,
    botId,
    domain,
    version: flags.version ?? packageVersion,
    developer: {
      name: flags.developer ?? set("HOMEWARD_DEVELOPER"),
      websiteUrl: flags.website ?? set("HOMEWARD_WEBSITE"),
      privacyUrl: flags.privacy ?? set("HOMEWARD_PRIVACY"),
      termsOfUseUrl: flags.terms ?? set("HOMEWARD_TERMS"),
    },
    out: flags.out ?? "homeward-teams-app.zip",
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: FLAGS, strict: true }).values;
  } catch (error) {
    const known = Object.keys(FLAGS).map((flag) => `--${flag}`);
    throw new ManifestError(`${(error as Error).message} Known: ${known.join(", ")}.`);
  }
}
