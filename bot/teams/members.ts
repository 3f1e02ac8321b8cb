import { TeamsInfo, type TurnContext } from "botbuilder";
import { z } from "zod";
import type { Member } from "../messenger.ts";

/** The most that Teams gives at a time, and more pages than any conversation of ours has. */
const PAGE = 500;
const MOST_PAGES = 40;

/** Teams calls the Entra id by either name. */
const memberSchema = z.object({
  id: z.string().min(1),
  aadObjectId: z.string().min(1).nullish(),
  objectId: z.string().min(1).nullish(),
});

/**
 * Everybody in the conversation whom Entra knows, by the ids that only the connector tells.
 * @throws where a page cannot be had
 */
export async function conversationMembers(context: TurnContext): Promise<Member[]> {
  const found: Member[] = [];
  let next: string | undefined;
  for (let pages = 0; pages === 0 || next; pages++) {
    if (pages === MOST_PAGES) throw new Error("too many pages of members");
    const page = await TeamsInfo.getPagedMembers(context, PAGE, next);
    for (const raw of page.members) {
      const { data } = memberSchema.safeParse(raw);
      const aadObjectId = data?.aadObjectId ?? data?.objectId;
      if (data && aadObjectId) found.push({ teamsId: data.id, aadObjectId });
    }
    next = page.continuationToken || undefined;
  }
  return found;
}
