import { type Author, type Writing, write } from "../../casework/write.ts";
import type { Db, Store } from "../../store/store.ts";
import { type ConflictFace, conflictFace, openConflicts } from "../conflict-faces.ts";
import { type KeyedKind, KINDS } from "./kinds.ts";
import { differing, rendered } from "./rendered.ts";
import { DoesNotFit, storeFileSide } from "./settle.ts";

/** A conflict with the references of whom it is about, and no name. */
export interface ListedConflict extends ConflictFace {
  rowId: number;
  /** the row's id in the file */
  externalId: string;
  /** when the file was made */
  madeAt: Date;
  /** "MC-1042" */
  children: string[];
}

/** The conflicts that nobody has settled yet, oldest first. */
export async function listConflicts(db: Db, { limit = 1_000 } = {}): Promise<ListedConflict[]> {
  const { conflicts } = await openConflicts(db, { offset: 0, limit });
  const kept = await db.$queryRawUnsafe<Pick<ListedConflict, "id" | "rowId" | "externalId" | "madeAt">[]>(
    `SELECT id, row_id AS "rowId", external_id AS "externalId", made_at AS "madeAt"
     FROM import_conflict WHERE id = ANY($1::int[])`,
    conflicts.map(({ id }) => id),
  );
  const children = await db.$queryRawUnsafe<{ id: number; number: number }[]>(
    "SELECT id, number FROM child WHERE id = ANY($1::int[])",
    [...new Set(conflicts.flatMap(({ childIds }) => childIds))],
  );
  const byId = new Map(kept.map((one) => [one.id, one]));
  const references = new Map(children.map(({ id, number }) => [id, `MC-${number}`]));
  return conflicts.map((one) => ({
    ...one,
    ...byId.get(one.id)!,
    children: one.childIds.flatMap((id) => references.get(id) ?? []),
  }));
}

/**
 * `settled_before`: somebody has; conflictFace says who and when. `changed_since`: the store says something
 * else than the conflict shows; nothing was settled, and the conflict now shows what the store says.
 * `does_not_fit`: the file's values contradict the store (an overlap, an interview before its return).
 */
export type Settlement = "settled" | "settled_before" | "changed_since" | "does_not_fit" | "unknown";

/**
 * Settles a conflict by a person's choice, once. "ours" leaves what the row says, until a file says something
 * new; "file" stores the file's values, as a change of that person. An episode that a file has too takes its
 * id by either choice.
 *
 * @param version of the row, as the person saw it
 */
export async function settleConflict(
  store: Store,
  author: Author,
  id: number,
  choice: "ours" | "file",
  version?: number,
): Promise<Settlement> {
  try {
    return await write(store, author, (w) => settle(w, id, choice, version));
  } catch (error) {
    if (error instanceof DoesNotFit || isContradiction(error)) return "does_not_fit";
    throw error;
  }
}

async function settle(
  w: Writing,
  id: number,
  choice: "ours" | "file",
  version: number | undefined,
): Promise<Settlement> {
  const conflict = await locked(w, id);
  if (!conflict) return "unknown";
  if (conflict.settledAt) return "settled_before";
  if (version !== undefined && conflict.version !== version) return "changed_since";
  const kind = KIND_OF[conflict.table];
  if (choice === "file" && (await showsAnew(w, kind, conflict))) return "changed_since";
  const { rowId, source, externalId } = conflict;
  const values = choice === "file" ? conflict.file : {};
  // the same one in either case: a child cannot be away twice at once, and its interviews come by that id
  const takesId = conflict.kind === "same_episode";
  await storeFileSide(w, { kind, rowId, source, externalId, values, takesId });
  const { recordedAt, by } = w.author;
  await w.tx.importConflict.update({ where: { id }, data: { settledAt: recordedAt, settledBy: by, choice } });
  w.concerns(conflict.childIds);
  w.describe({ conflict: { id, choice } });
  return "settled";
}

/** Whether the store says something else than the conflict has shown; from now on it shows that. */
async function showsAnew(w: Writing, kind: KeyedKind, { id, rowId, ours }: Locked): Promise<boolean> {
  const { row } = (await rendered(w.tx, kind, [rowId])).get(rowId)!;
  const fields = Object.keys(ours);
  if (differing({ fields: new Set(fields) }, row, ours).length === 0) return false;
  const now = Object.fromEntries(fields.map((field) => [field, row[field] ?? null]));
  await w.tx.importConflict.update({ where: { id }, data: { ours: now as object } });
  return true;
}

const KIND_OF: Readonly<Record<ConflictFace["table"], KeyedKind>> = {
  child: "children",
  episode: "episodes",
  interview: "interviews",
  strategy_meeting: "strategy_meetings",
};

type Locked = ConflictFace & { rowId: number; source: string; externalId: string };

/** The row first and then what is kept about it, as an import does: neither waits for the other in a circle. */
async function locked({ tx }: Writing, id: number): Promise<Locked | null> {
  const known = await tx.importConflict.findUnique({ where: { id } });
  if (!known) return null;
  const { rowId, source, externalId } = known;
  const { table } = KINDS[KIND_OF[known.table as ConflictFace["table"]]];
  await tx.$queryRawUnsafe(`SELECT id FROM ${table.name} WHERE id = $1::int FOR UPDATE`, rowId);
  await tx.$queryRawUnsafe("SELECT id FROM import_conflict WHERE id = $1::int FOR UPDATE", id);
  const face = await conflictFace(tx, id);
  return face && { ...face, rowId, source, externalId };
}

/** What a unique index or a check of the schema refuses. */
function isContradiction(error: unknown): boolean {
  const text = String((error as Error)?.message);
  return /23505|23514|duplicate key|violates check constraint/.test(text);
}
