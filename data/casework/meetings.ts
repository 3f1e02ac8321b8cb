import { noteEpisodes } from "./interviews.ts";
import { dropLinks, episodesOf, idSet, linkedEpisodes, linksOf, MEETING_LINKS, saveLinks } from "./links.ts";
import { STRATEGY_MEETING } from "./tables.ts";
import { type Keyed, laidOver, summed, type Upserted, upsert } from "./upsert.ts";
import type { Writing } from "./write.ts";

/** A strategy meeting and the episodes that it is about. Absent: kept as it is; null: blank. */
export interface MeetingRow extends Keyed {
  episodeIds: readonly number[];
  plannedFor?: Date | null;
  heldAt?: Date | null;
  chair?: string | null;
}

/** Stores strategy meetings by id, or by (source, externalId). Throws CaseworkError for an unknown episode. */
export async function storeMeetings(w: Writing, rows: readonly MeetingRow[]): Promise<Upserted> {
  const episodes = await linkedEpisodes(w.tx, rows);
  const outcome = await upsert(
    w,
    {
      table: STRATEGY_MEETING,
      virtual: (known) => linksOf(w.tx, MEETING_LINKS, known),
      beforeUpdate: (changed) => dropLinks(w.tx, MEETING_LINKS, changed),
      complete: (row, before) => ({
        ...laidOver(STRATEGY_MEETING, row, before, {}),
        episodeIds: idSet(row.episodeIds),
      }),
      happenedAt: (after, delta) => (delta ?? after).heldAt ?? w.author.recordedAt.toISOString(),
    },
    rows,
  );
  await saveLinks(w.tx, MEETING_LINKS, outcome);
  await noteEpisodes(w, episodesOf(outcome), episodes);
  return summed(outcome);
}
