import type { AuditRow } from "./audit.ts";
import type { Db } from "./store/store.ts";

/** What a turn leaves behind. */
export interface FinishedTurn {
  conversationId: string;
  activityId: string;
  at: Date;
  personId: string | null;
  role: string | null;
  audience: string | null;
  audits: readonly Pick<AuditRow, "kind" | "detail" | "childIds">[];
  /** the question to which a follow-up will refer; null keeps the last one */
  reading: object | null;
}

/**
 * What a turn leaves, in one statement, so that all of it is there or none: its audit rows and the
 * person's last reading. The inbox row ends when the reply is out (`finish` in inbox.ts).
 */
export async function finishTurn(db: Db, turn: FinishedTurn): Promise<void> {
  const { personId, reading } = turn;
  await db.$executeRawUnsafe(
    `WITH noted AS (
       INSERT INTO audit (at, kind, person_id, role, audience, conversation_id, activity_id, child_ids, detail)
       SELECT $3::timestamptz, a.kind, $4::text, $5::text, $6::text, $1::text, $2::text,
              a."childIds", a.detail
       FROM jsonb_to_recordset($7::jsonb) AS a(kind text, detail jsonb, "childIds" int[])
     ), kept AS (
       INSERT INTO last_reading (conversation_id, person_id, reading, at)
       SELECT $1::text, $4::text, $8::jsonb, $3::timestamptz WHERE $4::text IS NOT NULL AND $8::jsonb IS NOT NULL
       ON CONFLICT (conversation_id, person_id) DO UPDATE SET reading = EXCLUDED.reading, at = EXCLUDED.at
     )
     SELECT 1`,
    turn.conversationId,
    turn.activityId,
    turn.at.toISOString(),
    personId,
    turn.role,
    turn.audience,
    JSON.stringify(turn.audits),
    reading === null ? null : JSON.stringify(reading),
  );
}
