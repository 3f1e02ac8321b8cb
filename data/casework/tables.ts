/**
 * The tables that casework writes, as data: the set-based statements (rows.ts) and the change rows
 * follow from these. A column whose value is kept elsewhere (links, grades) is a `virtual` field: it
 * is in the change rows under its name and is written by the table's own file.
 */
export type ColumnType = "int" | "text" | "boolean" | "timestamptz" | "date" | "text[]";

export interface Table {
  readonly name: string;
  /** field of the row and of the change rows → column and its type */
  readonly columns: Readonly<Record<string, readonly [column: string, type: ColumnType]>>;
  /** has a `version` column that every write raises */
  readonly versioned: boolean;
  /** an id for each row of the council's files: source and externalId */
  readonly identified: boolean;
  /** a change to one of these moves the names revision */
  readonly names: readonly string[];
}

export const AGENCY: Table = organisation("agency");
export const TEAM: Table = organisation("team");
export const PROVIDER: Table = organisation("provider");
export const WORKER: Table = { ...organisation("worker"), columns: named({ teamId: ["team_id", "int"] }) };
export const PLACEMENT: Table = {
  ...organisation("placement"),
  columns: named({ type: ["type", "text"], providerId: ["provider_id", "int"] }),
  versioned: true,
  names: ["name", "type", "providerId"],
};

export const CHILD: Table = {
  name: "child",
  columns: {
    source: ["source", "text"],
    externalId: ["external_id", "text"],
    name: ["name", "text"],
    dateOfBirth: ["date_of_birth", "date"],
    gender: ["gender", "text"],
    legalStatus: ["legal_status", "text"],
    lookedAfter: ["looked_after", "boolean"],
    outOfArea: ["out_of_area", "boolean"],
    flags: ["flags", "text[]"],
    placementId: ["placement_id", "int"],
    teamId: ["team_id", "int"],
    workerId: ["worker_id", "int"],
    responsibleAuthority: ["responsible_authority", "text"],
    voidedAt: ["voided_at", "timestamptz"],
  },
  versioned: true,
  identified: true,
  names: ["name", "externalId", "voidedAt"],
};

export const EPISODE: Table = {
  name: "episode",
  columns: {
    childId: ["child_id", "int"],
    source: ["source", "text"],
    externalId: ["external_id", "text"],
    category: ["category", "text"],
    startedAt: ["started_at", "timestamptz"],
    startPrecision: ["start_precision", "text"],
    endedAt: ["ended_at", "timestamptz"],
    endPrecision: ["end_precision", "text"],
    agencyId: ["agency_id", "int"],
    placementId: ["placement_id", "int"],
    placementType: ["placement_type", "text"],
    providerId: ["provider_id", "int"],
    lookedAfter: ["looked_after", "boolean"],
    outOfArea: ["out_of_area", "boolean"],
    responsibleAuthority: ["responsible_authority", "text"],
    legalStatus: ["legal_status", "text"],
    teamId: ["team_id", "int"],
    workerId: ["worker_id", "int"],
    ageAtStart: ["age_at_start", "int"],
    assumed: ["assumed", "text[]"],
    recordedAt: ["recorded_at", "timestamptz"],
    recordedBy: ["recorded_by", "text"],
    voidedAt: ["voided_at", "timestamptz"],
  },
  versioned: true,
  identified: true,
  names: [],
};

export const INTERVIEW: Table = {
  name: "interview",
  columns: {
    source: ["source", "text"],
    externalId: ["external_id", "text"],
    offeredAt: ["offered_at", "timestamptz"],
    outcome: ["outcome", "text"],
    outcomeAt: ["outcome_at", "timestamptz"],
    completedAt: ["completed_at", "timestamptz"],
    agencyId: ["agency_id", "int"],
    interviewerId: ["interviewer_id", "int"],
    voidedAt: ["voided_at", "timestamptz"],
  },
  versioned: true,
  identified: true,
  names: [],
};

export const STRATEGY_MEETING: Table = {
  name: "strategy_meeting",
  columns: {
    source: ["source", "text"],
    externalId: ["external_id", "text"],
    plannedFor: ["planned_for", "timestamptz"],
    heldAt: ["held_at", "timestamptz"],
    chair: ["chair", "text"],
    voidedAt: ["voided_at", "timestamptz"],
  },
  versioned: true,
  identified: true,
  names: [],
};

function organisation(name: string): Table {
  return { name, columns: named({}), versioned: false, identified: false, names: ["name"] };
}

function named(columns: Table["columns"]): Table["columns"] {
  return { name: ["name", "text"], ...columns };
}
