import type { Client } from "@microsoft/microsoft-graph-client";
import { z } from "zod";
import type { Policy } from "../../data/policy.ts";
import type { Person, Role } from "./directory.ts";
import type { GraphGroup } from "./graph-config.ts";

/** Graph takes no more group ids in one call. */
const MOST_GROUPS = 20;
/** What people of another organisation, guests in Entra's sense, may be. */
const PARTNER_ROLES: readonly Role[] = ["police", "return_interviewer", "residential"];

const userSchema = z.object({
  id: z.string().min(1),
  displayName: z.string().nullish(),
  userType: z.string().nullish(),
  accountEnabled: z.boolean().nullish(),
});
const groupsSchema = z.object({ value: z.array(z.string()) });

export interface GraphPeople {
  client: Client;
  policy: Pick<Policy, "agencies">;
  groups: readonly GraphGroup[];
}

/** A person, and whether they belong to an agency of the information-sharing agreement by a group. */
export interface FoundPerson {
  person: Person;
  agreed: boolean;
}

/**
 * Looks a person up in the council's own tenant. Null: not there, or a guest of no agreed agency.
 * Membership is transitive; groups that the app may not see are left out by Graph, which denies.
 * @throws where Graph does not answer in full
 */
export async function findPerson(people: GraphPeople, aadObjectId: string): Promise<FoundPerson | null> {
  const [user, memberOf] = await Promise.all([
    findUser(people.client, aadObjectId),
    groupsOf(people, aadObjectId),
  ]);
  if (!user || !memberOf || user.accountEnabled === false) return null;
  if (user.id.toLowerCase() !== aadObjectId.toLowerCase()) return null;
  const member = user.userType === "Member";
  const agency = people.policy.agencies.find(({ groupIds }) =>
    groupIds.some((id) => memberOf.has(id.toLowerCase())),
  );
  if (!member && !agency) return null;
  const own = people.groups.filter(({ id }) => memberOf.has(id.toLowerCase()));
  const first = <K extends "agency" | "team" | "home">(key: K) =>
    own.find((group) => group[key])?.[key] ?? null;
  const role =
    own.find((group) => group.role && (member || PARTNER_ROLES.includes(group.role)))?.role ?? "none";
  const name = user.displayName?.trim() || "somebody";
  return {
    person: {
      id: aadObjectId,
      aadObjectId,
      name,
      role,
      agency: first("agency") ?? agency?.name ?? null,
      // a guest's display name is given elsewhere, and would make them whoever bears that name
      worker: member ? name : null,
      team: first("team"),
      home: first("home"),
    },
    agreed: agency !== undefined,
  };
}

async function findUser(client: Client, id: string): Promise<z.infer<typeof userSchema> | null> {
  const found = await orNull(
    client
      .api(`/users/${encodeURIComponent(id)}`)
      .select(["id", "displayName", "userType", "accountEnabled"])
      .get(),
  );
  return found === null ? null : userSchema.parse(found);
}

async function groupsOf({ client, groups, policy }: GraphPeople, id: string): Promise<Set<string> | null> {
  const ids = [
    ...new Set(
      [...groups.map((group) => group.id), ...policy.agencies.flatMap(({ groupIds }) => groupIds)].map(
        (group) => group.toLowerCase(),
      ),
    ),
  ];
  const chunks = Array.from({ length: Math.ceil(ids.length / MOST_GROUPS) }, (_, i) =>
    ids.slice(i * MOST_GROUPS, (i + 1) * MOST_GROUPS),
  );
  const answers = await Promise.all(
    chunks.map((groupIds) =>
      orNull(client.api(`/users/${encodeURIComponent(id)}/checkMemberGroups`).post({ groupIds })),
    ),
  );
  if (answers.includes(null)) return null;
  const asked = new Set(ids);
  const memberOf = answers.flatMap((answer) =>
    groupsSchema.parse(answer).value.map((group) => group.toLowerCase()),
  );
  return new Set(memberOf.filter((group) => asked.has(group)));
}

/** Nobody of that id is an answer; everything else that goes wrong is not. */
async function orNull(request: Promise<unknown>): Promise<unknown> {
  try {
    return (await request) ?? {};
  } catch (error) {
    if ((error as { statusCode?: number }).statusCode === 404) return null;
    throw error;
  }
}
