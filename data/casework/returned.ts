import { type LastChange, lastChanges } from "./changes.ts";
import { returnsBehindInterviews } from "./interview-order.ts";
import { type EpisodePress, lockEpisodes, type PressOutcome, pressEpisodes } from "./press-episodes.ts";
import { impossible } from "./returns.ts";
import type { Stored } from "./rows.ts";
import { EPISODE } from "./tables.ts";
import { withdrawInterviews } from "./withdrawn-interviews.ts";
import type { Writing } from "./write.ts";

/** A change to a return that was recorded: `notBefore` is the earliest recording that may be changed. */
interface ReturnToChange extends EpisodePress {
  reason: string;
  notBefore: Date;
}

export interface ReturnToCorrect extends ReturnToChange {
  returnedAt: Date;
}

export interface ReturnToUndo extends ReturnToChange {
  /** what others have recorded too, by permission */
  ofOthers: boolean;
}

type Unchangeable = "not_returned" | "too_late";
type NotCorrected =
  | Unchangeable
  | "before_the_start"
  | "in_the_future"
  | "same_time"
  | "overlaps"
  | "after_the_interview";
type NotUndone = Unchangeable | "not_yours" | "missing_again" | "interview_done";
export type CorrectOutcome = PressOutcome<NotCorrected>;
export type UndoOutcome = PressOutcome<NotUndone>;

/**
 * Corrects the time of returns, each refused or done on its own: a new time that could have been logged,
 * before the child's next episode and not behind an interview that was completed after no other return.
 */
export async function correctReturns(
  w: Writing,
  rows: readonly ReturnToCorrect[],
): Promise<CorrectOutcome[]> {
  const known = await knownOf(w, rows);
  const late = await returnsBehindInterviews(
    w.tx,
    rows.map(({ episodeId, returnedAt }) => ({ id: episodeId, endedAt: returnedAt.toISOString() })),
  );
  return pressEpisodes<ReturnToCorrect, NotCorrected>(
    w,
    rows,
    {
      state: unchangeable(known),
      asked(episode, { returnedAt }) {
        const at = returnedAt.toISOString();
        const next = known.nextStart.get(episode.id);
        if (at === episode.fields.endedAt) return "same_time";
        if (next !== undefined && at > next) return "overlaps";
        return impossible(w, episode, returnedAt) ?? (late.has(episode.id) ? "after_the_interview" : null);
      },
      after: (_, { returnedAt }) => ({ endedAt: returnedAt.toISOString(), endPrecision: "instant" }),
      happenedAt: ({ endedAt }) => endedAt as string,
    },
    known.episodes,
  );
}

/**
 * Takes returns back, each refused or done on its own: the episode is open again. Not where the child has
 * gone missing again since, nor where a completed interview rests on this return alone; what was recorded of
 * one that was not completed is withdrawn.
 */
export async function undoReturns(w: Writing, rows: readonly ReturnToUndo[]): Promise<UndoOutcome[]> {
  const known = await knownOf(w, rows);
  const late = await returnsBehindInterviews(
    w.tx,
    rows.map(({ episodeId }) => ({ id: episodeId, endedAt: null })),
  );
  const outcomes = await pressEpisodes<ReturnToUndo, NotUndone>(
    w,
    rows,
    {
      state: unchangeable(known),
      asked({ id }, { ofOthers }) {
        if (!ofOthers && known.logged.get(id)?.by !== w.author.by) return "not_yours";
        if (known.nextStart.has(id) || known.openElse.has(id)) return "missing_again";
        return late.has(id) ? "interview_done" : null;
      },
      after: () => ({ endedAt: null }),
      happenedAt: () => w.author.recordedAt.toISOString(),
    },
    known.episodes,
  );
  await withdrawInterviews(
    w,
    outcomes.flatMap(({ ok, episodeId }) => (ok ? episodeId : [])),
  );
  return outcomes;
}

interface Known {
  episodes: Map<number, Stored>;
  /** who recorded the return as it stands */
  logged: Map<number, LastChange>;
  /** when the child's next episode starts, ISO text */
  nextStart: Map<number, string>;
  /** the child has another open episode: a file may give one that starts earlier */
  openElse: Set<number>;
}

/** The children are locked after their episodes, so that nobody reports one missing meanwhile. */
async function knownOf(w: Writing, rows: readonly EpisodePress[]): Promise<Known> {
  const episodes = await lockEpisodes(w, rows);
  const ids = [...episodes.keys()];
  await w.tx.$queryRawUnsafe(
    "SELECT id FROM child WHERE id = ANY($1::int[]) ORDER BY id FOR NO KEY UPDATE",
    [...episodes.values()].map(({ fields }) => fields.childId),
  );
  const next = await w.tx.$queryRawUnsafe<{ id: number; startedAt: Date | null; open: boolean }[]>(
    `SELECT e.id, min(n.started_at) FILTER (WHERE n.started_at >= e.started_at) AS "startedAt",
            bool_or(n.ended_at IS NULL) AS open
     FROM episode e JOIN episode n ON n.child_id = e.child_id AND n.id <> e.id AND n.voided_at IS NULL
     WHERE e.id = ANY($1::int[]) GROUP BY e.id`,
    ids,
  );
  return {
    episodes,
    logged: await lastChanges(w.tx, EPISODE.name, ids, { field: "endedAt" }),
    nextStart: new Map(
      next.flatMap(({ id, startedAt }) => (startedAt ? [[id, startedAt.toISOString()] as const] : [])),
    ),
    openElse: new Set(next.filter(({ open }) => open).map(({ id }) => id)),
  };
}

function unchangeable({ logged }: Known) {
  return ({ id, fields }: Stored, { notBefore }: ReturnToChange): Unchangeable | null => {
    if (fields.endedAt === null) return "not_returned";
    const at = logged.get(id)?.recordedAt;
    return at && at < notBefore ? "too_late" : null;
  };
}

/** The episode whose return this person was the last to log, at or after an instant, if it still stands. */
export async function lastReturnBy(tx: Writing["tx"], by: string, since: Date): Promise<number | null> {
  const [row] = await tx.$queryRawUnsafe<{ id: number }[]>(
    `SELECT e.id FROM change c JOIN episode e ON c.table_name = 'episode' AND e.id = c.row_id
     WHERE c.by = $1 AND c.recorded_at >= $2::timestamptz AND c.after::jsonb ->> 'endedAt' IS NOT NULL
       AND e.ended_at IS NOT NULL AND e.voided_at IS NULL
     ORDER BY c.id DESC LIMIT 1`,
    by,
    since.toISOString(),
  );
  return row?.id ?? null;
}
