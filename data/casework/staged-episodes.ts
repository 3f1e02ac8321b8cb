import { LONDON } from "../calendar.ts";
import {
  CHANGED,
  FRESH,
  type Given,
  PLAN,
  PLAN_ROWS,
  plan,
  type Staged,
  type StagedKind,
  writePlan,
} from "./staged.ts";
import { blanksOf } from "./staged-blanks.ts";
import { noteCards, noteChildren } from "./staged-notes.ts";
import { EPISODE } from "./tables.ts";
import type { Writing } from "./write.ts";

/** The grade that a known episode held from its start on (risks.ts); looked up for known ones alone. */
const START_RISK = `CASE WHEN b.id IS NOT NULL THEN (
  SELECT r.grade FROM episode_risk r WHERE r.episode_id = b.id AND r.graded_at = b.started_at
  ORDER BY r.id DESC LIMIT 1) END`;

/** Completed London years at the start (calendar.ts, `ageOn`). */
const START_DAY = `(g.started_at AT TIME ZONE '${LONDON}')::date`;
const AGE = `extract(year FROM age(${START_DAY}, c.date_of_birth))::int - (${START_DAY} < c.date_of_birth)::int`;

const EPISODES: StagedKind = {
  table: EPISODE,
  filled: [
    "childId",
    "source",
    "externalId",
    "category",
    "startedAt",
    "startPrecision",
    "endPrecision",
    "ageAtStart",
    "assumed",
    "recordedAt",
  ],
  joins: (given) => `JOIN child c ON c.id = g.child_id ${blanksOf(given).joins}`,
  virtual: { risk: { type: "text", before: START_RISK } },
  otherwise: { category: "'missing'", startPrecision: "'instant'", endPrecision: "'instant'" },
  after: (given, author) => ({
    ...blanksOf(given).after,
    ageAtStart: AGE,
    recordedAt: `CASE WHEN b.id IS NULL THEN '${author.recordedAt.toISOString()}'::timestamptz ELSE b.recorded_at END`,
    recordedBy: `CASE WHEN b.id IS NULL THEN ${literal(author.by)} ELSE b.recorded_by END`,
    risk: given.fields.has("risk") ? `coalesce(g.risk, ${START_RISK})` : START_RISK,
  }),
  happenedAt: {
    fresh: "p.started_at",
    changed: `CASE WHEN p.started_at <> b.started_at THEN p.started_at
      WHEN p.ended_at IS DISTINCT FROM b.ended_at THEN coalesce(p.ended_at, $1::timestamptz)
      ELSE $1::timestamptz END`,
  },
  shared: (author) => ({ recordedAt: author.recordedAt.toISOString() }),
  // One that ends makes room for an open one of the same child.
  firstWhere: "p.ended_at IS NOT NULL",
};

/**
 * Stores a file's episodes, whose children are stored, as storeEpisodes (episodes.ts) does. What one row
 * of a file must not do to another, its caller has judged; the schema refuses what is left.
 */
export async function storeStagedEpisodes(w: Writing, given: Given): Promise<Staged> {
  const staged = await plan(w, EPISODES, given);
  if (staged.inserted + staged.updated === 0) return staged;
  await writePlan(w, EPISODES, staged, { trial: given.trial, between: () => moveRisks(w, staged) });
  await w.tx.$executeRawUnsafe(
    `INSERT INTO episode_risk (episode_id, grade, graded_at)
     SELECT id, risk, started_at FROM ${PLAN} p WHERE risk IS NOT NULL AND was_risk IS NULL`,
  );
  if (staged.inserted > 0 && !given.trial) await noteOpen(w);
  await noteCards(w, `SELECT id FROM ${CHANGED} p`);
  await noteChildren(w, `SELECT child_id FROM ${PLAN_ROWS} p`);
  return staged;
}

/** The new ones that are open: hardly any of a file's many. */
async function noteOpen(w: Writing): Promise<void> {
  const open = await w.tx.$queryRawUnsafe<{ id: number }[]>(
    `SELECT id FROM ${FRESH} p WHERE ended_at IS NULL`,
  );
  w.began(open.map((row) => row.id));
}

/** Grades at the start that are corrected, or whose start moves; the episodes still hold the old one. */
async function moveRisks(w: Writing, { updated }: Staged): Promise<void> {
  if (updated === 0) return;
  await w.tx.$executeRawUnsafe(
    `UPDATE episode_risk AS r SET grade = p.risk, graded_at = p.started_at
     FROM ${CHANGED} p JOIN episode b ON b.id = p.id
     WHERE p.was_risk IS NOT NULL AND (p.risk <> p.was_risk OR p.started_at <> b.started_at)
       AND r.episode_id = p.id AND r.graded_at = b.started_at`,
  );
}

function literal(text: string | null): string {
  return text === null ? "NULL::text" : `'${text.replaceAll("'", "''")}'`;
}
