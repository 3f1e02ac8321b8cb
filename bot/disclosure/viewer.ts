import type { Role } from "../people/directory.ts";

export type { ChildFace, EpisodeFace } from "../../data/faces.ts";
export type { ConflictFace } from "../../data/files/conflict-faces.ts";

/** A person with the directory's names turned into the store's ids. */
export interface Viewer {
  role: Role;
  agencyId: number | null;
  teamId: number | null;
  workerId: number | null;
  homeId: number | null;
}
