import type { InterviewOutcome } from "../vocabulary.ts";
import { CaseworkError } from "./errors.ts";
import {
  dropLinks,
  episodesOf,
  idSet,
  type LinkedEpisode,
  linkedEpisodes,
  linksOf,
  saveLinks,
} from "./links.ts";
import { INTERVIEW } from "./tables.ts";
import { laidOver, type Planned, summed, type Upserted, upsert } from "./upsert.ts";
import type { Writing } from "./write.ts";

/** A return home interview and the episodes that it serves. Absent: kept as it is; null: blank. */
export interface InterviewRow {
  source?: string | null;
  externalId?: string | null;
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

const LINKS = { name: "interview_episode", column: "interview_id" } as const;

/**
 * Stores interviews by (source, externalId). Throws CaseworkError for an episode that is not stored,
 * and for an interview completed before the first return of the episodes it serves. (A completion
 * between two returns stands: it serves the first, and not the second.)
 */
export async function storeInterviews(w: Writing, rows: readonly InterviewRow[]): Promise<Upserted> {
  const episodes = await linkedEpisodes(w.tx, rows);
  const outcome = await upsert(
    w,
    {
      table: INTERVIEW,
      virtual: (known) => linksOf(w.tx, LINKS, known),
      beforeUpdate: (changed) => dropLinks(w.tx, LINKS, changed),
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
  await saveLinks(w.tx, LINKS, outcome);
  noteEpisodes(w, episodesOf(outcome), episodes);
  return summed(outcome);
}

/** Cards that show these episodes are old; the audit names their children. */
export function noteEpisodes(w: Writing, ids: readonly number[], episodes: Map<number, LinkedEpisode>) {
  w.touched(ids);
  w.concerns(ids.flatMap((id) => episodes.get(id)?.childId ?? []));
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
