import { differences, type RowChange, recordChanges } from "./changes.ts";
import { type Fields, lockRows, type Stored, updateRows } from "./rows.ts";
import { EPISODE, type Table } from "./tables.ts";
import type { Writing } from "./write.ts";

/**
 * Voids episodes that the files they came from have no more. Their ids in those files are free again: a row
 * that comes back is a new episode. What is voided or unknown is passed over.
 */
export async function voidEpisodes(w: Writing, ids: readonly number[]): Promise<number> {
  const voided = await voidRows(w, EPISODE, ids);
  w.touched(voided.map(({ id }) => id));
  w.concerns(voided.map(({ fields }) => fields.childId as number));
  return voided.length;
}

/** Voids rows of a table, locked in id order; gives those that were not. */
export async function voidRows(w: Writing, table: Table, ids: readonly number[]): Promise<Stored[]> {
  const at = w.author.recordedAt.toISOString();
  const locked = [...(await lockRows(w.tx, table, ids)).values()];
  const voided = locked
    .filter(({ fields }) => fields.voidedAt === null)
    .map((row) => {
      const fields: Fields = { ...row.fields, voidedAt: at, externalId: null };
      return { ...row, before: row.fields, fields };
    });
  const changes: RowChange[] = voided.map(({ id, version, before, fields }) => ({
    table: table.name,
    rowId: id,
    versionBefore: version,
    versionAfter: version + 1,
    ...differences(before, fields)!,
    happenedAt: at,
  }));
  await updateRows(w.tx, table, voided);
  await recordChanges(w, changes);
  return voided;
}
