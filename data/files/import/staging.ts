import type { ColumnType } from "../../casework/tables.ts";
import type { Db } from "../../store/store.ts";
import type { ExchangeKind } from "../kinds.ts";

/** A field of a file's rows (kinds.ts) → its column in `import_staged` and that column's type. */
type StagedColumns = Readonly<Record<string, readonly [column: string, type: ColumnType]>>;

const PLACED: StagedColumns = {
  placement: ["placement", "text"],
  team: ["team", "text"],
  worker: ["worker", "text"],
  lookedAfter: ["looked_after", "boolean"],
  outOfArea: ["out_of_area", "boolean"],
  legalStatus: ["legal_status", "text"],
  responsibleAuthority: ["responsible_authority", "text"],
};

export const STAGED: Readonly<Record<ExchangeKind, StagedColumns>> = {
  placements: {
    placement: ["external_id", "text"],
    placementType: ["placement_type", "text"],
    provider: ["provider", "text"],
  },
  children: {
    childId: ["external_id", "text"],
    name: ["name", "text"],
    dateOfBirth: ["date_of_birth", "date"],
    gender: ["gender", "text"],
    flags: ["flags", "text[]"],
    ...PLACED,
  },
  episodes: {
    episodeId: ["external_id", "text"],
    childId: ["child", "text"],
    category: ["category", "text"],
    startedAt: ["started_at", "timestamptz"],
    startPrecision: ["start_precision", "text"],
    endedAt: ["ended_at", "timestamptz"],
    endPrecision: ["end_precision", "text"],
    agency: ["agency", "text"],
    risk: ["risk", "text"],
    placementType: ["placement_type", "text"],
    provider: ["provider", "text"],
    ...PLACED,
  },
  interviews: {
    interviewId: ["external_id", "text"],
    episodeIds: ["episodes", "text[]"],
    offeredAt: ["offered_at", "timestamptz"],
    outcome: ["outcome", "text"],
    outcomeAt: ["outcome_at", "timestamptz"],
    completedAt: ["completed_at", "timestamptz"],
    agency: ["agency", "text"],
    interviewer: ["interviewer", "text"],
  },
  strategy_meetings: {
    meetingId: ["external_id", "text"],
    episodeIds: ["episodes", "text[]"],
    plannedFor: ["planned_for", "timestamptz"],
    heldAt: ["held_at", "timestamptz"],
    chair: ["chair", "text"],
  },
};

/** The field that holds a row's own id. */
export const ID_FIELD: Readonly<Record<ExchangeKind, string>> = {
  placements: "placement",
  children: "childId",
  episodes: "episodeId",
  interviews: "interviewId",
  strategy_meetings: "meetingId",
};

/** A staged row: the file's row, its line, and when it was taken from the council's system, where it says. */
export interface StagedRow {
  line: number;
  row: object & { extractedAt?: string | null };
}

/** Throws away whatever a file before, or an import that was cut short, has left. */
export async function emptyStaging(db: Db): Promise<void> {
  await db.$executeRawUnsafe("TRUNCATE import_staged, import_judged");
}

/**
 * Puts rows in the staging table. They go over as one JSON text: on both databases that is one path, and
 * quicker than an array a column, whose texts the driver escapes one by one.
 */
export async function stage(db: Db, kind: ExchangeKind, rows: readonly StagedRow[]): Promise<void> {
  if (rows.length === 0) return;
  const columns = Object.entries(STAGED[kind]);
  await db.$executeRawUnsafe(
    `INSERT INTO import_staged (line, made_at, ${columns.map(([, [column]]) => column).join(", ")})
     SELECT line, "extractedAt", ${columns.map(([field]) => `"${field}"`).join(", ")}
     FROM json_to_recordset($1::json)
       AS t(line int, "extractedAt" timestamptz, ${columns.map(([field, [, type]]) => `"${field}" ${type}`).join(", ")})`,
    JSON.stringify(rows.map(({ line, row }) => ({ line, ...withSortedLists(row) }))),
  );
}

/** The staged rows of some lines, again as the file's rows. */
export async function stagedRows(
  db: Db,
  kind: ExchangeKind,
  lines: readonly number[],
): Promise<Map<number, Record<string, unknown>>> {
  const found = await db.$queryRawUnsafe<{ line: number; row: Record<string, unknown> }[]>(
    `SELECT line, jsonb_build_object('extractedAt', ${ISO("made_at")},
       ${Object.entries(STAGED[kind])
         .map(([field, [column, type]]) => `'${field}', ${type === "timestamptz" ? ISO(column) : column}`)
         .join(", ")}) AS row
     FROM import_staged WHERE line = ANY($1::int[])`,
    lines,
  );
  return new Map(found.map(({ line, row }) => [line, row]));
}

/** Puts other contents in the place of staged rows. */
export async function restage(db: Db, kind: ExchangeKind, rows: readonly StagedRow[]): Promise<void> {
  await db.$executeRawUnsafe(
    "DELETE FROM import_staged WHERE line = ANY($1::int[])",
    rows.map(({ line }) => line),
  );
  await stage(db, kind, rows);
}

/** An instant as the files' rows write it. */
export const ISO = (column: string) =>
  `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** A list of a row, flags or episodes: in whatever order a file gives it, it says the same. */
export function sorted(list: readonly string[]): string[] {
  return [...list].sort();
}

function withSortedLists(row: StagedRow["row"]) {
  return Object.fromEntries(
    Object.entries(row).map(([field, value]) => [field, Array.isArray(value) ? sorted(value) : value]),
  );
}
