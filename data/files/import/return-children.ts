import { storeStagedChildren } from "../../casework/staged-children.ts";
import type { Writing } from "../../casework/write.ts";
import { readMark, setMark } from "../../store/mark.ts";
import type { Db } from "../../store/store.ts";
import { returnDate } from "../returns/cells.ts";
import { type MappedReturn, RETURN_SOURCE } from "../returns/map-missing.ts";
import type { MissingReturnRow } from "../returns/rows.ts";
import type { FileImport } from "./file-import.ts";
import type { StoredChild } from "./return-store.ts";
import { literal } from "./sql.ts";

type MappedChild = MappedReturn["children"][number];

/** A date of birth on which the return and another source, which the store goes by, differ. */
export interface BirthDifference {
  row: MissingReturnRow;
  message: string;
}

export interface ChildrenOfReturn {
  toStore: {
    row: MissingReturnRow;
    rowId: number | null;
    externalId: string;
    dateOfBirth: string;
    gender: string;
  }[];
  /** by the child's id in the return: whom the store knows, or will */
  children: Map<string, { id: number | null; externalId: string; dateOfBirth: string }>;
  /** ids of the return that several stored children could be */
  doubtful: Map<string, string[]>;
  differences: BirthDifference[];
}

/**
 * Who the return's children are: a stored child whose id is the same but for its case, or a new one. What a
 * child is known by from elsewhere stands; of one that only the return knows, the date of birth and the
 * gender are the return's, unless an episode lies before that birth.
 */
export function meetChildren(
  mapped: readonly MappedChild[],
  stored: ReadonlyMap<string, readonly StoredChild[]>,
): ChildrenOfReturn {
  const met: ChildrenOfReturn = { toStore: [], children: new Map(), doubtful: new Map(), differences: [] };
  for (const { row, child } of mapped) {
    const { childId, dateOfBirth } = child;
    const [known, ...others] = stored.get(childId) ?? [];
    if (known && others.length > 0) {
      met.doubtful.set(
        childId,
        [known, ...others].map(({ externalId }) => externalId),
      );
      continue;
    }
    const differs = known && known.dateOfBirth !== dateOfBirth;
    const follows =
      !known || (known.fromReturn && !(known.firstDay !== null && known.firstDay < dateOfBirth));
    const born = follows ? dateOfBirth : known.dateOfBirth;
    const externalId = known?.externalId ?? childId;
    met.children.set(childId, { id: known?.id ?? null, externalId, dateOfBirth: born });
    if (differs && !follows) {
      const message = `The date of birth is ${returnDate(dateOfBirth)} in the return and ${returnDate(born)} in the store, which stands.`;
      met.differences.push({ row, message });
    }
    const gender = child.gender ?? known?.gender ?? "unknown";
    if (!follows || (known && !differs && gender === known.gender)) continue;
    met.toStore.push({ row, rowId: known?.id ?? null, externalId, dateOfBirth: born, gender });
  }
  return met;
}

/** Stores the children that only the return knows; gives how many were new and how many have changed. */
export async function storeReturned(
  w: Writing,
  children: ChildrenOfReturn["toStore"],
  { trial }: { trial: boolean },
): Promise<{ stored: number; updated: number }> {
  if (children.length === 0) return { stored: 0, updated: 0 };
  const rows = children.map(({ row, ...child }) => ({ line: row.line, ...child }));
  const { inserted, updated } = await storeStagedChildren(w, {
    sql: `SELECT line, "rowId" AS row_id, '${RETURN_SOURCE}'::text AS source, "externalId" AS external_id,
        "dateOfBirth" AS date_of_birth, gender
      FROM jsonb_to_recordset(${literal(JSON.stringify(rows))}::jsonb)
        AS t(line int, "rowId" int, "externalId" text, "dateOfBirth" date, gender text)`,
    params: [],
    fields: new Set(["source", "externalId", "dateOfBirth", "gender"]),
    trial,
  });
  if (inserted > 0 && (await readMark(w.tx)).kind === null) await setMark(w.tx, { kind: "real" });
  return { stored: inserted, updated };
}

/**
 * A children file brings a child that the return has brought before: it is the same child, and takes the
 * file's id, whatever the case of that was in the return. Where the file's date of birth would lie behind an
 * episode, the row is at fault.
 */
export async function adoptReturned(db: Db, { source, policy }: FileImport): Promise<void> {
  await db.$executeRawUnsafe(
    `INSERT INTO import_judged (line, verdict, row_id, code, "column", value, other)
     SELECT line, CASE WHEN first IS NULL THEN 'adopted' ELSE 'rejected' END, id,
       CASE WHEN first IS NOT NULL THEN 'born_after_episode' END, 'date_of_birth', born, first
     FROM (
       SELECT s.line, c.id, to_char(s.date_of_birth, 'YYYY-MM-DD') AS born,
         count(*) OVER (PARTITION BY c.id) AS rows,
         (SELECT coalesce(min(e.external_id), 'ME-' || min(e.number)) FROM episode e
          WHERE e.child_id = c.id AND e.voided_at IS NULL
            AND timezone(${literal(policy.timeZone)}, e.started_at)::date < s.date_of_birth) AS first
       FROM import_staged s
       JOIN child c ON c.source = '${RETURN_SOURCE}' AND c.voided_at IS NULL
         AND c.external_id IN (s.external_id, upper(s.external_id))
       LEFT JOIN child k ON k.source = ${literal(source)} AND k.external_id = s.external_id
       LEFT JOIN import_judged j ON j.line = s.line
       WHERE j.line IS NULL AND k.id IS NULL AND ${literal(source)} <> '${RETURN_SOURCE}'
     ) found WHERE rows = 1`,
  );
}
