import type { Tx } from "../store/store.ts";
import { type Fields, inParts, type Stored } from "./rows.ts";
import type { Outcome } from "./upsert.ts";

/** The grade that each known episode held from its start on, as the field `risk`. */
export async function startRisks(tx: Tx, known: readonly Stored[]): Promise<Map<number, Fields>> {
  if (known.length === 0) return new Map();
  const rows = await tx.$queryRawUnsafe<{ episodeId: number; risk: string }[]>(
    `SELECT DISTINCT ON (r.episode_id) r.episode_id AS "episodeId", r.grade AS risk
     FROM episode_risk r JOIN episode e ON e.id = r.episode_id AND r.graded_at = e.started_at
     WHERE r.episode_id = ANY($1::int[]) ORDER BY r.episode_id, r.id DESC`,
    known.map((row) => row.id),
  );
  return new Map(rows.map((row) => [row.episodeId, { risk: row.risk }]));
}

/** Writes the grades at the start: new ones, corrected ones, and those whose start has moved. */
export async function saveRisks(tx: Tx, { fresh, changed }: Outcome): Promise<void> {
  const moved = changed.filter(
    (row) => row.before.risk != null && ("risk" in row.delta || "startedAt" in row.delta),
  );
  await inParts(moved, (part) =>
    tx.$executeRawUnsafe(
      `UPDATE episode_risk AS r SET grade = t.grade, graded_at = t.now_at
       FROM jsonb_to_recordset($1::jsonb) AS t(id int, grade text, was_at timestamptz, now_at timestamptz)
       WHERE r.episode_id = t.id AND r.graded_at = t.was_at`,
      JSON.stringify(
        part.map((row) => ({
          id: row.id,
          grade: row.after.risk,
          was_at: row.before.startedAt,
          now_at: row.after.startedAt,
        })),
      ),
    ),
  );
  const first = [
    ...fresh.map((row) => ({ id: row.id, ...row.fields })),
    ...changed.filter((row) => row.before.risk == null).map((row) => ({ id: row.id, ...row.after })),
  ] as { id: number; risk?: string | null; startedAt: string }[];
  await inParts(
    first.filter((row) => row.risk != null),
    (part) =>
      tx.$executeRawUnsafe(
        `INSERT INTO episode_risk (episode_id, grade, graded_at)
         SELECT id, grade, graded_at FROM jsonb_to_recordset($1::jsonb)
           AS t(id int, grade text, graded_at timestamptz) ORDER BY id`,
        JSON.stringify(part.map((row) => ({ id: row.id, grade: row.risk, graded_at: row.startedAt }))),
      ),
  );
}
