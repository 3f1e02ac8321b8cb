import { ageOn, dayOf } from "../calendar.ts";
import type { Category, LegalStatus, PlacementType, Risk } from "../vocabulary.ts";
import { attributesAtStart, type ChildNow, childrenNow, type PlacementNow, placementsNow } from "./blanks.ts";
import { CaseworkError } from "./errors.ts";
import { returnsBehindInterviews } from "./interview-order.ts";
import { saveRisks, startRisks } from "./risks.ts";
import type { Fields } from "./rows.ts";
import { EPISODE } from "./tables.ts";
import { laidOver, type Planned, summed, type Upserted, upsert } from "./upsert.ts";
import type { Writing } from "./write.ts";

/** An episode as the council or a person gives it. Absent: kept as it is; null: blank. */
export interface EpisodeRow {
  source?: string | null;
  externalId?: string | null;
  childId: number;
  category?: Category;
  startedAt: Date;
  startPrecision?: "instant" | "date";
  endedAt?: Date | null;
  endPrecision?: "instant" | "date";
  /** who reported it */
  agencyId?: number | null;
  placementId?: number | null;
  placementType?: PlacementType | null;
  providerId?: number | null;
  lookedAfter?: boolean | null;
  outOfArea?: boolean | null;
  responsibleAuthority?: string | null;
  legalStatus?: LegalStatus | null;
  teamId?: number | null;
  workerId?: number | null;
  /** the police's grade at the start; absent or null leaves what is stored */
  risk?: Risk | null;
}

/**
 * Stores episodes by (source, externalId). Throws CaseworkError for a child that is not stored, an end
 * before the start, a start before birth, a return behind its interview, and a second open episode of one
 * child (two people who report at once: the second waits for the first, then gets `already_missing`).
 */
export async function storeEpisodes(w: Writing, rows: readonly EpisodeRow[]): Promise<Upserted> {
  const children = await childrenNow(
    w.tx,
    rows.map((row) => row.childId),
  );
  const unknown = positions(rows, (row) => !children.has(row.childId));
  if (unknown.length > 0) throw new CaseworkError("unknown_child", "the child is not stored", unknown);
  const placements = await placementsNow(w.tx, rows, children);
  const outcome = await upsert(
    w,
    {
      table: EPISODE,
      virtual: (known) => startRisks(w.tx, known),
      complete: (row, before) => complete(w, row, before, children.get(row.childId)!, placements),
      happenedAt: (after, delta) => happened(w, after, delta),
      check: (planned) => check(w, planned),
    },
    rows,
  );
  await saveRisks(w.tx, outcome);
  w.concerns([...outcome.fresh, ...outcome.changed.map((row) => ({ fields: row.after }))].map(childOf));
  w.touched(outcome.changed.map((row) => row.id));
  w.began(outcome.fresh.map((row) => row.id));
  return summed(outcome);
}

function complete(
  w: Writing,
  row: EpisodeRow,
  before: Fields | null,
  child: ChildNow,
  placements: Map<number, PlacementNow>,
): Fields {
  const placementType = row.placementType === "unknown" ? null : row.placementType;
  const given = { ...row, placementType };
  const laid = laidOver(EPISODE, given, before, {
    category: "missing",
    startPrecision: "instant",
    endPrecision: "instant",
    assumed: [],
    recordedAt: w.author.recordedAt.toISOString(),
    recordedBy: w.author.by,
  });
  return {
    ...laid,
    ...attributesAtStart(given, laid, before, child, placements),
    ageAtStart: ageOn(child.dateOfBirth, dayOf(row.startedAt)),
    risk: row.risk ?? before?.risk ?? null,
  };
}

/** A return happened at the return, a new or moved start at the start; the rest when written down. */
function happened(w: Writing, after: Fields, delta: Fields | null): Fields[string] {
  if (delta === null || "startedAt" in delta) return after.startedAt!;
  return delta.endedAt ?? w.author.recordedAt.toISOString();
}

async function check(w: Writing, planned: Planned[]) {
  const ended = planned.filter(({ after }) => after.endedAt !== null && after.endedAt! < after.startedAt!);
  if (ended.length > 0) {
    throw new CaseworkError("end_before_start", "the episode ends before it starts", ended.map(indexOf));
  }
  const unborn = planned.filter(({ after }) => (after.ageAtStart as number) < 0);
  if (unborn.length > 0) {
    throw new CaseworkError("start_before_birth", "the episode starts before birth", unborn.map(indexOf));
  }
  await checkInterviews(w, planned);
  await checkOneOpen(w, planned);
}

/** A return may not move behind an interview that was completed after no other return. */
async function checkInterviews(w: Writing, planned: Planned[]) {
  const moved = planned.filter(({ before, after }) => before && before.fields.endedAt !== after.endedAt);
  if (moved.length === 0) return;
  const ids = await returnsBehindInterviews(
    w.tx,
    moved.map(({ before, after }) => ({ id: before!.id, endedAt: after.endedAt })),
  );
  if (ids.size === 0) return;
  const rows = moved.filter(({ before }) => ids.has(before!.id)).map(indexOf);
  throw new CaseworkError(
    "return_after_interview",
    "a return interview was completed before this return",
    rows,
  );
}

/** One open, unvoided episode a child: the children are locked, so that two reports queue here. */
async function checkOneOpen(w: Writing, planned: Planned[]) {
  const open = planned.filter(({ before, after }) => isOpen(after) && !(before && isOpen(before.fields)));
  if (open.length === 0) return;
  const childIds = [...new Set(open.map(({ after }) => after.childId as number))];
  await w.tx.$queryRawUnsafe(
    "SELECT id FROM child WHERE id = ANY($1::int[]) ORDER BY id FOR NO KEY UPDATE",
    childIds,
  );
  const stored = await w.tx.$queryRawUnsafe<{ id: number; childId: number }[]>(
    `SELECT id, child_id AS "childId" FROM episode
     WHERE child_id = ANY($1::int[]) AND ended_at IS NULL AND voided_at IS NULL`,
    childIds,
  );
  const here = new Set(planned.flatMap(({ before }) => (before ? [before.id] : [])));
  const taken = new Set(stored.filter((row) => !here.has(row.id)).map((row) => row.childId));
  for (const { before, after } of planned) {
    if (before && isOpen(before.fields) && isOpen(after)) taken.add(after.childId as number);
  }
  const second = open.filter(({ after }) => {
    const childId = after.childId as number;
    return taken.has(childId) || !taken.add(childId);
  });
  if (second.length > 0) {
    throw new CaseworkError("already_missing", "the child has an open episode already", second.map(indexOf));
  }
}

function isOpen(fields: Fields): boolean {
  return (fields.endedAt ?? null) === null && (fields.voidedAt ?? null) === null;
}

function indexOf(row: Planned): number {
  return row.index;
}

function childOf(row: { fields: Fields }): number {
  return row.fields.childId as number;
}

function positions<T>(rows: readonly T[], test: (row: T) => boolean): number[] {
  return rows.flatMap((row, i) => (test(row) ? [i] : []));
}
