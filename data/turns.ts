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
  /** what was answered ahead stands: its footing was the store's, and what it leaves is written */
  stands: boolean;
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

/** A question that was answered before it was taken in, on a guess at what `beginTurn` tells. */
export interface AnsweredAhead {
  names: bigint;
  reading: unknown;
  leaves: FinishedTurn;
}

/**
 * Takes in an activity, once: of two that come in at the same time one is `new`. A turn that was begun
 * `takeOverAfterMs` ago or longer and never finished may be taken over, by one of its repeats. Keeps
 * where the conversation was last seen, and gives what every turn looks up; all in one statement: a
 * short one costs more on its way than in the database. What an answer leaves that was made `ahead` is
 * written along, where the turn is new and the answer's footing was right.
 */
export async function beginTurn(
  db: Db,
  turn: TurnToBegin,
  { takeOverAfterMs, ahead = null }: { takeOverAfterMs: number; ahead?: AnsweredAhead | null },
): Promise<BegunTurn> {
  const [row] = await db.$queryRawUnsafe<
    { taken: boolean; finished: boolean | null; reading: unknown; names: bigint | null; stands: boolean }[]
  >(
    ahead ? (ahead.leaves.failed ? BEGIN_FAILED : BEGIN_ANSWERED) : BEGIN,
    JSON.stringify(turn.seen),
    turn.activityId,
    turn.at.toISOString(),
    new Date(turn.at.getTime() - takeOverAfterMs).toISOString(),
    turn.personId,
    turn.readingSince.toISOString(),
    turn.seen.id,
    ...(ahead ? [String(ahead.names), jsonOrNull(ahead.reading), ...leavesOf(ahead.leaves)] : []),
  );
  const { taken, finished, reading, names, stands } = row!;
  const received = taken ? "new" : finished ? "finished" : "running";
  return { received, reading, names: names ?? 0n, stands };
}

/**
 * What a turn leaves, in one statement, so that all of it is there or none: its audit rows, the
 * person's last reading, and the masked message that failed. The inbox row ends when the reply is out (`finish` in inbox.ts).
 */
export async function finishTurn(db: Db, turn: FinishedTurn): Promise<void> {
  await db.$executeRawUnsafe(
    `WITH ${leave(1, "(SELECT 1) always", turn.failed !== null)} SELECT 1`,
    ...leavesOf(turn),
  );
}

const jsonOrNull = (value: unknown) => (value === null ? null : JSON.stringify(value));

/** The parameters of `leave`, in its order. */
function leavesOf({ conversationId, activityId, at, ...turn }: FinishedTurn): unknown[] {
  const { personId, role, audience, audits, reading, failed } = turn;
  const made = [JSON.stringify(audits), jsonOrNull(reading), ...(failed ? [JSON.stringify(failed)] : [])];
  return [conversationId, activityId, at.toISOString(), personId, role, audience, ...made];
}

/**
 * What a turn leaves, as parts of a statement: parameters from `$first` on; nothing where `when` is empty.
 * `failing`: with a message that was not understood, as few turns have.
 */
function leave(first: number, when: string, failing: boolean): string {
  const [conversation, activity, at, person, role, audience, audits, reading, failed] = [
    ..."text text timestamptz text text text jsonb jsonb jsonb".split(" "),
  ].map((type, i) => `$${first + i}::${type}`);
  return `noted AS (
       INSERT INTO audit (at, kind, person_id, role, audience, conversation_id, activity_id, child_ids, detail)
       SELECT ${at}, a.kind, ${person}, ${role}, ${audience}, ${conversation}, ${activity}, a."childIds", a.detail
       FROM ${when}, jsonb_to_recordset(${audits}) AS a(kind text, detail jsonb, "childIds" int[])
       -- what somebody has seen is noted once a card and version (audit_seen_once)
       ON CONFLICT DO NOTHING
     ), asked AS (
       INSERT INTO last_reading (conversation_id, person_id, reading, at)
       SELECT ${conversation}, ${person}, ${reading}, ${at} FROM ${when}
       WHERE ${person} IS NOT NULL AND ${reading} IS NOT NULL
       ON CONFLICT (conversation_id, person_id) DO UPDATE SET reading = EXCLUDED.reading, at = EXCLUDED.at
     )${failing ? `, failed AS (${noteFailed(when, failed!)})` : ""}`;
}

function noteFailed(when: string, failed: string): string {
  return `
       INSERT INTO failed_text (day, outcome, text, times)
       SELECT f.day, f.outcome, f.text, 1
       FROM ${when}, jsonb_to_record(${failed}) AS f(day date, outcome text, text text)
       ON CONFLICT (day, outcome, text) DO UPDATE SET times = failed_text.times + 1`;
}

const TAKE_IN = `WITH kept AS (${KEEP_CONVERSATION}), taken AS (
       INSERT INTO inbox (conversation_id, activity_id, received_at) VALUES ($7, $2, $3::timestamptz)
       ON CONFLICT (conversation_id, activity_id) DO UPDATE SET received_at = EXCLUDED.received_at
       WHERE inbox.finished_at IS NULL AND inbox.received_at <= $4::timestamptz
       RETURNING 1
     ), found AS (
       SELECT EXISTS (SELECT 1 FROM taken) AS taken,
         (SELECT finished_at IS NOT NULL FROM inbox WHERE conversation_id = $7 AND activity_id = $2) AS finished,
         (SELECT reading FROM last_reading
          WHERE conversation_id = $7 AND lower(person_id) = lower($5) AND at >= $6::timestamptz
          ORDER BY at DESC LIMIT 1) AS reading,
         (SELECT names FROM store_revision WHERE id = 1) AS names
     )`;
const BEGIN = `${TAKE_IN} SELECT *, false AS stands FROM found`;
const answered = (failing: boolean) => `${TAKE_IN}, footing AS (
       SELECT 1 FROM found
       WHERE taken AND names = $8::bigint AND reading IS NOT DISTINCT FROM $9::jsonb
     ), ${leave(10, "footing", failing)}
     SELECT *, EXISTS (SELECT 1 FROM footing) AS stands FROM found`;
const BEGIN_ANSWERED = answered(false);
const BEGIN_FAILED = answered(true);
