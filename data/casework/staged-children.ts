import { correctAges } from "./children.ts";
import { CHANGED, type Given, PLAN, plan, type Staged, type StagedKind, writePlan } from "./staged.ts";
import { noteCards, noteChildren } from "./staged-notes.ts";
import { CHILD } from "./tables.ts";
import type { Writing } from "./write.ts";

const CHILDREN: StagedKind = {
  table: CHILD,
  filled: ["source", "externalId", "dateOfBirth", "gender", "flags"],
  otherwise: { gender: "'unknown'", flags: "'{}'" },
  happenedAt: { fresh: "$1::timestamptz", changed: "$1::timestamptz" },
};

/** Stores a file's children as storeChildren (children.ts) does; their flags are given sorted. */
export async function storeStagedChildren(w: Writing, given: Given): Promise<Staged> {
  const staged = await plan(w, CHILDREN, given);
  if (staged.inserted + staged.updated === 0) return staged;
  const born =
    staged.updated === 0
      ? []
      : await w.tx.$queryRawUnsafe<{ id: number; dateOfBirth: string }[]>(
          `SELECT p.id, to_char(p.date_of_birth, 'YYYY-MM-DD') AS "dateOfBirth"
           FROM ${CHANGED} p JOIN child b ON b.id = p.id WHERE p.date_of_birth <> b.date_of_birth`,
        );
  await writePlan(w, CHILDREN, staged, { trial: given.trial });
  await noteChildren(w, `SELECT id FROM ${PLAN} p`);
  await noteCards(w, `SELECT e.id FROM episode e JOIN ${CHANGED} p ON p.id = e.child_id`);
  await correctAges(w, new Map(born.map((row) => [row.id, row.dateOfBirth])));
  return staged;
}
