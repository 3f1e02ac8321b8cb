import type { Tx } from "../store/store.ts";
import type { Table } from "./tables.ts";

/** A value as change rows keep it: instants as ISO text in UTC, days as `yyyy-mm-dd`. */
export type Plain = string | number | boolean | null | readonly (string | number)[];
/** A row's fields by name; a table's own fields and the virtual ones. */
export type Fields = Record<string, Plain>;
/** A row as it is in the store. */
export interface Stored {
  id: number;
  version: number;
  fields: Fields;
}

/** One statement carries this many rows: enough to be fast, small enough to be a modest message. */
const ROWS_A_STATEMENT = 2_000;

/** Makes a value plain. An absent value is null. */
export function plain(value: unknown): Plain {
  if (value === undefined || value === null) return null;
  if (value instanceof Date) return value.toISOString();
  return value as Plain;
}

export function same(a: Plain, b: Plain): boolean {
  return Array.isArray(a) && Array.isArray(b)
    ? a.length === b.length && a.every((item, i) => item === b[i])
    : a === b;
}

/** Takes n ids of a table in order, so that rows can be linked before they are stored. */
export async function takeIds(tx: Tx, table: Table, n: number): Promise<number[]> {
  if (n === 0) return [];
  const taken = await tx.$queryRawUnsafe<{ id: number }[]>(
    `SELECT nextval(pg_get_serial_sequence('${table.name}', 'id'))::int AS id FROM generate_series(1, $1::int)`,
    n,
  );
  return taken.map((row) => row.id);
}

/** Inserts rows in order at version 1; every field that is not given is null. */
export async function insertRows(tx: Tx, table: Table, rows: readonly { id: number; fields: Fields }[]) {
  const columns = Object.values(table.columns);
  const names = columns.map(([column]) => column).join(", ");
  await inParts(rows, (part) =>
    tx.$executeRawUnsafe(
      `INSERT INTO ${table.name} (id, ${names}${table.versioned ? ", version" : ""})
       SELECT id, ${names}${table.versioned ? ", 1" : ""}
       FROM jsonb_to_recordset($1::jsonb) AS t(id int, ${typed(columns)}) ORDER BY id`,
      JSON.stringify(part.map((row) => ({ id: row.id, ...byColumn(table, row.fields) }))),
    ),
  );
}

/** Writes the whole of changed rows and raises their versions by one. */
export async function updateRows(tx: Tx, table: Table, rows: readonly Stored[]) {
  const columns = Object.values(table.columns);
  const sets = columns.map(([column]) => `${column} = t.${column}`).join(", ");
  await inParts(rows, (part) =>
    tx.$executeRawUnsafe(
      `UPDATE ${table.name} AS r SET ${sets}${table.versioned ? ", version = r.version + 1" : ""}
       FROM jsonb_to_recordset($1::jsonb) AS t(id int, ${typed(columns)}) WHERE r.id = t.id`,
      JSON.stringify(part.map((row) => ({ id: row.id, ...byColumn(table, row.fields) }))),
    ),
  );
}

/** Rows by id, locked in id order so that two writes never wait for each other in a circle. */
export async function lockRows(tx: Tx, table: Table, ids: readonly number[]): Promise<Map<number, Stored>> {
  if (ids.length === 0) return new Map();
  const found = await tx.$queryRawUnsafe<Record<string, unknown>[]>(
    `SELECT ${selection(table)} FROM ${table.name} AS r WHERE r.id = ANY($1::int[]) ORDER BY r.id FOR UPDATE`,
    ids,
  );
  return new Map(found.map((row) => [row.id as number, stored(table, row)]));
}

/** Rows by the council's id, locked in id order; the key is `keyOf(source, externalId)`. */
export async function lockKnown(
  tx: Tx,
  table: Table,
  keys: readonly { source: string; externalId: string }[],
): Promise<Map<string, Stored>> {
  const known = new Map<string, Stored>();
  await inParts(keys, async (part) => {
    const found = await tx.$queryRawUnsafe<Record<string, unknown>[]>(
      `SELECT ${selection(table)} FROM ${table.name} AS r
       JOIN unnest($1::text[], $2::text[]) AS k(source, external_id)
         ON r.source = k.source AND r.external_id = k.external_id
       ORDER BY r.id FOR UPDATE OF r`,
      part.map((key) => key.source),
      part.map((key) => key.externalId),
    );
    for (const row of found) {
      const { fields, ...rest } = stored(table, row);
      known.set(keyOf(fields.source as string, fields.externalId as string), { ...rest, fields });
    }
  });
  return known;
}

/** Rows by name, of the tables whose rows are known by name. */
export async function lockNamed(tx: Tx, table: Table, names: readonly string[]) {
  const found = await tx.$queryRawUnsafe<Record<string, unknown>[]>(
    `SELECT ${selection(table)} FROM ${table.name} AS r WHERE r.name = ANY($1::text[]) ORDER BY r.id FOR UPDATE`,
    names,
  );
  return new Map(found.map((row) => [row.name as string, stored(table, row)]));
}

export function keyOf(source: string, externalId: string): string {
  return JSON.stringify([source, externalId]);
}

/** Runs work over parts of at most so many rows, one after another. */
export async function inParts<T>(rows: readonly T[], work: (part: readonly T[]) => Promise<unknown>) {
  for (let from = 0; from < rows.length; from += ROWS_A_STATEMENT) {
    await work(rows.slice(from, from + ROWS_A_STATEMENT));
  }
}

function stored(table: Table, row: Record<string, unknown>): Stored {
  const fields: Fields = {};
  for (const field of Object.keys(table.columns)) fields[field] = plain(row[field]);
  return { id: row.id as number, version: row.version as number, fields };
}

function selection(table: Table): string {
  const columns = Object.entries(table.columns).map(([field, [column, type]]) =>
    type === "date" ? `to_char(r.${column}, 'YYYY-MM-DD') AS "${field}"` : `r.${column} AS "${field}"`,
  );
  return [`r.id`, table.versioned ? "r.version" : "1 AS version", ...columns].join(", ");
}

function typed(columns: readonly (readonly [string, string])[]): string {
  return columns.map(([column, type]) => `${column} ${type}`).join(", ");
}

function byColumn(table: Table, fields: Fields): Record<string, Plain> {
  const row: Record<string, Plain> = {};
  for (const [field, [column]] of Object.entries(table.columns)) row[column] = fields[field] ?? null;
  return row;
}
