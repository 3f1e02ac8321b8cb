import type { Role } from "../people/directory.ts";

/** A person with the directory's names turned into the store's ids. */
export interface Viewer {
  personId: string;
  role: Role;
  agencyId: number | null;
  teamId: number | null;
  workerId: number | null;
  homeId: number | null;
}

/** What the store knows of a child that may have to be shown, and what decides whether it may. */
export interface ChildFace {
  id: number;
  /** "MC-1042" */
  reference: string;
  /** the id in the council's files; as telling as a name */
  externalId: string | null;
  /** null: the council gave none; shown by reference everywhere */
  name: string | null;
  dateOfBirth: string;
  teamId: number | null;
  workerId: number | null;
  placementId: number | null;
  interviewAgencyIds: number[];
  interviewerIds: number[];
}

/** An episode as casework and cards need it. Instants are UTC. */
export interface EpisodeFace {
  id: number;
  /** "ME-20345" */
  reference: string;
  externalId: string | null;
  childId: number;
  category: string;
  startedAt: Date;
  endedAt: Date | null;
  startPrecision: "instant" | "date";
  endPrecision: "instant" | "date";
  risk: string | null;
  placementId: number | null;
  placement: string | null;
  version: number;
  voided: boolean;
}
