import { differences, lastChanges, type RowChange, recordChanges } from "./changes.ts";
import { lockRows, type Stored, updateRows } from "./rows.ts";
import { EPISODE } from "./tables.ts";
import type { Writing } from "./write.ts";

export interface ReturnToLog {
  episodeId: number;
  /** the version that the person saw */
  version: number;
  returnedAt: Date;
}

export type ReturnOutcome =
  | { ok: true; episodeId: number; versionAfter: number }
  | {
      ok: false;
      episodeId: number;
      why: "unknown_episode" | "already_ended" | "changed_since" | "before_the_start" | "in_the_future";
      /** who acted before, and when it was written down; null for an import */
      by?: string | null;
      at?: Date;
    };

/**
 * Logs returns, each refused or done on its own. Episodes are locked in id order; a return stands only
 * on the version that was seen, not before the start and not after the instant of writing (a return
 * at the very start or at that instant is allowed). A voided episode is unknown.
 */
export async function logReturns(w: Writing, returns: readonly ReturnToLog[]): Promise<ReturnOutcome[]> {
  const ids = returns.map((row) => row.episodeId);
  const episodes = await lockRows(w.tx, EPISODE, ids);
  const outcomes: ReturnOutcome[] = [];
  const changes: RowChange[] = [];
  const ended: Stored[] = [];
  for (const { episodeId, version, returnedAt } of returns) {
    const episode = episodes.get(episodeId);
    const why = refusal(w, episode, version, returnedAt);
    if (why !== null || !episode) {
      outcomes.push({ ok: false, episodeId, why: why ?? "unknown_episode" });
      continue;
    }
    const after = { ...episode.fields, endedAt: returnedAt.toISOString(), endPrecision: "instant" };
    const delta = differences(episode.fields, after)!;
    const versionAfter = episode.version + 1;
    changes.push({
      table: EPISODE.name,
      rowId: episodeId,
      versionBefore: episode.version,
      versionAfter,
      ...delta,
      happenedAt: after.endedAt,
    });
    episodes.set(episodeId, { ...episode, version: versionAfter, fields: after });
    ended.push({ ...episode, fields: after });
    outcomes.push({ ok: true, episodeId, versionAfter });
  }
  await updateRows(w.tx, EPISODE, ended);
  await recordChanges(w, changes);
  w.touched(ended.map((row) => row.id));
  w.concerns(ended.map((row) => row.fields.childId as number));
  return nameOthers(w, outcomes);
}

function refusal(w: Writing, episode: Stored | undefined, version: number, returnedAt: Date) {
  if (!episode || episode.fields.voidedAt !== null) return "unknown_episode";
  if (episode.fields.endedAt !== null) return "already_ended";
  if (episode.version !== version) return "changed_since";
  if (returnedAt > w.author.recordedAt) return "in_the_future";
  if (returnedAt.toISOString() < (episode.fields.startedAt as string)) return "before_the_start";
  return null;
}

/** Puts who acted before, and when, to the returns that came too late. */
async function nameOthers(w: Writing, outcomes: ReturnOutcome[]): Promise<ReturnOutcome[]> {
  const late = (why: string) =>
    outcomes.filter((row) => !row.ok && row.why === why).map((row) => row.episodeId);
  const ended = late("already_ended");
  const moved = late("changed_since");
  const none = new Map<number, { by: string | null; recordedAt: Date }>();
  const ends = ended.length > 0 ? await lastChanges(w.tx, EPISODE.name, ended, "endedAt") : none;
  const moves = moved.length > 0 ? await lastChanges(w.tx, EPISODE.name, moved) : none;
  return outcomes.map((row) => {
    if (row.ok) return row;
    const last = row.why === "already_ended" ? ends.get(row.episodeId) : null;
    const other = last ?? (row.why === "changed_since" ? moves.get(row.episodeId) : null);
    return other ? { ...row, by: other.by, at: other.recordedAt } : row;
  });
}
