import type { Viewer } from "../disclosure/viewer.ts";
import type { Names } from "../language/understanding.ts";
import type { Person } from "./directory.ts";

/**
 * A person with the directory's names turned into the store's ids, as the permission table needs
 * them. A name that the store does not hold, or holds twice, gives null: no child is reached by it.
 */
export function viewerOf(
  person: Person,
  names: Pick<Names, "agencies" | "teams" | "workers" | "placements">,
): Viewer {
  return {
    role: person.role,
    agencyId: idOf(names.agencies, person.agency),
    teamId: idOf(names.teams, person.team),
    workerId: idOf(names.workers, person.worker),
    homeId: idOf(names.placements, person.home),
  };
}

function idOf(rows: readonly { id: number; name: string }[], name: string | null): number | null {
  if (name === null) return null;
  const found = rows.filter((row) => row.name === name);
  return found.length === 1 ? found[0]!.id : null;
}
