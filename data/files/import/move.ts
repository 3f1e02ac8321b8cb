import { PLAN_ROWS } from "../../casework/staged.ts";
import type { Writing } from "../../casework/write.ts";
import { readMark, setMark } from "../../store/mark.ts";
import { NotReal } from "./errors.ts";
import type { FileImport, FoundConflict } from "./file-import.ts";
import { keepConflicts } from "./keep-conflicts.ts";
import { givenOf, type KeyedKind, KINDS } from "./kinds.ts";
import { lookUpServed } from "./known.ts";
import { storeNames, storePlacements } from "./names.ts";
import { STAGED } from "./staging.ts";

/** What a file's rows became, but for the rejected ones and those that stay as they are. */
export interface Moved {
  stored: number;
  /** without those that a conflict holds back in part */
  updated: number;
  conflicts: number;
}

/**
 * Moves the staged rows over, in the transaction of a write: names first, then the rows, then what people
 * must settle. What was judged still holds: a row that somebody has changed since is refused
 * (CaseworkError `changed_meanwhile`), and the schema refuses what would break it.
 */
export async function moveOver(
  w: Writing,
  file: FileImport,
  found: { conflicts: readonly FoundConflict[]; agreed: readonly string[] },
): Promise<Moved> {
  const mark = await readMark(w.tx);
  if (mark.kind === "demonstration") throw new NotReal();
  const moved = file.kind === "placements" ? await movePlacements(w, file) : await moveKeyed(w, file, found);
  if (mark.kind === null && moved.stored > 0) await setMark(w.tx, { kind: "real" });
  return moved;
}

async function movePlacements(w: Writing, file: FileImport): Promise<Moved> {
  const { inserted, updated } = await storePlacements(w, file);
  if (inserted + updated > 0) w.describe({ import: { run: file.runId, kind: file.kind } });
  return { stored: inserted, updated, conflicts: 0 };
}

async function moveKeyed(
  w: Writing,
  file: FileImport,
  found: { conflicts: readonly FoundConflict[]; agreed: readonly string[] },
): Promise<Moved> {
  await storeNames(w, file);
  if ("episodeIds" in STAGED[file.kind]) await lookUpServed(w.tx, file.source);
  const kind = KINDS[file.kind as KeyedKind];
  const { inserted, updated } = await kind.store(w, givenOf(file.kind as KeyedKind, file));
  const [counts] = await w.tx.$queryRawUnsafe<{ conflicts: number; updated: number }[]>(
    `SELECT count(*)::int AS conflicts,
       (SELECT count(*)::int FROM ${PLAN_ROWS} p JOIN import_judged j USING (line) WHERE j.in_conflict) AS updated
     FROM import_judged WHERE in_conflict`,
  );
  await keepConflicts(w, file, kind.table.name, found);
  if (inserted + updated > 0) w.describe({ import: { run: file.runId, kind: file.kind } });
  return { stored: inserted, updated: updated - counts!.updated, conflicts: counts!.conflicts };
}
