import { ageOn, dayOf } from "../calendar.ts";
import type { Flag, LegalStatus } from "../vocabulary.ts";
import { type RowChange, recordChanges } from "./changes.ts";
import { lockRows, updateRows } from "./rows.ts";
import { CHILD, EPISODE } from "./tables.ts";
import { laidOver, summed, type Upserted, upsert } from "./upsert.ts";
import type { Writing } from "./write.ts";

/** A child as the council gives it. Absent: kept as it is; null: blank. */
export interface ChildRow {
  source?: string | null;
  externalId?: string | null;
  /** null: shown by reference everywhere */
  name?: string | null;
  /** `yyyy-mm-dd` */
  dateOfBirth: string;
  gender?: "female" | "male" | "other" | "unknown";
  legalStatus?: LegalStatus | null;
  lookedAfter?: boolean | null;
  outOfArea?: boolean | null;
  flags?: readonly Flag[];
  placementId?: number | null;
  teamId?: number | null;
  workerId?: number | null;
  responsibleAuthority?: string | null;
}

/**
 * Stores children by (source, externalId). A corrected date of birth corrects the ages at the start
 * of the child's episodes; no other attribute of an episode follows the child's.
 */
export async function storeChildren(w: Writing, rows: readonly ChildRow[]): Promise<Upserted> {
  const outcome = await upsert(
    w,
    {
      table: CHILD,
      complete: (row, before) => {
        const child = laidOver(CHILD, row, before, { gender: "unknown", flags: [] });
        return { ...child, flags: [...(child.flags as string[])].sort() };
      },
      happenedAt: () => w.author.recordedAt.toISOString(),
    },
    rows,
  );
  const changed = outcome.changed.map((row) => row.id);
  w.concerns([...outcome.fresh.map((row) => row.id), ...changed]);
  if (changed.length > 0) await followChildren(w, outcome.changed);
  return summed(outcome);
}

/** Cards that show the children's episodes are old now; ages follow a corrected date of birth. */
async function followChildren(w: Writing, changed: { id: number; after: object; delta: object }[]) {
  const episodes = await w.tx.$queryRawUnsafe<{ id: number }[]>(
    "SELECT id FROM episode WHERE child_id = ANY($1::int[])",
    changed.map((row) => row.id),
  );
  w.touched(episodes.map((row) => row.id));
  await correctAges(
    w,
    new Map(
      changed
        .filter((row) => "dateOfBirth" in row.delta)
        .map((row) => [row.id, (row.after as { dateOfBirth: string }).dateOfBirth]),
    ),
  );
}

/** Corrects the ages at the start of the episodes of children, by the children's dates of birth. */
export async function correctAges(w: Writing, births: ReadonlyMap<number, string>): Promise<void> {
  if (births.size === 0) return;
  const affected = await w.tx.$queryRawUnsafe<{ id: number }[]>(
    "SELECT id FROM episode WHERE child_id = ANY($1::int[])",
    [...births.keys()],
  );
  const locked = await lockRows(
    w.tx,
    EPISODE,
    affected.map((row) => row.id),
  );
  const changes: RowChange[] = [];
  const older = [...locked.values()].flatMap((row) => {
    const birth = births.get(row.fields.childId as number)!;
    const ageAtStart = ageOn(birth, dayOf(new Date(row.fields.startedAt as string)));
    if (ageAtStart === row.fields.ageAtStart) return [];
    changes.push({
      table: EPISODE.name,
      rowId: row.id,
      versionBefore: row.version,
      versionAfter: row.version + 1,
      before: { ageAtStart: row.fields.ageAtStart ?? null },
      after: { ageAtStart },
      happenedAt: w.author.recordedAt.toISOString(),
    });
    return [{ ...row, fields: { ...row.fields, ageAtStart } }];
  });
  await updateRows(w.tx, EPISODE, older);
  await recordChanges(w, changes);
}
