import type { Db } from "../store/store.ts";
import type { LastChange } from "./changes.ts";
import { INTERVIEW_LINKS, type LinkTable, MEETING_LINKS } from "./links.ts";
import { INTERVIEW, STRATEGY_MEETING } from "./tables.ts";

/** What of an episode a step is about, beside the episode's own fields. */
export type Part = "interview" | "meeting";

const TABLES: Readonly<Record<Part, { table: string; links: LinkTable }>> = {
  interview: { table: INTERVIEW.name, links: INTERVIEW_LINKS },
  meeting: { table: STRATEGY_MEETING.name, links: MEETING_LINKS },
};

/**
 * The last change of an episode's interviews or meetings: of one of these fields, where they are given, and
 * the one on top of what was seen (`seenOf`: every change raises it by one), where that is given.
 */
export async function lastStep(
  db: Db,
  part: Part,
  episodeId: number,
  { fields = null, seen = null }: { fields?: readonly string[] | null; seen?: number | null } = {},
): Promise<LastChange | null> {
  const { table, links } = TABLES[part];
  const [row] = await db.$queryRawUnsafe<LastChange[]>(
    `SELECT row_id AS "rowId", by, recorded_at AS "recordedAt"
     FROM (SELECT c.*, row_number() OVER (ORDER BY c.id) - 1 AS seen FROM change c
       WHERE c.table_name = $1 AND c.row_id IN
         (SELECT ${links.column} FROM ${links.name} WHERE episode_id = $2::int)) c
     WHERE ($3::text[] IS NULL OR c.after::jsonb ?| $3::text[]) AND ($4::int IS NULL OR c.seen = $4::int)
     ORDER BY c.id DESC LIMIT 1`,
    table,
    episodeId,
    fields && [...fields],
    seen,
  );
  return row ?? null;
}
