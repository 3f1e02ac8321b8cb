import type { AuditRow } from "./audit.ts";
import { KEEP_CONVERSATION, type SeenConversation } from "./conversations.ts";
import type { Db } from "./store/store.ts";

/** `new` also for a turn that was killed half-way and is taken over. */
export type Received = "new" | "running" | "finished";

export interface BegunTurn {
  received: Received;
  /** the person's last question in the conversation at or after `readingSince`; null: none */
  reading: unknown;
  /** the revision of the names, see names.ts */
  names: bigint;
}

/**
 * Takes in an activity, once: of two that come in at the same time one is `new`. A turn that was begun
 * `takeOverAfterMs` ago or longer and never finished may be taken over, by one of its repeats. Keeps
 * where the conversation was last seen, and gives what every turn looks up; all in one statement: a
 * short one costs more on its way than in the database.
 */
export async function beginTurn(
  db: Db,
  turn: { seen: SeenConversation; activityId: string; at: Date; personId: string; readingSince: Date },
  { takeOverAfterMs }: { takeOverAfterMs: number },
): Promise<BegunTurn> {
  const [row] = await db.$queryRawUnsafe<
    { taken: boolean; finished: boolean | null; reading: unknown; names: bigint | null }[]
  >(
    `WITH kept AS (${KEEP_CONVERSATION}), taken AS (
       INSERT INTO inbox (conversation_id, activity_id, received_at) VALUES ($7, $2, $3::timestamptz)
       ON CONFLICT (conversation_id, activity_id) DO UPDATE SET received_at = EXCLUDED.received_at
       WHERE inbox.finished_at IS NULL AND inbox.received_at <= $4::timestamptz
       RETURNING 1
     )
     SELECT EXISTS (SELECT 1 FROM taken) AS taken,
       (SELECT finished_at IS NOT NULL FROM inbox WHERE conversation_id = $7 AND activity_id = $2) AS finished,
       (SELECT reading FROM last_reading
        WHERE conversation_id = $7 AND lower(person_id) = lower($5) AND at >= $6::timestamptz
        ORDER BY at DESC LIMIT 1) AS reading,
       (SELECT names FROM store_revision WHERE id = 1) AS names`,
    JSON.stringify(turn.seen),
    turn.activityId,
    turn.at.toISOString(),
    new Date(turn.at.getTime() - takeOverAfterMs).toISOString(),
    turn.personId,
    turn.readingSince.toISOString(),
    turn.seen.id,
  );
  const { taken, finished, reading, names } = row!;
  return { received: taken ? "new" : finished ? "finished" : "running", reading, names: names ?? 0n };
}

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
