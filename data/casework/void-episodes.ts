import { differences, type RowChange, recordChanges } from "./changes.ts";
import { type Fields, lockRows, updateRows } from "./rows.ts";
import { EPISODE } from "./tables.ts";
import type { Writing } from "./write.ts";

/**
 * Voids episodes that the files they came from have no more. Their ids in those files are free again: a row
 * that comes back is a new episode. What is voided or unknown is passed over.
 */
export async function voidEpisodes(w: Writing, ids: readonly number[]): Promise<number> {
  const at = w.author.recordedAt.toISOString();
  const locked = [...(await lockRows(w.tx, EPISODE, ids)).values()];
  const voided = locked
    .filter(({ fields }) => fields.voidedAt === null)
    .map((row) => {
      const fields: Fields = { ...row.fields, voidedAt: at, externalId: null };
      return { ...row, before: row.fields, fields };
    });
  const changes: RowChange[] = voided.map(({ id, version, before, fields }) => ({
    table: EPISODE.name,
    rowId: id,
    versionBefore: version,
    versionAfter: version + 1,
    ...differences(before, fields)!,
    happenedAt: at,
  }));
  await updateRows(w.tx, EPISODE, voided);
  await recordChanges(w, changes);
  w.touched(voided.map(({ id }) => id));
  w.concerns(voided.map(({ fields }) => fields.childId as number));
  return voided.length;
}
