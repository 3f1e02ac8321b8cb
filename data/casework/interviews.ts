import type { InterviewOutcome } from "../vocabulary.ts";
import { CaseworkError } from "./errors.ts";
import {
  dropLinks,
  episodesOf,
  INTERVIEW_LINKS,
  idSet,
  type LinkedEpisode,
  linkedEpisodes,
  linksOf,
  saveLinks,
} from "./links.ts";
import { INTERVIEW } from "./tables.ts";
import { type Keyed, laidOver, type Planned, summed, type Upserted, upsert } from "./upsert.ts";
import type { Writing } from "./write.ts";

/** A return home interview and the episodes that it serves. Absent: kept as it is; null: blank. */
export interface InterviewRow extends Keyed {
  episodeIds: readonly number[];
  offeredAt?: Date | null;
  outcome?: InterviewOutcome | null;
  /** blank: the completion, else the offer */
  outcomeAt?: Date | null;
  completedAt?: Date | null;
  /** that interviews */
  agencyId?: number | null;
  interviewerId?: number | null;
}

/**
 * Stores interviews by id, or by (source, externalId). Throws CaseworkError for an episode that is not stored,
 * and for an interview completed before the first return of the episodes it serves. (A completion
 * between two returns stands: it serves the first, and not the second.)
 */
export async function storeInterviews(w: Writing, rows: readonly InterviewRow[]): Promise<Upserted> {
  const episodes = await linkedEpisodes(w.tx, rows);
  const outcome = await upsert(
    w,
    {
      table: INTERVIEW,
      virtual: (known) => linksOf(w.tx, INTERVIEW_LINKS, known),
      beforeUpdate: (changed) => dropLinks(w.tx, INTERVIEW_LINKS, changed),
      complete: (row, before) => {
        const laid = laidOver(INTERVIEW, row, before, {});
        if (laid.outcome != null) laid.outcomeAt ??= laid.completedAt ?? laid.offeredAt ?? null;
        return { ...laid, episodeIds: idSet(row.episodeIds) };
      },
      happenedAt: (after, delta) => {
        const event = delta ?? after;
        const at = event.completedAt ?? event.outcomeAt ?? event.offeredAt;
        return at ?? w.author.recordedAt.toISOString();
      },
      check: async (planned) => checkOrder(planned, episodes),
    },
    rows,
  );
  await saveLinks(w.tx, INTERVIEW_LINKS, outcome);
  await noteEpisodes(w, episodesOf(outcome), episodes);
  return summed(outcome);
}

/** Cards that show these episodes are old; the audit names their children, of links taken away too. */
export async function noteEpisodes(
  w: Writing,
  ids: readonly number[],
  episodes: Map<number, LinkedEpisode>,
): Promise<void> {
  w.touched(ids);
  const before = ids.filter((id) => !episodes.has(id));
  const unlinked = before.length > 0 ? await linkedEpisodes(w.tx, [{ episodeIds: before }]) : new Map();
  w.concerns(ids.map((id) => (episodes.get(id) ?? unlinked.get(id)).childId));
}

function checkOrder(planned: readonly Planned[], episodes: Map<number, LinkedEpisode>) {
  const early = planned.filter(({ after }) => {
    const completedAt = after.completedAt as string | null;
    if (completedAt === null) return false;
    const returns = (after.episodeIds as number[]).flatMap((id) => episodes.get(id)?.endedAt ?? []);
    return !returns.some((endedAt) => endedAt <= completedAt);
  });
  if (early.length > 0) {
    const message = "the interview was completed before the child returned";
    throw new CaseworkError(
      "completed_before_return",
      message,
      early.map((row) => row.index),
    );
  }
}
