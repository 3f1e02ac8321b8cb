import type { FileImport, FoundConflict } from "./file-import.ts";
import { type KeyedKind, KINDS } from "./kinds.ts";
import { differing, precisionOf, rendered, withFields } from "./rendered.ts";
import { instantLiteral, literal } from "./sql.ts";
import { restage, stagedRows } from "./staging.ts";

/** Rows that are looked at in one go. */
const PAGE = 500;

/** What speaks for keeping fields of a stored row that the file has. */
interface Hold {
  line: number;
  rowId: number;
  externalId: string;
  madeAt: Date;
  /** changed by a person after the file was made; as the table names them */
  changed: string[] | null;
  /** in a conflict that nobody has settled yet; as the file names them */
  open: string[] | null;
  /** what a person has refused of an earlier file: field → the file's value then */
  refused: Record<string, unknown> | null;
}

/**
 * Finds the fields that people have changed since the file was made, and keeps them as they are: the
 * staged row gets the store's value, so that its other fields go over. A field in an open conflict stays
 * until somebody chooses, whatever the age of the file; where a person chose the store's value, it stays
 * until the file says something new.
 *
 * @returns the conflicts, and the ids (external) of rows whose open conflict the file has come round to
 */
export async function holdChanged(
  file: FileImport & { kind: KeyedKind },
): Promise<{ conflicts: FoundConflict[]; agreed: string[] }> {
  const holds = await file.db.$queryRawUnsafe<Hold[]>(holdsOf(file));
  const conflicts: FoundConflict[] = [];
  const agreed: string[] = [];
  for (let from = 0; from < holds.length; from += PAGE) {
    const page = holds.slice(from, from + PAGE);
    const stored = await rendered(
      file.db,
      file.kind,
      page.map(({ rowId }) => rowId),
    );
    const staged = await stagedRows(
      file.db,
      file.kind,
      page.map(({ line }) => line),
    );
    const kept: { line: number; row: Record<string, unknown> }[] = [];
    const judged: { line: number; rowId: number; inConflict: boolean }[] = [];
    for (const hold of page) {
      const { row: ours } = stored.get(hold.rowId)!;
      const theirs = staged.get(hold.line)!;
      const { keep, disputed } = weigh(file, hold, ours, theirs);
      if (hold.open && disputed.length === 0) agreed.push(hold.externalId);
      if (keep.length === 0) continue;
      kept.push({ line: hold.line, row: withFields(theirs, keep, ours) });
      judged.push({ line: hold.line, rowId: hold.rowId, inConflict: disputed.length > 0 });
      if (disputed.length === 0) continue;
      const { line, rowId, externalId, madeAt } = hold;
      conflicts.push({
        kind: "changed_here",
        ...{ rowId, externalId, line, madeAt },
        ours: picked(ours, disputed),
        file: picked(theirs, disputed),
      });
    }
    await restage(file.db, file.kind, kept);
    await markJudged(file, "held", judged);
  }
  return { conflicts, agreed };
}

function weigh(
  file: FileImport & { kind: KeyedKind },
  hold: Hold,
  ours: Record<string, unknown>,
  theirs: Record<string, unknown>,
) {
  const { fields } = KINDS[file.kind];
  const changed = new Set(hold.changed);
  const open = new Set(hold.open);
  const isHeld = (field: string) =>
    changed.has(fields[field] ?? field) ||
    open.has(field) ||
    (hold.refused !== null && field in hold.refused);
  const different = differing(file, ours, theirs);
  const keep = different.filter((field) => {
    if (!isHeld(field)) return false;
    if (changed.has(fields[field] ?? field) || open.has(field)) return true;
    return JSON.stringify(hold.refused![field] ?? null) === JSON.stringify(theirs[field] ?? null);
  });
  const settled = (field: string) =>
    hold.refused !== null &&
    field in hold.refused &&
    !open.has(field) &&
    JSON.stringify(hold.refused[field] ?? null) === JSON.stringify(theirs[field] ?? null);
  // a start and a return that do not fit each other stay together
  const effective = withFields(theirs, keep, ours);
  const [start, end] = [effective.startedAt, effective.endedAt] as (string | null | undefined)[];
  if (start && end && end < start) {
    for (const field of ["startedAt", "endedAt"])
      if (different.includes(field) && !keep.includes(field)) keep.push(field);
  }
  return { keep, disputed: keep.filter((field) => !settled(field)) };
}

/** Marks rows that go over otherwise than they stand in the file. */
export async function markJudged(
  { db }: Pick<FileImport, "db">,
  verdict: "held" | "adopted",
  rows: readonly { line: number; rowId: number; inConflict: boolean }[],
): Promise<void> {
  if (rows.length === 0) return;
  await db.$executeRawUnsafe(
    `INSERT INTO import_judged (line, verdict, row_id, in_conflict)
     SELECT line, '${verdict}', "rowId", "inConflict"
     FROM jsonb_to_recordset($1::jsonb) AS t(line int, "rowId" int, "inConflict" boolean)`,
    JSON.stringify(rows),
  );
}

function holdsOf({ kind, source, madeAt }: FileImport & { kind: KeyedKind }): string {
  const { table } = KINDS[kind];
  const ofRow = `FROM import_conflict c WHERE c.table_name = '${table.name}' AND c.source = ${literal(source)}`;
  return `
    WITH changed AS (
      SELECT s.line, array_agg(DISTINCT f) AS fields
      FROM change ch JOIN ${table.name} k ON k.id = ch.row_id AND k.source = ${literal(source)}
      JOIN import_staged s ON s.external_id = k.external_id
      CROSS JOIN LATERAL json_object_keys(ch.after) f
      WHERE ch.table_name = '${table.name}' AND ch.by IS NOT NULL
        AND ch.recorded_at > least(${instantLiteral(madeAt)}, (SELECT min(made_at) FROM import_staged))
        AND ch.recorded_at > coalesce(s.made_at, ${instantLiteral(madeAt)})
        -- what was filled from the child was said by nobody
        AND NOT coalesce(ch.after::jsonb->'assumed' ? f, false)
      GROUP BY s.line
    ), open AS (
      SELECT s.line, ARRAY(SELECT jsonb_object_keys(c.file)) AS fields
      FROM (SELECT * ${ofRow} AND c.settled_at IS NULL AND c.kind <> 'same_episode') c
      JOIN import_staged s ON s.external_id = c.external_id
    ), refused AS (
      SELECT s.line, c.file
      FROM (SELECT DISTINCT ON (c.external_id) c.* ${ofRow} AND c.settled_at IS NOT NULL
            ORDER BY c.external_id, c.settled_at DESC, c.id DESC) c
      JOIN import_staged s ON s.external_id = c.external_id WHERE c.choice = 'ours'
    )
    SELECT line, k.id AS "rowId", s.external_id AS "externalId",
      coalesce(s.made_at, ${instantLiteral(madeAt)}) AS "madeAt",
      changed.fields AS changed, open.fields AS open, refused.file AS refused
    FROM changed FULL JOIN open USING (line) FULL JOIN refused USING (line)
    JOIN import_staged s USING (line)
    JOIN ${table.name} k ON k.source = ${literal(source)} AND k.external_id = s.external_id
    LEFT JOIN import_judged j USING (line) WHERE j.line IS NULL
    ORDER BY line`;
}

/** Some fields of a row for a conflict; of a time, how precisely it is known goes with it. */
export function picked(row: Record<string, unknown>, fields: readonly string[]): Record<string, unknown> {
  const whole = new Set(fields.flatMap((field) => [field, ...precisionOf(field)]));
  return Object.fromEntries([...whole].map((field) => [field, row[field] ?? null]));
}
