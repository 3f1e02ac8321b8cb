import type { Db } from "./store/store.ts";

/** Who may be named as the interviewer: a person of an agency, a person, or an agency by itself. */
export interface Interviewing {
  interviewerId: number | null;
  agencyId: number | null;
}

/** More than these nobody scrolls through. */
const MOST = 40;

/** The people and agencies of the interviews since an instant, those with most of them first. */
export function recentInterviewers(db: Db, since: Date): Promise<Interviewing[]> {
  return db.$queryRawUnsafe<Interviewing[]>(
    `SELECT interviewer_id AS "interviewerId", agency_id AS "agencyId" FROM interview
     WHERE voided_at IS NULL AND (interviewer_id IS NOT NULL OR agency_id IS NOT NULL)
       AND coalesce(completed_at, outcome_at, offered_at) >= $1::timestamptz
     GROUP BY GROUPING SETS ((interviewer_id, agency_id), (agency_id))
     HAVING interviewer_id IS NOT NULL OR agency_id IS NOT NULL
     ORDER BY interviewer_id IS NULL, count(*) DESC, interviewer_id, agency_id LIMIT ${MOST}`,
    since.toISOString(),
  );
}

/** Whether the store knows the person and the agency that are named. */
export async function isKnownInterviewer(
  db: Db,
  { interviewerId, agencyId }: Interviewing,
): Promise<boolean> {
  const [row] = await db.$queryRawUnsafe<{ known: boolean }[]>(
    `SELECT ($1::int IS NULL OR EXISTS (SELECT FROM worker WHERE id = $1::int))
       AND ($2::int IS NULL OR EXISTS (SELECT FROM agency WHERE id = $2::int)) AS known`,
    interviewerId,
    agencyId,
  );
  return row!.known;
}
