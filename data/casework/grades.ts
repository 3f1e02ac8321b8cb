import type { Risk } from "../vocabulary.ts";
import { type EpisodePress, lockEpisodes, type PressOutcome, pressEpisodes } from "./press-episodes.ts";
import { inParts } from "./rows.ts";
import type { Writing } from "./write.ts";

export interface GradeToGive extends EpisodePress {
  risk: Risk;
}

type NotGraded = "already_ended" | "same_risk";
export type GradeOutcome = PressOutcome<NotGraded>;

/**
 * Grades open episodes anew, as from the instant of writing, each refused or done on its own. The grade at
 * the start and all between stay: an episode counts with the highest that it held. The change rows have
 * the last grade that was given after the start as the field `grade`.
 */
export async function giveGrades(w: Writing, rows: readonly GradeToGive[]): Promise<GradeOutcome[]> {
  const episodes = await lockEpisodes(w, rows);
  const held = await heldGrades(w, [...episodes.keys()]);
  for (const episode of episodes.values()) {
    const { later = null } = held.get(episode.id) ?? {};
    episode.fields = { ...episode.fields, grade: later };
  }
  const outcomes = await pressEpisodes<GradeToGive, NotGraded>(
    w,
    rows,
    {
      state: ({ fields }) => (fields.endedAt === null ? null : "already_ended"),
      asked: ({ id, fields }, { risk }) =>
        (fields.grade ?? held.get(id)?.last ?? null) === risk ? "same_risk" : null,
      after: (_, { risk }) => ({ grade: risk }),
      happenedAt: () => w.author.recordedAt.toISOString(),
    },
    episodes,
  );
  const given = rows.filter((_, i) => outcomes[i]!.ok);
  await inParts(given, (part) =>
    w.tx.$executeRawUnsafe(
      // a grade at the very start would be the one at the start
      `INSERT INTO episode_risk (episode_id, grade, graded_at)
       SELECT t.id, t.grade, greatest($2::timestamptz, e.started_at + interval '1 millisecond')
       FROM jsonb_to_recordset($1::jsonb) AS t(id int, grade text) JOIN episode e ON e.id = t.id`,
      JSON.stringify(part.map(({ episodeId, risk }) => ({ id: episodeId, grade: risk }))),
      w.author.recordedAt.toISOString(),
    ),
  );
  return outcomes;
}

/** The last grade of each episode, and the last one that was given after its start. */
async function heldGrades(w: Writing, ids: readonly number[]) {
  const rows = await w.tx.$queryRawUnsafe<{ id: number; last: string; later: string | null }[]>(
    `SELECT e.id, (array_agg(r.grade ORDER BY r.graded_at DESC, r.id DESC))[1] AS last,
            (array_agg(r.grade ORDER BY r.graded_at DESC, r.id DESC)
              FILTER (WHERE r.graded_at > e.started_at))[1] AS later
     FROM episode e JOIN episode_risk r ON r.episode_id = e.id WHERE e.id = ANY($1::int[]) GROUP BY e.id`,
    ids,
  );
  return new Map(rows.map((row) => [row.id, row]));
}
