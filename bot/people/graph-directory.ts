import type { ConversationRef } from "../turn.ts";
import type { Audience, Directory, Person } from "./directory.ts";
import { Expiring } from "./expiring.ts";
import { channelMembers } from "./graph-members.ts";
import { type FoundPerson, findPerson, type GraphPeople } from "./graph-person.ts";

const PERSON_MS = 5 * 60_000;
const AUDIENCE_MS = 60_000;
/** Nobody, outside, and whatever could not be found out. */
const DENIED_MS = 30_000;
/** Look-ups of members at a time. */
const AT_ONCE = 8;

export interface GraphDirectoryOptions extends GraphPeople {
  /** the council's own tenant, in which people and groups are looked up */
  tenantId: string;
  clock: () => Date;
  /** ids and the kind of failure, for the log; never names */
  onFailure?: (failure: { what: "person" | "audience"; id: string; error: unknown }) => void;
}

/**
 * People and rooms from Entra and Teams by Microsoft Graph. A failure, a time-out and a page that
 * was not read are denial: null, or `outside`; nothing here throws.
 *
 * A channel is operational where every member is known and agreed: people of the council's tenant
 * and guests, where a group of an agency of the agreement holds them, or (not guests) the council's
 * tenant is on the agreement; people of another tenant, in a shared channel, where that tenant is.
 * Group chats are outside: their members cannot be read with the permissions that Homeward asks for.
 */
export function graphDirectory(options: GraphDirectoryOptions): Directory {
  const { client, policy, clock, onFailure } = options;
  const home = options.tenantId.toLowerCase();
  const agreedTenants = new Set(
    policy.agencies.flatMap(({ tenantIds }) => tenantIds.map((id) => id.toLowerCase())),
  );
  const people = new Expiring<FoundPerson | null>(clock, (found) => (found ? PERSON_MS : DENIED_MS));
  const rooms = new Expiring<Audience>(clock, (room) => (room === "operational" ? AUDIENCE_MS : DENIED_MS));

  const find = (id: string, fresh = false): Promise<FoundPerson | null> =>
    people.get(id.toLowerCase(), () => denied("person", id, null, () => findPerson(options, id)), { fresh });

  async function denied<T>(
    what: "person" | "audience",
    id: string,
    denial: T,
    look: () => Promise<T>,
  ): Promise<T> {
    try {
      return await look();
    } catch (error) {
      onFailure?.({ what, id, error });
      return denial;
    }
  }

  async function audienceOf(teamId: string, channelId: string): Promise<Audience> {
    const members = await channelMembers(client, teamId, channelId);
    if (members.length === 0) return "outside";
    const unknown = [];
    for (const member of members) {
      if (member.tenantId === home || member.guest) unknown.push(member);
      else if (!agreedTenants.has(member.tenantId)) return "outside";
    }
    for (let i = 0; i < unknown.length; i += AT_ONCE) {
      const agreed = await Promise.all(
        unknown.slice(i, i + AT_ONCE).map(async ({ userId, guest }) => {
          const found = await find(userId);
          return found !== null && (found.agreed || (!guest && agreedTenants.has(home)));
        }),
      );
      if (agreed.includes(false)) return "outside";
    }
    return "operational";
  }

  return {
    async person(aadObjectId, _tenantId, { fresh = false } = {}): Promise<Person | null> {
      if (!aadObjectId) return null;
      return (await find(aadObjectId, fresh))?.person ?? null;
    },
    async audience(conversation: ConversationRef, asker: Person | null): Promise<Audience> {
      if (conversation.scope === "personal") return asker ? "personal" : "outside";
      const { id, teamAadGroupId } = conversation;
      if (conversation.scope !== "channel" || !teamAadGroupId) return "outside";
      return rooms.get(id, () =>
        denied<Audience>("audience", id, "outside", () => audienceOf(teamAadGroupId, id)),
      );
    },
    forget: (conversationId) => rooms.forget(conversationId),
  };
}
