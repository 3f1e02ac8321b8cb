import type { Db } from "../../store/store.ts";
import type { CollectionYear } from "../returns/collection-year.ts";
import { RETURN_SOURCE } from "../returns/map-missing.ts";
import { literal } from "./sql.ts";
import { ISO } from "./staging.ts";

/** A stored child whose id is one of the return's, whatever its case. */
export interface StoredChild {
  id: number;
  externalId: string;
  fromReturn: boolean;
  dateOfBirth: string;
  gender: string;
  /** the London day on which the child's first episode starts; null: there is none */
  firstDay: string | null;
}

/** A stored episode of a child of the return. Days are London days; `endDay` null: it is open. */
export interface StoredEpisode {
  id: number;
  childId: number;
  reference: string;
  externalId: string | null;
  fromReturn: boolean;
  category: string;
  startedAt: string;
  startDay: string;
  startPrecision: "instant" | "date";
  endedAt: string | null;
  endDay: string | null;
  endPrecision: "instant" | "date";
  placementType: string | null;
  legalStatus: string | null;
  lookedAfter: boolean | null;
}

/** An episode that the year's earlier return brought. */
export interface YearsEpisode {
  id: number;
  reference: string;
  externalId: string;
  child: string;
  /** staff have changed it, or an interview or a meeting is about it */
  worked: boolean;
}

/** The children by the id that the return has for them, in capitals: several where case alone differs. */
export async function storedChildren(
  db: Db,
  ids: readonly string[],
  timeZone: string,
): Promise<Map<string, StoredChild[]>> {
  const found = await db.$queryRawUnsafe<(StoredChild & { code: string })[]>(
    `SELECT c.id, upper(c.external_id) AS code, c.external_id AS "externalId",
       c.source IS NOT DISTINCT FROM '${RETURN_SOURCE}' AS "fromReturn",
       to_char(c.date_of_birth, 'YYYY-MM-DD') AS "dateOfBirth", c.gender,
       (SELECT to_char(min(${day("e.started_at", timeZone)}), 'YYYY-MM-DD') FROM episode e
        WHERE e.child_id = c.id AND e.voided_at IS NULL) AS "firstDay"
     FROM child c WHERE c.voided_at IS NULL AND upper(c.external_id) = ANY($1::text[]) ORDER BY c.id`,
    ids,
  );
  const children = new Map<string, StoredChild[]>();
  for (const { code, ...child } of found) children.set(code, [...(children.get(code) ?? []), child]);
  return children;
}

/** The episodes of children, by the child's id in the store. */
export async function storedEpisodes(
  db: Db,
  childIds: readonly number[],
  timeZone: string,
): Promise<Map<number, StoredEpisode[]>> {
  const found = await db.$queryRawUnsafe<StoredEpisode[]>(
    `SELECT id, child_id AS "childId", 'ME-' || number AS reference, external_id AS "externalId",
       source IS NOT DISTINCT FROM '${RETURN_SOURCE}' AS "fromReturn", category,
       ${ISO("started_at")} AS "startedAt", to_char(${day("started_at", timeZone)}, 'YYYY-MM-DD') AS "startDay",
       start_precision AS "startPrecision", ${ISO("ended_at")} AS "endedAt",
       to_char(${day("ended_at", timeZone)}, 'YYYY-MM-DD') AS "endDay", end_precision AS "endPrecision",
       placement_type AS "placementType", legal_status AS "legalStatus", looked_after AS "lookedAfter"
     FROM episode WHERE voided_at IS NULL AND child_id = ANY($1::int[]) ORDER BY started_at, id`,
    childIds,
  );
  const episodes = new Map<number, StoredEpisode[]>();
  for (const row of found) {
    const ofChild = episodes.get(row.childId);
    if (ofChild) ofChild.push(row);
    else episodes.set(row.childId, [row]);
  }
  return episodes;
}

/**
 * What earlier imports of the year's return have brought: the periods that start in the year, and those of
 * other years that were first stored with it, unless another year's return has come since, which may have them
 * too. A period that last year's return brought is last year's, carried forward or not.
 */
export function episodesOfYear(db: Db, year: CollectionYear, timeZone: string): Promise<YearsEpisode[]> {
  return db.$queryRawUnsafe<YearsEpisode[]>(
    `SELECT e.id, 'ME-' || e.number AS reference, e.external_id AS "externalId", c.external_id AS child,
       EXISTS (SELECT FROM change h WHERE h.table_name = 'episode' AND h.row_id = e.id AND h.by IS NOT NULL)
         OR EXISTS (SELECT FROM interview_episode l WHERE l.episode_id = e.id)
         OR EXISTS (SELECT FROM strategy_meeting_episode l WHERE l.episode_id = e.id) AS worked
     FROM episode e JOIN child c ON c.id = e.child_id
     WHERE e.source = '${RETURN_SOURCE}' AND e.external_id IS NOT NULL AND e.voided_at IS NULL
       AND (${day("e.started_at", timeZone)} BETWEEN '${year.first}'::date AND '${year.last}'::date
         OR EXISTS (SELECT FROM change h JOIN import_run r ON r.id = h.import_run
           WHERE h.table_name = 'episode' AND h.row_id = e.id AND h.version_before = 0
             AND r.mode = 'ssda903' AND r.year = $1
             AND NOT EXISTS (SELECT FROM import_run o
               WHERE o.mode = 'ssda903' AND o.year <> r.year AND o.id > r.id)))
     ORDER BY e.number`,
    year.label,
  );
}

function day(at: string, timeZone: string): string {
  return `timezone(${literal(timeZone)}, ${at})::date`;
}
