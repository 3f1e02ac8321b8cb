import type { Presence } from "../presence.ts";

export interface Staff {
  name: string | null;
  agency: string | null;
}

/** The members of staff behind these ids, each looked up once; nobody's name where the directory knows none. */
export async function staffOf(
  { house, conversation }: Presence,
  personIds: readonly (string | null)[],
): Promise<(personId: string) => Staff> {
  const ids = [...new Set(personIds.filter((id) => id !== null))];
  const people = await Promise.all(ids.map((id) => house.directory.person(id, conversation.tenantId)));
  const known = new Map(ids.map((id, i) => [id, people[i]]));
  return (id) => ({ name: known.get(id)?.name ?? null, agency: known.get(id)?.agency ?? null });
}
