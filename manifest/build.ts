/** What Teams is told of one command: see bot/language/commands.ts. */
export interface ManifestCommand {
  title: string;
  description: string;
  /** what is asked when the command is chosen */
  example: string;
}

export interface ManifestOptions {
  /** the Teams app's own id */
  appId: string;
  /** the bot's application id in Entra */
  botId: string;
  /** the public host name of the bot, without a scheme */
  domain: string;
  /** semantic version; raised with every change that users install */
  version: string;
  /** who runs it, and where its pages are; the host's own address where none are given */
  developer?: { name?: string; websiteUrl?: string; privacyUrl?: string; termsOfUseUrl?: string };
}

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const HOST = /^(?!-)[a-z0-9-]+(\.[a-z0-9-]+)+$/i;
const MOST_COMMANDS = 12;

/**
 * Permissions that the owner of a team gives for that team alone: who is in a channel decides what
 * may be shown there. Reading messages is not among them.
 */
const TEAM_PERMISSIONS = ["ChannelMember.Read.Group", "TeamMember.Read.Group", "ChannelSettings.Read.Group"];

/** Something that a manifest cannot be made of; the message says what to give instead. */
export class ManifestError extends Error {}

/**
 * The Teams app manifest (schema 1.30). Pure. Throws `ManifestError` where an id, the host or the
 * number of commands is not what Teams takes.
 */
export function buildManifest(commands: readonly ManifestCommand[], options: ManifestOptions) {
  const { appId, botId, domain, version, developer } = checked(commands, options);
  const home = `https://${domain}`;
  const listed = commands.map(({ title, description, example }) => ({
    title,
    description,
    type: "prompt",
    prompt: example,
  }));
  return {
    $schema: "https://developer.microsoft.com/en-us/json-schemas/teams/v1.30/MicrosoftTeams.schema.json",
    manifestVersion: "1.30",
    version,
    id: appId,
    localizationInfo: { defaultLanguageTag: "en-gb" },
    developer: {
      name: developer?.name ?? "Homeward",
      websiteUrl: developer?.websiteUrl ?? home,
      privacyUrl: developer?.privacyUrl ?? home,
      termsOfUseUrl: developer?.termsOfUseUrl ?? home,
    },
    name: { short: "Homeward", full: "Homeward: children missing from home and care" },
    description: {
      short: "Who is missing, what is due, and the figures, for those who look after them.",
      full: [
        "Homeward answers questions about children who go missing from home and care: who is missing now, which return interviews are due or overdue, how many episodes there were and how that compares.",
        "Every answer says how the question was read, as at when, and what its figure means, so that it can be quoted in a report.",
        "Children are named only to people who work with them, and only in a private chat. In a channel a child is a reference, and only where everybody in the channel may see it.",
        "Returns are logged by the press of a button and recorded with who did it and when.",
      ].join("\n\n"),
    },
    icons: { color: "color.png", outline: "outline.png" },
    accentColor: "#1D3557",
    defaultInstallScope: "personal",
    defaultGroupCapability: { team: "bot" },
    bots: [
      {
        botId,
        scopes: ["personal", "team"],
        isNotificationOnly: false,
        supportsCalling: false,
        supportsVideo: false,
        supportsFiles: true,
        commandLists: ["personal", "team"].map((scope) => ({ scopes: [scope], commands: listed })),
      },
    ],
    validDomains: [domain],
    webApplicationInfo: { id: botId, resource: `api://${domain}/${botId}` },
    authorization: {
      permissions: { resourceSpecific: TEAM_PERMISSIONS.map((name) => ({ name, type: "Application" })) },
    },
  };
}

export type Manifest = ReturnType<typeof buildManifest>;

function checked(commands: readonly ManifestCommand[], options: ManifestOptions): ManifestOptions {
  if (!GUID.test(options.appId)) throw new ManifestError(`The app id "${options.appId}" is not a GUID.`);
  if (!GUID.test(options.botId)) throw new ManifestError(`The bot id "${options.botId}" is not a GUID.`);
  if (!HOST.test(options.domain)) {
    throw new ManifestError(`"${options.domain}" is not a host name; give it as in bot.example.gov.uk.`);
  }
  if (!/^\d+\.\d+\.\d+$/.test(options.version)) {
    throw new ManifestError(`The version "${options.version}" is not of the form 1.2.3.`);
  }
  if (commands.length > MOST_COMMANDS) {
    throw new ManifestError(
      `Teams lists ${MOST_COMMANDS} commands at most, and ${commands.length} are marked.`,
    );
  }
  return options;
}
