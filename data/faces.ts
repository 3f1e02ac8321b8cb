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
  placementId: number | null;
  placement: string | null;
  version: number;
  voided: boolean;
}

/** Children by id, in the order of the ids given; one that is not stored or is voided is left out. */
export async function childFaces(db: Db, childIds: readonly number[]): Promise<ChildFace[]> {
  if (childIds.length === 0) return [];
  const rows = await db.$queryRaw<ChildFace[]>`
    WITH wanted AS (
      SELECT * FROM child WHERE id = ANY(${[...childIds]}::int[]) AND voided_at IS NULL
    ), interviewed AS (
      SELECT e.child_id,
             array_agg(DISTINCT i.agency_id) FILTER (WHERE i.agency_id IS NOT NULL) AS agencies,
             array_agg(DISTINCT i.interviewer_id) FILTER (WHERE i.interviewer_id IS NOT NULL) AS people
      FROM episode e JOIN interview_episode l ON l.episode_id = e.id
      JOIN interview i ON i.id = l.interview_id AND i.voided_at IS NULL
      WHERE e.child_id = ANY(${[...childIds]}::int[]) AND e.voided_at IS NULL
      GROUP BY e.child_id
    )
    SELECT c.id, 'MC-' || c.number AS reference, c.external_id AS "externalId", c.name,
           to_char(c.date_of_birth, 'YYYY-MM-DD') AS "dateOfBirth", c.team_id AS "teamId",
           c.worker_id AS "workerId", c.placement_id AS "placementId",
           coalesce(i.agencies, '{}') AS "interviewAgencyIds", coalesce(i.people, '{}') AS "interviewerIds"
    FROM wanted c LEFT JOIN interviewed i ON i.child_id = c.id`;
  return inOrder(childIds, rows);
}

/** Episodes by id, voided ones too, in the order of the ids given. */
export async function episodeFaces(db: Db, episodeIds: readonly number[]): Promise<EpisodeFace[]> {
  if (episodeIds.length === 0) return [];
  const rows = await db.$queryRawUnsafe<EpisodeFace[]>(`${EPISODES} WHERE e.id = ANY($1::int[])`, [
    ...episodeIds,
  ]);
  return inOrder(episodeIds, rows);
}

/**
 * The episodes of these children that are open as at an instant, of every category, by child and start.
 * One that starts later does not exist yet; one that ends later is open.
 */
export function openEpisodes(db: Db, childIds: readonly number[], asOf: Date): Promise<EpisodeFace[]> {
  return db.$queryRawUnsafe<EpisodeFace[]>(
    `${EPISODES} WHERE e.child_id = ANY($1::int[]) AND e.voided_at IS NULL
       AND e.started_at <= $2::timestamptz AND (e.ended_at IS NULL OR e.ended_at > $2::timestamptz)
     ORDER BY e.child_id, e.started_at, e.id`,
    [...childIds],
    asOf.toISOString(),
  );
}

const EPISODES = `
  SELECT e.id, 'ME-' || e.number AS reference, e.external_id AS "externalId", e.child_id AS "childId",
         e.category, e.started_at AS "startedAt", e.ended_at AS "endedAt",
         e.start_precision AS "startPrecision", e.end_precision AS "endPrecision",
         (SELECT r.grade FROM episode_risk r WHERE r.episode_id = e.id
          ORDER BY array_position(ARRAY['high', 'medium', 'low', 'no_apparent_risk'], r.grade) LIMIT 1) AS risk,
         e.placement_id AS "placementId", p.name AS placement, e.version,
         e.voided_at IS NOT NULL AS voided
  FROM episode e LEFT JOIN placement p ON p.id = e.placement_id`;

function inOrder<Row extends { id: number }>(ids: readonly number[], rows: Row[]): Row[] {
  const byId = new Map(rows.map((row) => [row.id, row]));
  return [...new Set(ids)].flatMap((id) => byId.get(id) ?? []);
}
