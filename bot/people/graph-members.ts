import type { Client } from "@microsoft/microsoft-graph-client";
import { z } from "zod";

/** More pages than this is no channel of ours. */
const MOST_PAGES = 40;

const pageSchema = z.object({
  value: z.array(
    z.object({
      userId: z.string().min(1),
      tenantId: z.string().min(1),
      roles: z.array(z.string()).nullish(),
    }),
  ),
  "@odata.nextLink": z.string().min(1).optional(),
});

export interface ChannelMember {
  userId: string;
  tenantId: string;
  guest: boolean;
}

/**
 * Everybody in a channel: direct and indirect members, guests, and people of other tenants.
 * @throws where a page cannot be had, or holds a member who is not a user with an id and a tenant
 */
export async function channelMembers(
  client: Client,
  teamId: string,
  channelId: string,
): Promise<ChannelMember[]> {
  const members: ChannelMember[] = [];
  let next: string | undefined =
    `/teams/${encodeURIComponent(teamId)}/channels/${encodeURIComponent(channelId)}/allMembers`;
  for (let pages = 0; next; pages++) {
    if (pages === MOST_PAGES) throw new Error("too many pages of members");
    const page: z.infer<typeof pageSchema> = pageSchema.parse(await client.api(next).get());
    for (const { userId, tenantId, roles } of page.value) {
      members.push({
        userId: userId.toLowerCase(),
        tenantId: tenantId.toLowerCase(),
        guest: (roles ?? []).some((role) => role.toLowerCase() === "guest"),
      });
    }
    next = page["@odata.nextLink"] && pathOf(page["@odata.nextLink"]);
  }
  return members;
}

/** The link's path and query: the host is the one that was asked, wherever the link would lead. */
function pathOf(link: string): string {
  const { pathname, search } = new URL(link);
  return pathname.replace(/^\/(v1\.0|beta)(?=\/)/, "") + search;
}
