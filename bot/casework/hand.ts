import type { Presence } from "../presence.ts";

/** The name of who acted, where the directory still knows them; `by` is null for an import. */
export async function nameOf({ house, conversation }: Presence, by: string | null): Promise<string | null> {
  const person = by === null ? null : await house.directory.person(by, conversation.tenantId);
  return person?.name ?? null;
}

/** Who made a change, and when it was written down. */
export async function handOf(
  presence: Presence,
  { by, recordedAt }: { by: string | null; recordedAt: Date },
): Promise<{ name: string | null; at: Date }> {
  return { name: await nameOf(presence, by), at: recordedAt };
}
