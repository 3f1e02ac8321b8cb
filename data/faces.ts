import {
  type InterviewProgress,
  type MeetingProgress,
  PROGRESS_COLUMN,
  PROGRESS_JOINS,
  type ProgressJson,
  progressOf,
} from "./episode-progress.ts";
import type { Db } from "./store/store.ts";

/** What the store knows of a child that may have to be shown, and what decides whether it may. */
export interface ChildFace {
  id: number;
  /** "MC-1042" */
  reference: string;
  /** the id in the council's files; as telling as a name */
  externalId: string | null;
  /** null: the council gave none; shown by reference everywhere */
  name: string | null;
  /** `yyyy-mm-dd` */
  dateOfBirth: string;
  teamId: number | null;
  workerId: number | null;
  placementId: number | null;
  /** of the child's interviews that are not voided */
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
  /** the highest grade held; null: none */
  risk: string | null;
  /** the last grade given; null: none */
  grade: string | null;
  placementId: number | null;
  placement: string | null;
  /** who reported it */
  reportingAgencyId: number | null;
  version: number;
  voided: boolean;
  interview: InterviewProgress;
  meeting: MeetingProgress;
}

/**
 * Children by id, in the order of the ids given; one that is not stored or is voided is left out.
 * `parties`: false leaves out who interviews them, which takes longer than the rest, for a viewer whose
 * role does not go by it.
 */
export async function childFaces(
  db: Db,
  childIds: readonly number[],
  { parties = true }: { parties?: boolean } = {},
): Promise<ChildFace[]> {
  if (childIds.length === 0) return [];
  const rows = await db.$queryRawUnsafe<ChildFace[]>(parties ? CHILDREN_AND_PARTIES : CHILDREN, [
    ...childIds,
  ]);
  return inOrder(childIds, rows);
}

const WANTED = "WHERE c.id = ANY($1::int[]) AND c.voided_at IS NULL";
const children = (agencies: string, people: string) => `
  SELECT c.id, 'MC-' || c.number AS reference, c.external_id AS "externalId", c.name,
         to_char(c.date_of_birth, 'YYYY-MM-DD') AS "dateOfBirth", c.team_id AS "teamId",
         c.worker_id AS "workerId", c.placement_id AS "placementId",
         coalesce(${agencies}, '{}') AS "interviewAgencyIds", coalesce(${people}, '{}') AS "interviewerIds"
  FROM child c`;
const CHILDREN = `${children("NULL::int[]", "NULL::int[]")} ${WANTED}`;
const CHILDREN_AND_PARTIES = `
  WITH interviewed AS (
    SELECT e.child_id,
           array_agg(DISTINCT i.agency_id) FILTER (WHERE i.agency_id IS NOT NULL) AS agencies,
           array_agg(DISTINCT i.interviewer_id) FILTER (WHERE i.interviewer_id IS NOT NULL) AS people
    FROM episode e JOIN interview_episode l ON l.episode_id = e.id
    JOIN interview i ON i.id = l.interview_id AND i.voided_at IS NULL
    WHERE e.child_id = ANY($1::int[]) AND e.voided_at IS NULL
    GROUP BY e.child_id
  ) ${children("i.agencies", "i.people")} LEFT JOIN interviewed i ON i.child_id = c.id ${WANTED}`;

/** Episodes by id, voided ones too, in the order of the ids given. */
export async function episodeFaces(db: Db, episodeIds: readonly number[]): Promise<EpisodeFace[]> {
  if (episodeIds.length === 0) return [];
  const rows = await db.$queryRawUnsafe<Row[]>(`${EPISODES} WHERE e.id = ANY($1::int[])`, [...episodeIds]);
  return inOrder(episodeIds, rows.map(faceOf));
}

/**
 * The episodes of these children that are open as at an instant, of every category, by child and start.
 * One that starts later does not exist yet; one that ends later is open.
 */
export async function openEpisodes(db: Db, childIds: readonly number[], asOf: Date): Promise<EpisodeFace[]> {
  const rows = await db.$queryRawUnsafe<Row[]>(
    `${EPISODES} WHERE e.child_id = ANY($1::int[]) AND e.voided_at IS NULL
       AND e.started_at <= $2::timestamptz AND (e.ended_at IS NULL OR e.ended_at > $2::timestamptz)
     ORDER BY e.child_id, e.started_at, e.id`,
    [...childIds],
    asOf.toISOString(),
  );
  return rows.map(faceOf);
}

/**
 * A child's episodes since an instant that have ended, whatever became of their interviews and meetings, the
 * latest return first.
 */
export async function returnedEpisodes(db: Db, childId: number, since: Date): Promise<EpisodeFace[]> {
  const rows = await db.$queryRawUnsafe<Row[]>(
    `${EPISODES} WHERE e.child_id = $1::int AND e.voided_at IS NULL AND e.ended_at >= $2::timestamptz
     ORDER BY e.ended_at DESC, e.id DESC`,
    childId,
    since.toISOString(),
  );
  return rows.map(faceOf);
}

/** The episode that goes by a reference, a voided one too; null: none. */
export async function episodeOfReference(db: Db, reference: string): Promise<EpisodeFace | null> {
  const number = Number(/^ME-(\d{1,9})$/.exec(reference)?.[1] ?? 0);
  const [row] = await db.$queryRawUnsafe<Row[]>(`${EPISODES} WHERE e.number = $1::int`, number);
  return row ? faceOf(row) : null;
}

/** The child's episode that began last, as at an instant; null: none. */
export async function latestEpisode(db: Db, childId: number, asOf: Date): Promise<EpisodeFace | null> {
  const [row] = await db.$queryRawUnsafe<Row[]>(
    `${EPISODES} WHERE e.child_id = $1::int AND e.voided_at IS NULL AND e.started_at <= $2::timestamptz
     ORDER BY e.started_at DESC, e.id DESC LIMIT 1`,
    childId,
    asOf.toISOString(),
  );
  return row ? faceOf(row) : null;
}

/** The child's last episode that has ended; null: none. */
export async function lastReturned(db: Db, childId: number): Promise<EpisodeFace | null> {
  const [row] = await db.$queryRawUnsafe<Row[]>(
    `${EPISODES} WHERE e.child_id = $1::int AND e.voided_at IS NULL AND e.ended_at IS NOT NULL
     ORDER BY e.started_at DESC, e.id DESC LIMIT 1`,
    childId,
  );
  return row ? faceOf(row) : null;
}

const EPISODES = `
  SELECT e.id, 'ME-' || e.number AS reference, e.external_id AS "externalId", e.child_id AS "childId",
         e.category, e.started_at AS "startedAt", e.ended_at AS "endedAt",
         e.start_precision AS "startPrecision", e.end_precision AS "endPrecision",
         (SELECT r.grade FROM episode_risk r WHERE r.episode_id = e.id
          ORDER BY array_position(ARRAY['high', 'medium', 'low', 'no_apparent_risk'], r.grade) LIMIT 1) AS risk,
         (SELECT r.grade FROM episode_risk r WHERE r.episode_id = e.id
          ORDER BY r.graded_at DESC, r.id DESC LIMIT 1) AS grade,
         e.placement_id AS "placementId", p.name AS placement,
         e.agency_id AS "reportingAgencyId", e.version,
         e.voided_at IS NOT NULL AS voided, ${PROGRESS_COLUMN}
  FROM episode e LEFT JOIN placement p ON p.id = e.placement_id ${PROGRESS_JOINS}`;

type Row = Omit<EpisodeFace, "interview" | "meeting"> & { progress: ProgressJson };

const faceOf = ({ progress, ...face }: Row): EpisodeFace => ({ ...face, ...progressOf(progress) });

function inOrder<Row extends { id: number }>(ids: readonly number[], rows: Row[]): Row[] {
  const byId = new Map(rows.map((row) => [row.id, row]));
  return [...new Set(ids)].flatMap((id) => byId.get(id) ?? []);
}
