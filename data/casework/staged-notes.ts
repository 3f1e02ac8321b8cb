import { CHILDREN_IN_AUDIT, type Writing } from "./write.ts";

/** Of the episodes that a SELECT gives, those that cards show are shown anew. */
export async function noteCards(w: Writing, episodes: string): Promise<void> {
  const shown = await w.tx.$queryRawUnsafe<{ id: number }[]>(
    `SELECT DISTINCT c.id FROM (
       SELECT unnest(episode_ids) AS id FROM posted_card WHERE gone_at IS NULL
     ) c WHERE c.id IN (${episodes})`,
  );
  w.touched(shown.map((row) => row.id));
}

/** The children that a SELECT gives, for the audit row: their ids, or how many where they are very many. */
export async function noteChildren(w: Writing, children: string): Promise<void> {
  const [found] = await w.tx.$queryRawUnsafe<{ n: number; ids: number[] | null }[]>(
    `WITH c(id) AS (SELECT DISTINCT * FROM (${children}) s)
     SELECT (SELECT count(*)::int FROM c) AS n,
            (SELECT array_agg(id) FROM (SELECT id FROM c LIMIT ${CHILDREN_IN_AUDIT + 1}) few) AS ids`,
  );
  const { n, ids } = found!;
  if (n <= CHILDREN_IN_AUDIT) w.concerns(ids ?? []);
  else w.describe({ children: n });
}
