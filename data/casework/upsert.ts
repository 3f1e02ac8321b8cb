import { differences, filled, type RowChange, recordChanges } from "./changes.ts";
import { CaseworkError } from "./errors.ts";
import {
  type Fields,
  insertRows,
  keyOf,
  lockKnown,
  lockRows,
  plain,
  type Stored,
  takeIds,
  updateRows,
} from "./rows.ts";
import type { Table } from "./tables.ts";
import type { Writing } from "./write.ts";

/** What became of the rows of one call. */
export interface Upserted {
  inserted: number;
  updated: number;
  unchanged: number;
  /** external id → id in the store; within one call external ids of two sources must not meet */
  ids: Map<string, number>;
  /** id in the store of each row given, in its order */
  rowIds: number[];
}

/** What became of them in full, for the files that write links and grades besides. */
export interface Outcome extends Upserted {
  fresh: { id: number; fields: Fields }[];
  changed: { id: number; before: Fields; after: Fields; delta: Fields }[];
}

export interface Kind<Row> {
  table: Table;
  /** fields of known rows that are kept in other tables */
  virtual?: (known: Stored[]) => Promise<Map<number, Fields>>;
  /** the whole row as it should be: what was given laid over what is (null: a new row) */
  complete: (row: Row, before: Fields | null, index: number) => Fields;
  happenedAt: (after: Fields, delta: Fields | null) => Fields[string];
  /** checks what is about to be written; throws CaseworkError */
  check?: (planned: Planned[]) => Promise<void>;
  /** for what must be out of the way before known rows are written */
  beforeUpdate?: (changed: Outcome["changed"]) => Promise<void>;
}

/** One row about to be written. `before` is null for a new one. */
export interface Planned {
  id: number;
  /** position in what the caller gave */
  index: number;
  before: Stored | null;
  after: Fields;
}

/** How a row is known: by its id in the store (a press), else by the council's (a file), else new. */
export interface Keyed {
  id?: number;
  source?: string | null;
  externalId?: string | null;
}

/**
 * Stores rows by their id, or by (source, externalId): a known row is brought up to what is given and its
 * version raised, an equal one is left alone, any other is new. An absent field of a known row is kept;
 * null blanks it. Throws CaseworkError `same_id_twice` for two different rows of one id.
 */
export async function upsert<Row extends Keyed>(
  w: Writing,
  kind: Kind<Row>,
  rows: readonly Row[],
): Promise<Outcome> {
  const { table } = kind;
  const known = await lockKnown(w.tx, table, rows.filter(hasKey));
  const pressed = rows.flatMap(({ id }) => id ?? []);
  for (const row of (await lockRows(w.tx, table, pressed)).values()) known.set(`#${row.id}`, row);
  const virtual = kind.virtual ? await kind.virtual([...known.values()]) : new Map<number, Fields>();
  for (const row of known.values()) row.fields = { ...row.fields, ...virtual.get(row.id) };

  const plan: Planned[] = [];
  const first = new Map<string, Planned>();
  const at: Planned[] = rows.map((row, index) => {
    const key = row.id !== undefined ? `#${row.id}` : hasKey(row) ? keyOf(row.source, row.externalId) : null;
    const before = (key !== null && known.get(key)) || null;
    const after = kind.complete(row, before?.fields ?? null, index);
    const earlier = key === null ? undefined : first.get(key);
    if (earlier) {
      if (differences(earlier.after, after) === null) return earlier;
      throw new CaseworkError("same_id_twice", `two different rows have the id ${row.externalId}`, [index]);
    }
    const planned = { id: before?.id ?? 0, index, before, after };
    if (key !== null) first.set(key, planned);
    plan.push(planned);
    return planned;
  });
  await kind.check?.(plan);

  const fresh = plan.filter((row) => row.before === null);
  const ids = await takeIds(w.tx, table, fresh.length);
  fresh.forEach((row, i) => {
    row.id = ids[i]!;
  });

  const changes: RowChange[] = [];
  const changed: Outcome["changed"] = [];
  for (const { id, before, after } of plan) {
    if (before === null) {
      changes.push(change(table, id, null, filled(after), 0, kind.happenedAt(after, null)));
      continue;
    }
    const delta = differences(before.fields, after);
    if (delta === null) continue;
    changed.push({ id, before: before.fields, after, delta: delta.after });
    const happenedAt = kind.happenedAt(after, delta.after);
    changes.push(change(table, id, delta.before, delta.after, before.version, happenedAt));
  }
  await kind.beforeUpdate?.(changed);
  // Known rows first: one that ends makes room for a new open one of the same child.
  await updateRows(
    w.tx,
    table,
    changed.map((row) => ({ id: row.id, version: 0, fields: row.after })),
  );
  await insertRows(
    w.tx,
    table,
    fresh.map((row) => ({ id: row.id, fields: row.after })),
  );
  await recordChanges(w, changes);
  if (fresh.length > 0 ? table.names.length > 0 : changed.some((row) => touches(row.delta, table.names))) {
    w.namesChanged();
  }
  return {
    inserted: fresh.length,
    updated: changed.length,
    unchanged: rows.length - fresh.length - changed.length,
    ids: new Map([...first.values()].map((row) => [row.after.externalId as string, row.id])),
    rowIds: at.map((row) => row.id),
    fresh: fresh.map((row) => ({ id: row.id, fields: row.after })),
    changed,
  };
}

/** Lays given fields over the present ones: absent keeps, null blanks. */
export function laidOver(table: Table, given: object, before: Fields | null, otherwise: Fields): Fields {
  const row: Fields = {};
  for (const field of Object.keys(table.columns)) {
    const value = (given as Record<string, unknown>)[field];
    row[field] = value === undefined ? (before?.[field] ?? otherwise[field] ?? null) : plain(value);
  }
  return row;
}

/** What callers outside this room need of an outcome. */
export function summed({ inserted, updated, unchanged, ids, rowIds }: Outcome): Upserted {
  return { inserted, updated, unchanged, ids, rowIds };
}

function change(
  table: Table,
  rowId: number,
  before: Fields | null,
  after: Fields,
  version: number,
  happenedAt: Fields[string],
): RowChange {
  return {
    table: table.name,
    rowId,
    versionBefore: version,
    versionAfter: version + 1,
    before,
    after,
    happenedAt,
  };
}

function touches(delta: Fields, fields: readonly string[]): boolean {
  return fields.some((field) => field in delta);
}

function hasKey<Row extends Keyed>(row: Row): row is Row & { source: string; externalId: string } {
  return row.source != null && row.externalId != null;
}
