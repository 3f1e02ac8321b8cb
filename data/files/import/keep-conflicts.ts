import type { Writing } from "../../casework/write.ts";
import type { FileImport, FoundConflict } from "./file-import.ts";

/**
 * Keeps a file's conflicts for a person to settle. One that is open already is not listed a second time:
 * it shows what the newest file says. One that the file has come round to is over.
 */
export async function keepConflicts(
  w: Writing,
  file: FileImport,
  table: string,
  { conflicts, agreed }: { conflicts: readonly FoundConflict[]; agreed: readonly string[] },
): Promise<void> {
  if (conflicts.length > 0) {
    await w.tx.$executeRawUnsafe(
      `INSERT INTO import_conflict (kind, table_name, row_id, source, external_id, ours, file, made_at, run_id,
                                    file_name, line, detected_at)
       SELECT t.kind, $2, t."rowId", $3, t."externalId", t.ours, t.file, t."madeAt", $4::int, $5, t.line,
              $6::timestamptz
       FROM jsonb_to_recordset($1::jsonb) AS t(kind text, "rowId" int, "externalId" text, line int,
         "madeAt" timestamptz, ours jsonb, file jsonb)
       JOIN import_judged j ON j.line = t.line AND j.in_conflict
       ON CONFLICT (table_name, source, external_id) WHERE settled_at IS NULL
       DO UPDATE SET kind = EXCLUDED.kind, row_id = EXCLUDED.row_id, ours = EXCLUDED.ours,
         file = EXCLUDED.file, made_at = EXCLUDED.made_at
       WHERE (import_conflict.row_id, import_conflict.ours, import_conflict.file)
         IS DISTINCT FROM (EXCLUDED.row_id, EXCLUDED.ours, EXCLUDED.file)`,
      JSON.stringify(conflicts),
      table,
      file.source,
      file.runId,
      file.name,
      file.now.toISOString(),
    );
  }
  // also a doubt about an episode that has been stored under its id meanwhile
  await w.tx.$executeRawUnsafe(
    `UPDATE import_conflict c SET settled_at = $3::timestamptz, choice = 'agreed'
     WHERE c.table_name = $1 AND c.source = $2 AND c.settled_at IS NULL
       AND (c.external_id = ANY($4::text[]) OR (c.kind = 'same_episode' AND EXISTS (
         SELECT FROM import_staged s LEFT JOIN import_judged j ON j.line = s.line
         WHERE s.external_id = c.external_id AND (j.line IS NULL OR j.verdict IN ('adopted', 'held'))
           AND NOT coalesce(j.in_conflict, false))))`,
    table,
    file.source,
    file.now.toISOString(),
    agreed,
  );
}
