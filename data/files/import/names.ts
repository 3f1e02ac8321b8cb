import { storeOrganisation } from "../../casework/organisation.ts";
import type { Writing } from "../../casework/write.ts";
import type { PlacementType } from "../../vocabulary.ts";
import type { FileImport } from "./file-import.ts";
import { GOES_OVER, NAMED } from "./kinds.ts";
import { STAGED } from "./staging.ts";

/** New names that go over in one call. */
const PAGE = 2_000;

/**
 * Stores the teams, workers, agencies, providers and placements that the file's rows name and that are not
 * stored yet. A new worker belongs to the team that is named beside the worker first; a new placement has
 * the type and the provider that are named beside it, where the file has them.
 */
export async function storeNames(w: Writing, { kind, fields }: FileImport): Promise<void> {
  const used = Object.entries(STAGED[kind]).filter(([field]) => field in NAMED && fields.has(field));
  for (const [field, [column]] of used) {
    const table = NAMED[field]!;
    const beside = (other: string) =>
      fields.has(other) && other in STAGED[kind] ? `s.${STAGED[kind][other]![0]}` : "NULL::text";
    for (;;) {
      const fresh = await w.tx.$queryRawUnsafe<
        { name: string; team: string | null; type: string | null; provider: string | null }[]
      >(
        `SELECT first.name, ${beside("team")} AS team, ${beside("placementType")} AS type,
           ${beside("provider")} AS provider
         FROM (SELECT s.${column} AS name, min(s.line) AS line
               FROM import_staged s LEFT JOIN ${table} n ON n.name = s.${column}
               WHERE s.${column} IS NOT NULL AND n.id IS NULL AND ${GOES_OVER}
               GROUP BY 1 ORDER BY 1 LIMIT ${PAGE}) first
         JOIN import_staged s ON s.line = first.line ORDER BY first.name`,
      );
      if (fresh.length === 0) break;
      const names = fresh.map(({ name }) => name);
      await storeOrganisation(w, {
        ...(table === "agency" ? { agencies: names } : {}),
        ...(table === "team" ? { teams: names } : {}),
        ...(table === "provider" ? { providers: names } : {}),
        ...(table === "worker"
          ? { workers: fresh.map(({ name, team }) => ({ name, ...(team === null ? {} : { team }) })) }
          : {}),
        ...(table === "placement"
          ? {
              placements: fresh.map(({ name, type, provider }) => ({
                name,
                ...(type === null ? {} : { type: type as Exclude<PlacementType, "unknown"> }),
                ...(provider === null ? {} : { provider }),
              })),
            }
          : {}),
      });
      if (fresh.length < PAGE) break;
    }
  }
}

/** Stores the rows of a placements file; counts what became of them. */
export async function storePlacements(w: Writing, { fields }: FileImport) {
  const provider = fields.has("provider");
  const [counts] = await w.tx.$queryRawUnsafe<{ inserted: number; updated: number }[]>(
    `SELECT count(*) FILTER (WHERE p.id IS NULL)::int AS inserted,
       count(*) FILTER (WHERE p.id IS NOT NULL AND (p.type <> s.placement_type
         ${provider ? "OR o.name IS DISTINCT FROM s.provider" : ""}))::int AS updated
     FROM import_staged s LEFT JOIN placement p ON p.name = s.external_id
     LEFT JOIN provider o ON o.id = p.provider_id WHERE ${GOES_OVER}`,
  );
  for (let after = 0; counts!.inserted + counts!.updated > 0; ) {
    const page = await w.tx.$queryRawUnsafe<
      { line: number; name: string; type: Exclude<PlacementType, "unknown">; provider: string | null }[]
    >(
      `SELECT s.line, s.external_id AS name, s.placement_type AS type, s.provider
       FROM import_staged s
       WHERE s.line > $1::int AND ${GOES_OVER} ORDER BY s.line LIMIT ${PAGE}`,
      after,
    );
    if (page.length === 0) break;
    after = page.at(-1)!.line;
    await storeOrganisation(w, {
      placements: page.map((row) => ({
        name: row.name,
        type: row.type,
        ...(provider ? { provider: row.provider } : {}),
      })),
    });
  }
  return counts!;
}
