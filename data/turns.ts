import type { AuditRow } from "./audit.ts";
import { KEEP_CONVERSATION, type SeenConversation } from "./conversations.ts";
import type { FailedText } from "./failed-texts.ts";
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

/** A turn as it comes in. */
export interface TurnToBegin {
  seen: SeenConversation;
  activityId: string;
  at: Date;
  personId: string;
  readingSince: Date;
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
  /** the message, masked, where it was not understood and such are kept */
  failed: FailedText | null;
}

/**
 * Takes in an activity, once: of two that come in at the same time one is `new`. A turn that was begun
 * `takeOverAfterMs` ago or longer and never finished may be taken over, by one of its repeats. Keeps
 * where the conversation was last seen, and gives what every turn looks up; all in one statement: a
 * short one costs more on its way than in the database.
 */
export async function beginTurn(
  db: Db,
  turn: TurnToBegin,
  { takeOverAfterMs }: { takeOverAfterMs: number },
): Promise<BegunTurn> {
  const [row] = await db.$queryRawUnsafe<
    { taken: boolean; finished: boolean | null; reading: unknown; names: bigint | null }[]
  >(
    BEGIN,
    JSON.stringify(turn.seen),
    turn.activityId,
    turn.at.toISOString(),
    new Date(turn.at.getTime() - takeOverAfterMs).toISOString(),
    turn.personId,
    turn.readingSince.toISOString(),
    turn.seen.id,
  );
  const { taken, finished, reading, names } = row!;
  const received = taken ? "new" : finished ? "finished" : "running";
  return { received, reading, names: names ?? 0n };
}

/**
 * What a turn leaves, in one statement, so that all of it is there or none: its audit rows, the
 * person's last reading, and the masked message that failed. The inbox row ends when the reply is out (`finish` in inbox.ts).
 */
export async function finishTurn(db: Db, turn: FinishedTurn): Promise<void> {
  const { conversationId, activityId, at, personId, role, audience, audits, reading, failed } = turn;
  await db.$executeRawUnsafe(
    // few turns have one that failed
    `WITH ${failed ? `${LEAVE}, ${LEAVE_FAILED}` : LEAVE} SELECT 1`,
    conversationId,
    activityId,
    at.toISOString(),
    personId,
    role,
    audience,
    JSON.stringify(audits),
    reading && JSON.stringify(reading),
    ...(failed ? [JSON.stringify(failed)] : []),
  );
}

const LEAVE = `noted AS (
       INSERT INTO audit (at, kind, person_id, role, audience, conversation_id, activity_id, child_ids, detail)
       SELECT $3::timestamptz, a.kind, $4::text, $5::text, $6::text, $1::text, $2::text, a."childIds", a.detail
       FROM jsonb_to_recordset($7::jsonb) AS a(kind text, detail jsonb, "childIds" int[])
       -- what somebody has seen is noted once a card and version (audit_seen_once)
       ON CONFLICT DO NOTHING
     ), asked AS (
       INSERT INTO last_reading (conversation_id, person_id, reading, at)
       SELECT $1, $4, $8::jsonb, $3 WHERE $4 IS NOT NULL AND $8 IS NOT NULL
       ON CONFLICT (conversation_id, person_id) DO UPDATE SET reading = EXCLUDED.reading, at = EXCLUDED.at
     )`;
const LEAVE_FAILED = `failed AS (
       INSERT INTO failed_text (day, outcome, text, times)
       SELECT f.day, f.outcome, f.text, 1 FROM jsonb_to_record($9::jsonb) AS f(day date, outcome text, text text)
       ON CONFLICT (day, outcome, text) DO UPDATE SET times = failed_text.times + 1
     )`;

/**
 * Not waited for until it is on the disk: whatever the turn leaves or writes is, and takes this along. What a crash
 * of the server forgets before is taken in anew.
 */
const BEGIN = `WITH kept AS (${KEEP_CONVERSATION}), taken AS (
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
       (SELECT names FROM store_revision WHERE id = 1) AS names,
       set_config('synchronous_commit', 'off', true)`;
