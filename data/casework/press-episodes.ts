import { differences, lastChanges, type RowChange, recordChanges } from "./changes.ts";
import { type Fields, lockRows, type Stored, updateRows } from "./rows.ts";
import { EPISODE } from "./tables.ts";
import type { Writing } from "./write.ts";

/** What a person pressed for one episode, on the version that they saw. */
export interface EpisodePress {
  episodeId: number;
  version: number;
  /** why, in their own words; kept with the change alone */
  reason?: string;
}

/** Why nothing was done; `by` and `at`: who acted before, and when it was written down (null: an import). */
export interface NotDone<Why extends string> {
  ok: false;
  episodeId: number;
  why: Why | "unknown_episode" | "changed_since";
  by?: string | null;
  at?: Date;
}

/** What became of it. */
export type PressOutcome<Why extends string> =
  | { ok: true; episodeId: number; versionAfter: number }
  | NotDone<Why>;

/** One kind of press: what refuses it, and the fields that it changes. */
export interface PressKind<Row extends EpisodePress, Why extends string> {
  /** refuses by the state that the episode has come to, of whatever version */
  state(episode: Stored, row: Row): Why | null;
  /** refuses by what is asked for */
  asked(episode: Stored, row: Row): Why | null;
  after(episode: Stored, row: Row): Fields;
  /** when it happened in the world, ISO text */
  happenedAt(after: Fields): string;
}

/**
 * Changes episodes, each refused or done on its own. They are locked in id order (`locked`: by the caller
 * already), and a press stands only on the version that was seen. A voided episode is unknown.
 */
export async function pressEpisodes<Row extends EpisodePress, Why extends string>(
  w: Writing,
  rows: readonly Row[],
  kind: PressKind<Row, Why>,
  locked?: Map<number, Stored>,
): Promise<PressOutcome<Why>[]> {
  const episodes = locked ?? (await lockEpisodes(w, rows));
  const outcomes: PressOutcome<Why>[] = [];
  const changes: RowChange[] = [];
  const changed: Stored[] = [];
  for (const row of rows) {
    const { episodeId, version, reason } = row;
    const episode = episodes.get(episodeId);
    if (!episode || episode.fields.voidedAt !== null) {
      outcomes.push({ ok: false, episodeId, why: "unknown_episode" });
      continue;
    }
    const stale = episode.version === version ? null : "changed_since";
    const why = kind.state(episode, row) ?? stale ?? kind.asked(episode, row);
    if (why !== null) {
      outcomes.push({ ok: false, episodeId, why });
      continue;
    }
    const fields = { ...episode.fields, ...kind.after(episode, row) };
    const versionAfter = version + 1;
    changes.push({
      table: EPISODE.name,
      rowId: episodeId,
      versionBefore: version,
      versionAfter,
      ...differences(episode.fields, fields)!,
      happenedAt: kind.happenedAt(fields),
      ...(reason === undefined ? {} : { reason }),
    });
    episodes.set(episodeId, { ...episode, version: versionAfter, fields });
    changed.push({ ...episode, fields });
    outcomes.push({ ok: true, episodeId, versionAfter });
  }
  await updateRows(w.tx, EPISODE, changed);
  await recordChanges(w, changes);
  w.touched(changed.map((row) => row.id));
  w.concerns(changed.map((row) => row.fields.childId as number));
  return nameOthers(w, outcomes);
}

export function lockEpisodes(w: Writing, rows: readonly EpisodePress[]): Promise<Map<number, Stored>> {
  return lockRows(
    w.tx,
    EPISODE,
    rows.map(({ episodeId }) => episodeId),
  );
}

/** States that are a matter of the return: who recorded it, or took it back, is told. */
const OF_THE_RETURN = ["already_ended", "not_returned"];

/** Puts who acted before, and when, to the presses that came too late. */
async function nameOthers<Why extends string>(
  w: Writing,
  outcomes: PressOutcome<Why>[],
): Promise<PressOutcome<Why>[]> {
  const late = (whys: readonly string[]) =>
    outcomes.flatMap((row) => (!row.ok && whys.includes(row.why) ? [row.episodeId] : []));
  const [ended, moved] = [late(OF_THE_RETURN), late(["changed_since"])];
  const none = new Map<number, { by: string | null; recordedAt: Date }>();
  const ends = ended.length > 0 ? await lastChanges(w.tx, EPISODE.name, ended, { field: "endedAt" }) : none;
  const moves = moved.length > 0 ? await lastChanges(w.tx, EPISODE.name, moved) : none;
  return outcomes.map((row) => {
    if (row.ok) return row;
    const known = OF_THE_RETURN.includes(row.why) ? ends : row.why === "changed_since" ? moves : none;
    const other = known.get(row.episodeId);
    return other ? { ...row, by: other.by, at: other.recordedAt } : row;
  });
}
