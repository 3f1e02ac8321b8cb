import { nearness } from "../disclosure/permissions.ts";
import type { ChildFace } from "../disclosure/viewer.ts";
import type { House } from "../house.ts";
import type { Member } from "../messenger.ts";
import { viewerOf } from "../people/viewer.ts";

/** Look-ups of members at a time. */
const AT_ONCE = 8;

/**
 * The Teams ids of those who may read a child's name, the nearest first, so that where not all of them find
 * room it is the child's own worker and team who do; among equals in the order of their ids, lest an edit
 * changed who it is. They are asked for only: who may is looked up again when they look.
 */
export async function viewersAmong(
  house: House,
  { members, tenantId }: { members: readonly Member[]; tenantId: string },
  child: ChildFace,
): Promise<string[]> {
  const { organisation } = await house.names.current();
  const near = new Map<string, number>();
  for (let i = 0; i < members.length; i += AT_ONCE) {
    await Promise.all(
      members.slice(i, i + AT_ONCE).map(async ({ teamsId, aadObjectId }) => {
        const person = await house.directory.person(aadObjectId, tenantId);
        const nearest = nearness(person && viewerOf(person, organisation), child);
        if (nearest !== null) near.set(teamsId, nearest);
      }),
    );
  }
  return [...near.keys()].sort((a, b) => near.get(a)! - near.get(b)! || (a < b ? -1 : 1));
}
