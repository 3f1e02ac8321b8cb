/** Whoever speaks, and where. What is left out is the personal chat of one member of staff. */
export interface Speaker {
  aadObjectId?: string | null;
  mri?: string;
  name?: string;
  tenantId?: string;
  scope?: "personal" | "groupChat" | "channel";
  conversationId?: string;
  channelId?: string;
  teamId?: string;
}

/** The parts of an activity that a test is about. */
export type Said = { type: string } & Record<string, unknown>;

export const TENANT = "11111111-1111-4111-8111-111111111111";
export const BOT = { id: "28:homeward", name: "Homeward" };
export const CHANNEL = "19:operations@thread.tacv2";
const SOMEBODY = "aaaaaaaa-0000-4000-8000-000000000001";

/** Makes activities of the shape that Teams sends, each with an id of its own. */
export class Sender {
  private serial = 0;
  private readonly serviceUrl: string;

  constructor(serviceUrl: string) {
    this.serviceUrl = serviceUrl;
  }

  activity(said: Said, as: Speaker = {}): Record<string, unknown> {
    const { aadObjectId = SOMEBODY, tenantId = TENANT, scope = "personal" } = as;
    const { mri = `29:${aadObjectId ?? "nobody"}`, name = "Alex Example", channelId = "msteams" } = as;
    const serial = ++this.serial;
    return {
      id: `f:${serial}-${said.type}`,
      timestamp: "2019-07-30T13:00:00.000Z",
      channelId,
      serviceUrl: this.serviceUrl,
      from: { id: mri, name, ...(aadObjectId ? { aadObjectId } : {}) },
      recipient: BOT,
      conversation: {
        id:
          as.conversationId ??
          {
            personal: `a:${mri}`,
            groupChat: "19:group@thread.v2",
            channel: `${CHANNEL};messageid=1564491600000`,
          }[scope],
        conversationType: scope,
        tenantId,
        ...(scope === "personal" ? {} : { isGroup: true }),
      },
      channelData: {
        tenant: { id: tenantId },
        ...(scope === "channel"
          ? {
              team: { id: as.teamId ?? "19:team@thread.tacv2" },
              channel: { id: CHANNEL },
              teamsChannelId: CHANNEL,
            }
          : {}),
      },
      entities: [{ type: "clientInfo", locale: "en-GB", country: "GB", platform: "Web" }],
      ...said,
    };
  }
}
