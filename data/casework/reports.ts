import { ageOn, dayOf } from "../calendar.ts";
import { childrenNow } from "./blanks.ts";
import { lastChanges } from "./changes.ts";
import { type EpisodeRow, storeEpisodes } from "./episodes.ts";
import { EPISODE } from "./tables.ts";
import type { Writing } from "./write.ts";

/** A child whom a person reports missing, from `startedAt` on. */
export type Report = Pick<
  EpisodeRow,
  "childId" | "category" | "startedAt" | "agencyId" | "placementId" | "risk"
>;

export type ReportOutcome =
  | { ok: true; childId: number; episodeId: number }
  | {
      ok: false;
      childId: number;
      why: "unknown_child" | "already_missing" | "in_the_future" | "before_birth" | "overlaps";
      /** of a child who is missing already: which episode, who reported it (null: an import), and when */
      episodeId?: number;
      by?: string | null;
      at?: Date;
    };

/**
 * Opens episodes, each refused or done on its own. The children are locked in id order: of two people who
 * report one child at once, the second waits and is told of the first. A start before the end of an
 * earlier episode would overlap it; one at its very end is allowed.
 */
export async function reportMissing(w: Writing, reports: readonly Report[]): Promise<ReportOutcome[]> {
  const ids = [...new Set(reports.map(({ childId }) => childId))];
  const locked = await w.tx.$queryRawUnsafe<{ id: number }[]>(
    "SELECT id FROM child WHERE id = ANY($1::int[]) AND voided_at IS NULL ORDER BY id FOR NO KEY UPDATE",
    ids,
  );
  const children = await childrenNow(
    w.tx,
    locked.map(({ id }) => id),
  );
  const held = await heldOf(w, ids);
  const opened = new Map<number, Report>();
  const whys = reports.map((report) => {
    const { childId } = report;
    const child = children.get(childId);
    const why = child ? refusal(w, report, child.dateOfBirth, held.get(childId)) : "unknown_child";
    if (why === null && opened.has(childId)) return "already_missing" as const;
    if (why === null) opened.set(childId, report);
    return why;
  });
  const rows = [...opened.values()];
  const { rowIds } = rows.length > 0 ? await storeEpisodes(w, rows) : { rowIds: [] };
  const fresh = new Map(rows.map(({ childId }, i) => [childId, rowIds[i]!]));
  w.touched(rowIds);
  const openIds = reports.flatMap(({ childId }, i) =>
    whys[i] === "already_missing" ? (held.get(childId)?.openId ?? fresh.get(childId) ?? []) : [],
  );
  const reported = await lastChanges(w.tx, EPISODE.name, openIds, { field: "startedAt" });
  return reports.map(({ childId }, i): ReportOutcome => {
    const why = whys[i]!;
    if (why === null) return { ok: true, childId, episodeId: fresh.get(childId)! };
    if (why !== "already_missing") return { ok: false, childId, why };
    const episodeId = held.get(childId)?.openId ?? fresh.get(childId)!;
    const other = reported.get(episodeId);
    return { ok: false, childId, why, episodeId, ...(other ? { by: other.by, at: other.recordedAt } : {}) };
  });
}

interface Held {
  openId: number | null;
  /** the last end of an episode, where one has ended */
  endedAt: Date | null;
}

async function heldOf(w: Writing, childIds: readonly number[]): Promise<Map<number, Held>> {
  const rows = await w.tx.$queryRawUnsafe<(Held & { childId: number })[]>(
    `SELECT child_id AS "childId", min(id) FILTER (WHERE ended_at IS NULL) AS "openId",
            max(ended_at) AS "endedAt"
     FROM episode WHERE child_id = ANY($1::int[]) AND voided_at IS NULL GROUP BY child_id`,
    childIds,
  );
  return new Map(rows.map((row) => [row.childId, row]));
}

function refusal(w: Writing, { startedAt }: Report, dateOfBirth: string, held: Held | undefined) {
  if (held?.openId) return "already_missing";
  if (startedAt > w.author.recordedAt) return "in_the_future";
  if (ageOn(dateOfBirth, dayOf(startedAt)) < 0) return "before_birth";
  if (held?.endedAt && startedAt < held.endedAt) return "overlaps";
  return null;
}
