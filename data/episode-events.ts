import type { Db } from "./store/store.ts";
import { INTERVIEW_OUTCOMES } from "./vocabulary.ts";

/** What a change did to an episode, as people say it. */
export type EpisodeEventKind =
  | "reported"
  | "returned"
  | "return_corrected"
  | "return_undone"
  | "risk"
  | "withdrawn"
  | "corrected"
  | "interview_offered"
  | "interview_completed"
  | "interviewer_assigned"
  | "interview_changed"
  | "meeting_planned"
  | "meeting_held"
  | "meeting_changed"
  | `interview_${(typeof INTERVIEW_OUTCOMES)[number]}`;

/** One change of an episode, its interviews or its strategy meetings. */
export interface EpisodeEvent {
  changeId: bigint;
  kind: EpisodeEventKind;
  /** when it happened in the world, and when it was written down */
  happenedAt: Date;
  recordedAt: Date;
  /** the person's id; null: a file or the demonstration */
  by: string | null;
  /** the new grade, where it is a matter of risk */
  risk: string | null;
  /** the fields that changed; `was` null: the row was new */
  was: Fields | null;
  is: Fields;
  /** why, in the words of the person who corrected it or took it back: free text about a child */
  reason: string | null;
  /** in which the person then acted, as the audit has it */
  role: string | null;
}

/** What happened to an episode after a change, oldest first; `last`: only the latest so many. */
export async function episodeEvents(
  db: Db,
  episodeId: number,
  { after = 0n, last = MOST_EVENTS }: { after?: bigint; last?: number } = {},
): Promise<EpisodeEvent[]> {
  const rows = await db.$queryRawUnsafe<Row[]>(
    `SELECT id, table_name AS "table", version_before = 0 AS fresh, before, after, happened_at AS "happenedAt",
            recorded_at AS "recordedAt", by, reason,
            (SELECT a.role FROM audit a WHERE a.at = c.recorded_at AND a.kind = 'write'
               AND a.activity_id = c.activity_id AND a.person_id = c.by LIMIT 1) AS role
     FROM change c WHERE id > $2::bigint AND (
       (table_name = 'episode' AND row_id = $1::int)
       OR (table_name = 'interview' AND row_id IN
           (SELECT interview_id FROM interview_episode WHERE episode_id = $1::int))
       OR (table_name = 'strategy_meeting' AND row_id IN
           (SELECT meeting_id FROM strategy_meeting_episode WHERE episode_id = $1::int)))
     ORDER BY id DESC LIMIT $3::int`,
    episodeId,
    String(after),
    last,
  );
  return rows.reverse().map((row) => ({
    changeId: row.id,
    kind: kindOf(row),
    happenedAt: row.happenedAt,
    recordedAt: row.recordedAt,
    by: row.by,
    risk: riskOf(row),
    was: row.before,
    is: row.after ?? {},
    reason: row.reason,
    role: row.role,
  }));
}

/** More than anybody reads at once. */
const MOST_EVENTS = 20;
/** More than any episode comes to. */
export const WHOLE_LIFE = 1_000;

export type Fields = Record<string, unknown>;
interface Row {
  id: bigint;
  table: string;
  fresh: boolean;
  before: Fields | null;
  after: Fields | null;
  happenedAt: Date;
  recordedAt: Date;
  by: string | null;
  reason: string | null;
  role: string | null;
}

function kindOf({ table, fresh, before, after }: Row): EpisodeEventKind {
  const is = after ?? {};
  if (table === "interview") {
    const outcome = INTERVIEW_OUTCOMES.find((one) => one === is.outcome);
    if (is.completedAt) return "interview_completed";
    if (outcome) return `interview_${outcome}`;
    if (is.offeredAt) return "interview_offered";
    return is.agencyId || is.interviewerId ? "interviewer_assigned" : "interview_changed";
  }
  if (table === "strategy_meeting") {
    if (is.heldAt) return "meeting_held";
    return is.plannedFor ? "meeting_planned" : "meeting_changed";
  }
  if (fresh) return "reported";
  if (is.voidedAt) return "withdrawn";
  if ("endedAt" in is && is.endedAt === null) return "return_undone";
  if (is.endedAt) return before?.endedAt ? "return_corrected" : "returned";
  return riskOf({ after }) ? "risk" : "corrected";
}

/** `risk` is the grade at the start, `grade` one that was given later. */
function riskOf({ after }: Pick<Row, "after">): string | null {
  const grade = after?.grade ?? after?.risk;
  return typeof grade === "string" ? grade : null;
}
