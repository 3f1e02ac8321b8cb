import type { Db } from "../../store/store.ts";
import { literal } from "./sql.ts";

/**
 * Whom an id in the files means, as a SELECT of external_id and id: the row of the same source, else the
 * only one that bears it (the police's file names the council's children).
 */
export function known(table: "child" | "episode", source: string): string {
  const own = literal(source);
  const stands = "external_id IS NOT NULL AND voided_at IS NULL";
  return `SELECT external_id, id FROM ${table} WHERE source = ${own} AND ${stands}
    UNION ALL
    SELECT external_id, max(id) FROM ${table} o WHERE source IS DISTINCT FROM ${own} AND ${stands}
      AND NOT EXISTS (SELECT FROM ${table} k WHERE k.source = ${own} AND k.external_id = o.external_id AND k.voided_at IS NULL)
    GROUP BY external_id HAVING count(*) = 1`;
}

/**
 * Joins to the staged rows `s` of an episodes file: `kc.id` is the child whom one names (as `known` does), or
 * null. The many of the same source come by a join whose rows the planner can count; the others are few.
 */
export function joinChild(source: string): string {
  const own = literal(source);
  return `LEFT JOIN child ks ON ks.source = ${own} AND ks.external_id = s.child AND ks.voided_at IS NULL
    LEFT JOIN (
      SELECT external_id, max(id) AS id FROM child WHERE source IS DISTINCT FROM ${own}
        AND external_id IS NOT NULL AND voided_at IS NULL
      GROUP BY external_id HAVING count(*) = 1
    ) ko ON ks.id IS NULL AND ko.external_id = s.child
    CROSS JOIN LATERAL (SELECT coalesce(ks.id, ko.id) AS id) kc`;
}

/** One row for each episode that a staged row names: its line, the name, the episode's `id` (null: unknown) and return. */
export const SERVED = "import_served";

/**
 * Looks up the episodes that the staged interviews or meetings name (as `known` does), once for all that
 * asks about them until the transaction ends. Nearly all are of the same source, and the planner knows how
 * many those are; of the lists it knows nothing, so the rows are counted.
 */
export async function lookUpServed(db: Db, source: string): Promise<void> {
  const own = literal(source);
  await db.$executeRawUnsafe(`DROP TABLE IF EXISTS pg_temp.${SERVED}`);
  await db.$executeRawUnsafe(
    `CREATE TEMP TABLE ${SERVED} ON COMMIT DROP AS
     SELECT x.line, x.external_id, k.id, k.ended_at FROM (SELECT line, unnest(episodes) AS external_id FROM import_staged) x
     LEFT JOIN episode k ON k.source = ${own} AND k.external_id = x.external_id AND k.voided_at IS NULL`,
  );
  await db.$executeRawUnsafe(`ANALYZE ${SERVED} (line, id)`);
  await db.$executeRawUnsafe(
    `UPDATE ${SERVED} v SET id = o.id, ended_at = o.ended_at
     FROM (SELECT external_id, max(id) AS id, max(ended_at) AS ended_at FROM episode WHERE source IS DISTINCT FROM ${own}
             AND external_id IN (SELECT external_id FROM ${SERVED} WHERE id IS NULL) AND voided_at IS NULL
           GROUP BY external_id HAVING count(*) = 1) o
     WHERE v.id IS NULL AND o.external_id = v.external_id`,
  );
}
