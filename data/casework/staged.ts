import { CaseworkError } from "./errors.ts";
import type { Plain } from "./rows.ts";
import { type FieldType, filledObject, jsonText } from "./staged-json.ts";
import type { Table } from "./tables.ts";
import type { Writing } from "./write.ts";

/**
 * The rows of a file as the caller gives them: a SELECT of `line`, `row_id` (null: a new row) and a column
 * for each field in `fields`, named and typed as the table's own. A field that is not among them is kept.
 */
export interface Given {
  sql: string;
  /** the new ones of these, where that can be said so that the planner knows how many they are */
  fresh?: string;
  params: readonly unknown[];
  fields: ReadonlySet<string>;
  /** number the new ones in the order of their lines; of very many that would take too long */
  inOrder?: boolean;
  /** take no number of the references (MC-1042, ME-20345): what is written here will be rolled back */
  trial?: boolean;
}

/** A field that is kept in another table, with its type and its value before. */
export interface Virtual {
  type: FieldType;
  before: string;
}

/**
 * How a kind of row is completed, as SQL over `g` (what is given), `b` (what is stored, nulls for a new
 * row) and what `joins` adds. Of the fields, those that are not in `after` are laid over what is.
 */
export interface StagedKind {
  table: Table;
  /** the fields that no row of a file lacks, the first of the table's among them */
  filled: readonly string[];
  joins?: (given: Given) => string;
  virtual?: Readonly<Record<string, Virtual>>;
  /** the value of a new row's field that is not given */
  otherwise: Readonly<Record<string, string>>;
  after?: (given: Given, author: Writing["author"]) => Readonly<Record<string, string>>;
  /** when it happened: SQL over `p` (as planned), and for a known row `b`; $1 is when it is written down */
  happenedAt: { fresh: string; changed: string };
  /** what all new rows of a file share, so that their change rows need not write each anew */
  shared?: (author: Writing["author"]) => Readonly<Record<string, Plain>>;
  /** rows of another table that whoever presses a button locks before these: a SELECT … FOR …, of the planned ones */
  lockFirst?: string;
  /** the instants of known rows that must be written before the others */
  firstWhere?: string;
}

export interface Staged {
  inserted: number;
  updated: number;
}

/** The same without `id`. */
export const PLAN_ROWS = "casework_plan";
/** One row: the first of the ids that the new rows get. */
const PLAN_IDS = "casework_plan_ids";
const FRESH_ID = `p.fresh_rank + (SELECT first_id FROM ${PLAN_IDS}) - 1`;
/** What is about to be written: `id`, `was_version` (null: new), every column, and `was_…` of the virtual ones. */
export const PLAN = `(SELECT p.*, coalesce(p.known_id, ${FRESH_ID}) AS id FROM ${PLAN_ROWS} p)`;
/** Of these the new rows, and those that change. */
export const FRESH = `(SELECT p.*, ${FRESH_ID} AS id FROM ${PLAN_ROWS} p WHERE p.known_id IS NULL)`;
export const CHANGED = `(SELECT p.*, p.known_id AS id FROM ${PLAN_ROWS} p WHERE p.known_id IS NOT NULL)`;

/**
 * The staged counterpart of upsert.ts, for files of any length: plans in one statement what a SELECT
 * gives (new rows, and known ones that differ), and writes it table-wise, with the same columns
 * (tables.ts), change rows and names. A known row that somebody has changed since it was read is refused.
 *
 * It stands beside the row-wise one instead of under it: a card's write is one row, of which the refusal
 * must name the position, and putting that row through a temporary table and eight statements would cost
 * a press some milliseconds and its plain words. What they share is the declarations, and a test that runs
 * the same rows through both (test/data/casework/staged.test.ts).
 *
 * @throws CaseworkError `changed_meanwhile`
 */
export async function plan(w: Writing, kind: StagedKind, given: Given): Promise<Staged> {
  const { table } = kind;
  const parts = [freshPlan(kind, given, w.author), knownPlan(kind, given, w.author)];
  await w.tx.$executeRawUnsafe(`DROP TABLE IF EXISTS pg_temp.${PLAN_ROWS}`);
  // made by one query, which several processes may share; what inserts into a table never is
  await w.tx.$executeRawUnsafe(
    `CREATE TEMP TABLE ${PLAN_ROWS} ON COMMIT DROP AS ${parts.join(" UNION ALL ")}`,
    ...given.params,
  );
  await w.tx.$executeRawUnsafe(`ANALYZE ${PLAN_ROWS} (line, known_id)`);
  if (kind.lockFirst) await w.tx.$executeRawUnsafe(kind.lockFirst);
  const [counts] = await w.tx.$queryRawUnsafe<{ rows: number; changed: number; current: number }[]>(
    `WITH locked AS (
       SELECT r.id FROM ${table.name} r JOIN ${PLAN_ROWS} p ON p.known_id = r.id
       ${table.versioned ? "AND r.version = p.was_version" : ""} ORDER BY r.id FOR UPDATE OF r
     )
     SELECT count(*)::int AS rows, count(known_id)::int AS changed,
            (SELECT count(*)::int FROM locked) AS current FROM ${PLAN_ROWS}`,
  );
  const { rows, changed, current } = counts!;
  if (current !== changed) {
    throw new CaseworkError("changed_meanwhile", "somebody has changed rows since they were read");
  }
  const inserted = rows - changed;
  await drawIds(w, table, inserted);
  return { inserted, updated: changed };
}

/**
 * Draws an id for each new row, without a gap, so that a row's id follows from its rank: to join a million
 * rows with a list of ids takes longer than to write two of their indexes. Where somebody else drew one
 * meanwhile, it draws again.
 */
async function drawIds({ tx }: Writing, { name }: Table, rows: number): Promise<void> {
  for (let together = false; !together; ) {
    await tx.$executeRawUnsafe(`DROP TABLE IF EXISTS pg_temp.${PLAN_IDS}`);
    await tx.$executeRawUnsafe(
      `CREATE TEMP TABLE ${PLAN_IDS} ON COMMIT DROP AS
       SELECT min(id)::int AS first_id, count(*) = coalesce(max(id) - min(id) + 1, 0) AS together
       FROM (SELECT nextval((SELECT pg_get_serial_sequence('${name}', 'id')::regclass)) AS id
             FROM generate_series(1, ${rows})) drawn`,
    );
    const [drawn] = await tx.$queryRawUnsafe<{ together: boolean }[]>(`SELECT together FROM ${PLAN_IDS}`);
    together = drawn!.together;
  }
}

/**
 * The new rows in a rank. Nothing is stored of them: `b` is all nulls, which the planner sees through, and
 * several processes may share the work (a subquery a row would forbid it). OFFSET 0: each value is worked
 * out once.
 */
function freshPlan(kind: StagedKind, given: Given, author: Writing["author"]): string {
  const { table, virtual = {} } = kind;
  const planned = columnsOf(kind, given, author);
  const nothing = Object.values(table.columns).map(([column, type]) => `NULL::${type} AS ${column}`);
  const before = Object.entries(virtual).map(
    ([field, { type }]) => `, NULL::${type} AS was_${columnName(field)}`,
  );
  return `
    SELECT a.line, (row_number() OVER (${given.inOrder ? "ORDER BY a.line" : ""}))::int AS fresh_rank, NULL::int AS known_id, NULL::int AS was_version,
      ${planned.map(({ column }) => `a.${column}`).join(", ")}${before.join("")}
    FROM (
      SELECT g.line, ${planned.map(({ column, value, type }) => `(${value})::${type} AS ${column}`).join(", ")}
      FROM (${given.fresh ?? `SELECT * FROM (${given.sql}) s WHERE row_id IS NULL`}) g
      CROSS JOIN (SELECT NULL::int AS id, NULL::int AS version, ${nothing.join(", ")}) b
      ${kind.joins?.(given) ?? ""} OFFSET 0
    ) a`;
}

/** The known rows that differ from what is given. */
function knownPlan(kind: StagedKind, given: Given, author: Writing["author"]): string {
  const { table, virtual = {} } = kind;
  const planned = columnsOf(kind, given, author);
  const columns = planned.map(({ column }) => `a.${column}`).join(", ");
  const before = Object.keys(virtual).map((field) => `, a.was__${columnName(field)}`);
  return `
    SELECT a.line, NULL, a.known_id, a.was_version, ${columns}${before.join("")}
    FROM (
      SELECT g.line, b.id AS known_id, ${table.versioned ? "b.version" : "1"} AS was_version,
        ${planned.map(({ column, value, was }) => `${value} AS ${column}, ${was} AS was__${column}`).join(", ")}
      FROM (${given.sql}) g JOIN ${table.name} b ON b.id = g.row_id ${kind.joins?.(given) ?? ""} OFFSET 0
    ) a
    WHERE (${columns}) IS DISTINCT FROM (${planned.map(({ column }) => `a.was__${column}`).join(", ")})`;
}

/** Writes what was planned; `between` runs after the change rows and before the rows themselves. */
export async function writePlan(
  w: Writing,
  kind: StagedKind,
  { inserted, updated }: Staged,
  options: { trial?: boolean; between?: () => Promise<void> } = {},
): Promise<void> {
  const { table } = kind;
  const columns = Object.values(table.columns).map(([column]) => column);
  if (updated > 0) await changedRows(w, kind);
  await options.between?.();
  if (updated > 0) {
    const sets = columns.map((column) => `${column} = p.${column}`).join(", ");
    const order = kind.firstWhere ? [kind.firstWhere, `(${kind.firstWhere}) IS NOT TRUE`] : ["true"];
    for (const which of order) {
      await w.tx.$executeRawUnsafe(
        `UPDATE ${table.name} AS r SET ${sets}${table.versioned ? ", version = r.version + 1" : ""}
         FROM ${CHANGED} p WHERE r.id = p.id AND ${which}`,
      );
    }
  }
  if (inserted > 0) {
    const numbered = options.trial && (table.name === "child" || table.name === "episode");
    await w.tx.$executeRawUnsafe(
      `INSERT INTO ${table.name} (id, ${columns.join(", ")}${table.versioned ? ", version" : ""}${numbered ? ", number" : ""})
       SELECT id, ${columns.join(", ")}${table.versioned ? ", 1" : ""}${numbered ? ", -id" : ""}
       FROM ${FRESH} p`,
    );
    await freshRows(w, kind);
  }
  w.counted(table.name, "inserted", inserted);
  w.counted(table.name, "updated", updated);
  const renamed = `SELECT 1 FROM ${CHANGED} p JOIN change c ON c.table_name = '${table.name}' AND c.row_id = p.id
    AND c.version_before = p.was_version WHERE c.after::jsonb ?| $1::text[] LIMIT 1`;
  if (table.names.length === 0) return;
  if (inserted > 0 || (await w.tx.$queryRawUnsafe<unknown[]>(renamed, table.names)).length > 0)
    w.namesChanged();
}

/** What they say is not in the plan: it is as long again as the row, and the plan is read several times. */
function freshRows(w: Writing, kind: StagedKind) {
  const after = fieldsOf(kind).map(([field, column, type]) => ({
    field,
    type,
    value: `p.${column}`,
    filled: kind.filled.includes(field),
    constant: kind.shared?.(w.author)[field],
  }));
  return w.tx.$executeRawUnsafe(
    `INSERT INTO change (table_name, row_id, version_before, version_after, after, happened_at,
                         recorded_at, by, import_run, activity_id)
     SELECT '${kind.table.name}', p.id, 0, 1, ${filledObject(after)}, ${kind.happenedAt.fresh},
            $1::timestamptz, $2::text, $3::int, $4::text
     FROM ${FRESH} p`,
    ...authorOf(w),
  );
}

function changedRows(w: Writing, kind: StagedKind) {
  const { table, virtual = {} } = kind;
  const values = fieldsOf(kind).map(([field, column, type]) => {
    const was = field in virtual ? `p.was_${column}` : `b.${column}`;
    return `('${field}', (${jsonText(type, was)})::jsonb, (${jsonText(type, `p.${column}`)})::jsonb)`;
  });
  return w.tx.$executeRawUnsafe(
    `INSERT INTO change (table_name, row_id, version_before, version_after, before, after, happened_at,
                         recorded_at, by, import_run, activity_id)
     SELECT '${table.name}', p.id, p.was_version, p.was_version + 1, d.before, d.after,
            ${kind.happenedAt.changed}, $1::timestamptz, $2::text, $3::int, $4::text
     FROM ${CHANGED} p JOIN ${table.name} b ON b.id = p.id
     CROSS JOIN LATERAL (
       SELECT json_object_agg(field, was) AS before, json_object_agg(field, "is") AS after
       FROM (VALUES ${values.join(", ")}) AS v(field, was, "is") WHERE was IS DISTINCT FROM "is"
     ) d ORDER BY p.line`,
    ...authorOf(w),
  );
}

function authorOf({ author }: Writing) {
  return [author.recordedAt.toISOString(), author.by, author.importRun ?? null, author.activityId ?? null];
}

/** Field, column and type of everything that a change row of this kind may hold. */
function fieldsOf({ table, virtual = {} }: StagedKind): [string, string, FieldType][] {
  return [
    ...Object.entries(table.columns).map(
      ([field, [column, type]]) => [field, column, type] as [string, string, FieldType],
    ),
    ...Object.entries(virtual).map(
      ([field, { type }]) => [field, columnName(field), type] as [string, string, FieldType],
    ),
  ];
}

/** Each column with the SQL of its value as it should be, and as it is. */
function columnsOf(kind: StagedKind, given: Given, author: Writing["author"]) {
  const own = kind.after?.(given, author) ?? {};
  return fieldsOf(kind).map(([field, column, type]) => ({
    field,
    column,
    type,
    value: own[field] ?? laidOver(kind, given, field, column, type),
    was: kind.virtual?.[field]?.before ?? `b.${column}`,
  }));
}

/** A given field, else what is; of a new row its default. */
function laidOver(
  kind: Pick<StagedKind, "otherwise">,
  given: Given,
  field: string,
  column: string,
  type: FieldType,
): string {
  if (given.fields.has(field)) return `g.${column}`;
  const first = kind.otherwise[field];
  return first ? `CASE WHEN b.id IS NULL THEN ${first}::${type} ELSE b.${column} END` : `b.${column}`;
}

/** `riskGrade` → `risk_grade`. */
function columnName(field: string): string {
  return field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
