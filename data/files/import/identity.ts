import { RETURN_SOURCE } from "../returns/map-missing.ts";
import { RETURNS } from "./checks.ts";
import type { FileImport, FoundConflict } from "./file-import.ts";
import { markJudged, picked } from "./held.ts";
import { refuse } from "./judge.ts";
import { GOES_OVER } from "./kinds.ts";
import { joinChild } from "./known.ts";
import { differing, rendered, withFields } from "./rendered.ts";
import { type FileSpan, type StoredSpan, type Verdict, weighEpisodes } from "./same-episode.ts";
import { literal } from "./sql.ts";
import { ISO, restage, stagedRows } from "./staging.ts";

/** Children that are looked at in one go. */
const PAGE = 300;

type EpisodeFile = FileImport & { kind: "episodes" };

/**
 * Finds the stored episodes that the file's rows are (design.md: the same episode is stored once), and the
 * rows that overlap another episode of their child. Only children with two times away that meet are
 * looked at closely.
 */
export async function judgeIdentity(file: EpisodeFile): Promise<FoundConflict[]> {
  const conflicts: FoundConflict[] = [];
  await eachChild(file, await childrenOf(file, meeting(file)), async (verdicts) => {
    conflicts.push(...(await settle(file, verdicts)));
  });
  // a refused row leaves its episode with its child and its times, which may be in the way of other rows
  for (let refused = 1; refused > 0; ) {
    refused = await refuse(file, RETURNS);
    await eachChild(file, await childrenOf(file, keeping(file)), async (verdicts) => {
      const overlaps = verdicts.filter((one) => one.is === "overlap");
      refused += overlaps.length;
      await rejectOverlaps(file, overlaps);
    });
  }
  return conflicts;
}

async function childrenOf({ db }: EpisodeFile, sql: string): Promise<number[]> {
  const children = await db.$queryRawUnsafe<{ id: number }[]>(sql);
  return children.map(({ id }) => id);
}

async function eachChild(
  file: EpisodeFile,
  children: readonly number[],
  hear: (verdicts: readonly Verdict[]) => Promise<void>,
): Promise<void> {
  const options = {
    sameWithin: file.policy.sameEpisodeHours * 3_600_000,
    timeZone: file.policy.timeZone,
  };
  for (let from = 0; from < children.length; from += PAGE) {
    const spans = await spansOf(file, children.slice(from, from + PAGE));
    await hear([...spans.values()].flatMap(({ rows, stored }) => weighEpisodes(rows, stored, options)));
  }
}

async function settle(file: EpisodeFile, verdicts: readonly Verdict[]): Promise<FoundConflict[]> {
  const overlaps = verdicts.filter((one) => one.is === "overlap");
  await rejectOverlaps(file, overlaps);
  const lost = new Set(overlaps.map(({ line }) => line));
  const same = verdicts.filter((one) => one.is !== "overlap" && !lost.has(one.line)) as Extract<
    Verdict,
    { stored: StoredSpan }
  >[];
  const theirs = await stagedRows(
    file.db,
    "episodes",
    same.map(({ line }) => line),
  );
  const ours = await rendered(
    file.db,
    "episodes",
    same.map(({ stored }) => stored.id),
  );
  const conflicts: FoundConflict[] = [];
  const adopted: { line: number; rowId: number; inConflict: boolean }[] = [];
  const asked: number[] = [];
  const kept: { line: number; row: Record<string, unknown> }[] = [];
  for (const { line, is, stored } of same) {
    const row = theirs.get(line)!;
    const { row: known, assumed } = ours.get(stored.id)!;
    // what a person said stands until somebody chooses; what is blank or was assumed nobody said
    const disputed = stored.fromReturn
      ? []
      : differing(file, known, row).filter(
          (field) => (known[field] ?? null) !== null && !assumed.has(field) && field !== "childId",
        );
    if (is === "asked") asked.push(line);
    else {
      adopted.push({ line, rowId: stored.id, inConflict: disputed.length > 0 });
      if (disputed.length > 0) kept.push({ line, row: withFields(row, disputed, known) });
      else continue;
    }
    const fields = is === "asked" ? [...file.fields].filter((field) => field in known) : disputed;
    conflicts.push({
      kind: is === "asked" ? "same_episode" : "made_here",
      rowId: stored.id,
      externalId: row.episodeId as string,
      line,
      madeAt: row.extractedAt ? new Date(row.extractedAt as string) : file.madeAt,
      ours: picked(known, fields),
      file: picked(row, fields),
    });
  }
  await restage(file.db, "episodes", kept);
  await markJudged(file, "adopted", adopted);
  await file.db.$executeRawUnsafe(
    `INSERT INTO import_judged (line, verdict, in_conflict) SELECT line, 'asked', true FROM unnest($1::int[]) line`,
    asked,
  );
  return conflicts;
}

async function rejectOverlaps({ db }: EpisodeFile, overlaps: readonly Extract<Verdict, { is: "overlap" }>[]) {
  const rows = overlaps.map((one) => ({
    line: one.line,
    code: "line" in one.with ? "overlap" : "overlap_stored",
    other: "line" in one.with ? String(one.with.line) : String(one.with.stored.id),
  }));
  // a held row that is at fault keeps its verdict's place
  await db.$executeRawUnsafe(
    `INSERT INTO import_judged (line, verdict, code, "column", value, other)
     SELECT t.line, 'rejected', t.code, 'missing_from', to_char(s.started_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
       CASE WHEN t.code = 'overlap' THEN t.other
         ELSE (SELECT coalesce(e.external_id, 'ME-' || e.number) FROM episode e WHERE e.id = t.other::int) END
     FROM jsonb_to_recordset($1::jsonb) AS t(line int, code text, other text) JOIN import_staged s USING (line)
     ON CONFLICT (line) DO UPDATE SET verdict = 'rejected', code = EXCLUDED.code, "column" = EXCLUDED."column",
       value = EXCLUDED.value, other = EXCLUDED.other, in_conflict = false`,
    JSON.stringify(rows),
  );
}

/** The file's rows as spans; without a column returned_at the return is the store's. */
function fileSpans({ source, fields }: EpisodeFile): string {
  const end = fields.has("endedAt")
    ? "s.ended_at, coalesce(s.end_precision, 'instant') AS end_precision"
    : "k.ended_at, coalesce(k.end_precision, 'instant') AS end_precision";
  return `SELECT s.line, kc.id AS child_id, k.id AS row_id, k.child_id AS of_child, s.started_at, s.start_precision, ${end}
    FROM import_staged s ${joinChild(source)}
    LEFT JOIN episode k ON k.source = ${literal(source)} AND k.external_id = s.external_id
    WHERE ${GOES_OVER} AND kc.id IS NOT NULL AND (k.id IS NULL OR k.voided_at IS NULL)`;
}

/** The children of whom two episodes meet, days counted whole where no more is known. */
function meeting(file: EpisodeFile): string {
  const until = `CASE WHEN ended_at IS NULL THEN 'infinity' WHEN 'date' IN (start_precision, end_precision)
    THEN ended_at + interval '1 day' ELSE ended_at END`;
  return `
    WITH file AS MATERIALIZED (${fileSpans(file)}), spans AS (
      SELECT child_id, started_at, ${until} AS until FROM file
      UNION ALL
      SELECT child_id, started_at, ${until} FROM episode e
      WHERE voided_at IS NULL AND child_id IN (SELECT child_id FROM file)
        AND NOT EXISTS (SELECT FROM file f WHERE f.row_id = e.id)
    ), reached AS (
      SELECT child_id, started_at, max(until) OVER (PARTITION BY child_id ORDER BY started_at, until
        ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS reach
      FROM spans
    )
    SELECT DISTINCT child_id AS id FROM reached WHERE reach >= started_at ORDER BY 1`;
}

/** The children whose episode a refused row would have moved away: overlaps among the others are known. */
function keeping({ source }: EpisodeFile): string {
  return `
    SELECT DISTINCT k.child_id AS id FROM import_judged j JOIN import_staged s USING (line)
    JOIN episode k ON k.source = ${literal(source)} AND k.external_id = s.external_id AND k.voided_at IS NULL
    ${joinChild(source)}
    WHERE kc.id IS NOT NULL
      AND (j.code = 'return_after_interview' OR (j.code IN ('overlap', 'overlap_stored') AND kc.id <> k.child_id))
    ORDER BY 1`;
}

interface SpanRow {
  childId: number;
  line: number | null;
  id: number | null;
  externalId: string | null;
  source: string | null;
  start: string;
  startPrecision: FileSpan["startPrecision"];
  end: string | null;
  endPrecision: FileSpan["endPrecision"];
}

async function spansOf(file: EpisodeFile, childIds: readonly number[]) {
  const found = await file.db.$queryRawUnsafe<SpanRow[]>(
    `WITH file AS MATERIALIZED (SELECT * FROM (${fileSpans(file)}) f WHERE $1::int[] && ARRAY[f.child_id, f.of_child])
     SELECT child_id AS "childId", line, row_id AS id, NULL AS "externalId", NULL AS source,
       ${ISO("started_at")} AS start, start_precision AS "startPrecision",
       ${ISO("ended_at")} AS end, end_precision AS "endPrecision" FROM file
     UNION ALL
     SELECT child_id, NULL, id, external_id, source, ${ISO("started_at")}, start_precision,
       ${ISO("ended_at")}, end_precision
     FROM episode WHERE voided_at IS NULL AND child_id = ANY($1::int[])`,
    childIds,
  );
  const ofChild = new Map(childIds.map((id) => [id, { rows: [] as FileSpan[], stored: [] as StoredSpan[] }]));
  const byFile = new Map(
    found.flatMap((row) => (row.line !== null && row.id !== null ? [[row.id, row]] : [])),
  );
  const stood = new Map<number, StoredSpan>();
  for (const row of found) {
    if (row.line !== null) continue;
    const span = storedSpan(row, file.source);
    const brought = byFile.get(row.id!);
    if (!brought) ofChild.get(row.childId)!.stored.push(span);
    // one that the file gives to another child was never in that one's way
    else if (brought.childId === row.childId) stood.set(row.id!, span);
  }
  for (const row of found) {
    if (row.line === null) continue;
    const { line, id } = row;
    ofChild.get(row.childId)?.rows.push({
      ...spanOf(row),
      ...{ line, known: id !== null, stood: (id !== null && stood.get(id)) || null },
    });
  }
  return ofChild;
}

function storedSpan(row: SpanRow, source: string): StoredSpan {
  const fromReturn = row.source === RETURN_SOURCE && source !== RETURN_SOURCE;
  return { ...spanOf(row), id: row.id!, externalId: row.externalId, fromReturn };
}

function spanOf({ start, startPrecision, end, endPrecision }: SpanRow) {
  return { start, startPrecision, end, endPrecision };
}
