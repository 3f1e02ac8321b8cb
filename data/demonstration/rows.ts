import type {
  Category,
  Flag,
  Gender,
  InterviewOutcome,
  LegalStatus,
  PlacementType,
  Risk,
} from "../vocabulary.ts";

/**
 * The rows of a plan. People and places stand by name, rows by the ids they would have in the
 * council's files; `load.ts` gives them the store's ids. A null end or date has not happened yet.
 */
export interface PlannedPlacement {
  name: string;
  type: Exclude<PlacementType, "unknown">;
  provider: string | null;
}

export interface PlannedOrganisation {
  agencies: string[];
  teams: string[];
  workers: { name: string; team: string | null }[];
  providers: string[];
  placements: PlannedPlacement[];
}

export interface PlannedChild {
  externalId: string;
  name: string;
  /** `yyyy-mm-dd` */
  dateOfBirth: string;
  gender: Gender;
  flags: Flag[];
  legalStatus: LegalStatus;
  lookedAfter: boolean;
  outOfArea: boolean;
  placement: string | null;
  team: string;
  worker: string;
  responsibleAuthority: string;
}

export interface PlannedEpisode {
  externalId: string;
  /** the child's externalId */
  child: string;
  category: Category;
  startedAt: Date;
  endedAt: Date | null;
  /** who reported */
  agency: string;
  /** the police's grade at the start; null: none was given */
  risk: Risk | null;
  placement: string | null;
  placementType: PlacementType | null;
  provider: string | null;
  lookedAfter: boolean;
  outOfArea: boolean;
  responsibleAuthority: string;
  legalStatus: LegalStatus;
  team: string;
  worker: string;
}

export interface PlannedInterview {
  externalId: string;
  /** externalIds of the episodes it serves */
  episodes: string[];
  offeredAt: Date;
  outcome: InterviewOutcome | null;
  outcomeAt: Date | null;
  completedAt: Date | null;
  agency: string;
  interviewer: string;
}

export interface PlannedMeeting {
  externalId: string;
  episodes: string[];
  /** when it was arranged: the store holds no such field, the plan shows it from here on */
  arrangedAt: Date;
  plannedFor: Date;
  heldAt: Date | null;
  chair: string;
}

export interface DemonstrationPlan {
  seed: number;
  /** nothing that happens later is in the plan, but for dates that are planned */
  until: Date;
  organisation: PlannedOrganisation;
  children: PlannedChild[];
  episodes: PlannedEpisode[];
  interviews: PlannedInterview[];
  meetings: PlannedMeeting[];
}
