import { type Fields, inParts, type Plain, same } from "./rows.ts";
import type { Writing } from "./write.ts";

/** What one write did to one row: the fields that changed, before and after (none before an insert). */
export interface RowChange {
  table: string;
  rowId: number;
  versionBefore: number;
  versionAfter: number;
  before: Fields | null;
  after: Fields;
  /** when it happened in the world, not when it was written down */
  happenedAt: Plain;
  /** why, in the person's own words: free text about a child, which stands nowhere else */
  reason?: string;
}

/** The fields in which two states differ, each way; null where none does. Absent counts as null. */
export function differences(before: Fields, after: Fields): { before: Fields; after: Fields } | null {
  const was: Fields = {};
  const is: Fields = {};
  for (const field of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const a = before[field] ?? null;
    const b = after[field] ?? null;
    if (same(a, b)) continue;
    was[field] = a;
    is[field] = b;
  }
  return Object.keys(is).length === 0 ? null : { before: was, after: is };
}

/** The fields of a new row that hold something. */
export function filled(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null));
}

/** Writes change rows with the author of the write, set-based. */
export async function recordChanges(w: Writing, changes: readonly RowChange[]): Promise<void> {
  await inParts(changes, (part) =>
    w.tx.$executeRawUnsafe(
      `INSERT INTO change (table_name, row_id, version_before, version_after, before, after, happened_at,
                           recorded_at, by, import_run, activity_id, reason)
       SELECT "table", "rowId", "versionBefore", "versionAfter", before, after, "happenedAt",
              $2::timestamptz, $3::text, $4::int, $5::text, reason
       FROM jsonb_to_recordset($1::jsonb) AS t("table" text, "rowId" int, "versionBefore" int,
            "versionAfter" int, before json, after json, "happenedAt" timestamptz, reason text)`,
      JSON.stringify(part),
      w.author.recordedAt.toISOString(),
      w.author.by,
      w.author.importRun ?? null,
      w.author.activityId ?? null,
    ),
  );
  for (const change of changes) w.counted(change.table, change.before === null ? "inserted" : "updated");
}

/** One row of `change`, for callers that tell who did what when. */
export interface LastChange {
  rowId: number;
  by: string | null;
  recordedAt: Date;
}

/** The last change of each row; the last that touched a field; the one on top of a version. */
export async function lastChanges(
  tx: Writing["tx"],
  table: string,
  rowIds: readonly number[],
  { field = null, version = null }: { field?: string | null; version?: number | null } = {},
): Promise<Map<number, LastChange>> {
  const rows = await tx.$queryRawUnsafe<LastChange[]>(
    `SELECT DISTINCT ON (row_id) row_id AS "rowId", by, recorded_at AS "recordedAt" FROM change
     WHERE table_name = $1 AND row_id = ANY($2::int[]) AND ($3::text IS NULL OR after::jsonb ? $3::text)
       AND ($4::int IS NULL OR version_before = $4::int)
     ORDER BY row_id, id DESC`,
    table,
    rowIds,
    field,
    version,
  );
  return new Map(rows.map((row) => [row.rowId, row]));
}
