import { dayOf } from "../../calendar.ts";
import { EXTRACTED_AT, FORMATS } from "../formats.ts";
import type { ExchangeKind } from "../kinds.ts";
import { BIRTHS, EPISODES, LINKED, NOTHING, UTC } from "./checks.ts";

import type { FileImport } from "./file-import.ts";
import { lookUpServed } from "./known.ts";
import { instantLiteral } from "./sql.ts";
import { ID_FIELD, STAGED } from "./staging.ts";

/** One check: a SELECT of line, code, "column", value, other (what the message names besides). */
export interface Check {
  sql: (file: FileImport) => string;
}

const CHECKS: Readonly<Record<ExchangeKind, readonly Check[]>> = {
  placements: [],
  children: BIRTHS,
  episodes: EPISODES,
  interviews: LINKED.interviews,
  strategy_meetings: LINKED.strategy_meetings,
};

/**
 * Finds what one row alone does not tell: it needs the store, other rows of the file, or the clock. A row
 * has its first fault only. Episodes of one child are weighed against each other in identity.ts.
 */
export async function judge(file: FileImport): Promise<void> {
  await judgeSameIds(file);
  if ("episodeIds" in STAGED[file.kind]) await lookUpServed(file.db, file.source);
  for (const check of [inTheFuture(file), ...CHECKS[file.kind]]) await refuse(file, check);
}

/** Rejects the rows that a check finds among those that still go over; gives how many. */
export function refuse(file: FileImport, { sql }: Check): Promise<number> {
  return file.db.$executeRawUnsafe(
    `INSERT INTO import_judged (line, verdict, code, "column", value, other)
     SELECT DISTINCT ON (x.line) x.line, 'rejected', x.code, x."column", x.value, x.other
     FROM (${sql(file)}) x LEFT JOIN import_judged j ON j.line = x.line
     WHERE j.line IS NULL OR j.verdict IN ('adopted', 'held')
     ORDER BY x.line
     ON CONFLICT (line) DO UPDATE SET verdict = 'rejected', code = EXCLUDED.code, "column" = EXCLUDED."column",
       value = EXCLUDED.value, other = EXCLUDED.other, in_conflict = false`,
  );
}

/** The name in the file of a field of its rows. */
export function columnOf(kind: ExchangeKind, field: string): string {
  const known = [...FORMATS[kind].columns, EXTRACTED_AT].find((column) => column.field === field);
  return known?.name ?? field;
}

/** A row that stands there twice is stored once; where the two differ, the first counts. */
async function judgeSameIds({ db, kind }: FileImport): Promise<void> {
  // in nearly every file each id stands once, which its hashes tell in a fraction of the time
  const [ids] = await db.$queryRawUnsafe<{ once: boolean }[]>(
    "SELECT count(DISTINCT hashtextextended(external_id, 0)) = count(*) AS once FROM import_staged",
  );
  if (!ids!.once) await db.$executeRawUnsafe(sameIds(kind));
}

function sameIds(kind: ExchangeKind): string {
  return `WITH twice AS (
      SELECT external_id, min(line) AS first FROM import_staged GROUP BY 1 HAVING count(*) > 1
    )
    INSERT INTO import_judged (line, verdict, code, "column", value, other)
    SELECT s.line,
      CASE WHEN to_jsonb(s) - '{line,made_at}'::text[] = to_jsonb(f) - '{line,made_at}'::text[]
        THEN 'repeated' ELSE 'rejected' END,
      'same_id_twice', '${columnOf(kind, ID_FIELD[kind])}', s.external_id, t.first::text
    FROM twice t JOIN import_staged s USING (external_id) JOIN import_staged f ON f.line = t.first
    WHERE s.line <> t.first`;
}

/** A meeting may be planned; everything else has happened. */
function inTheFuture({ kind, now, fields, policy }: FileImport): Check {
  const told = (column: string, value: string, isFuture: string, other: string) =>
    `SELECT line, 'in_the_future' AS code, '${column}' AS "column", ${value} AS value, '${other}'::text AS other
     FROM import_staged WHERE ${isFuture}`;
  const found = Object.entries(STAGED[kind])
    .filter(([field, [, type]]) => type === "timestamptz" && field !== "plannedFor" && fields.has(field))
    .map(([field, [column]]) =>
      told(columnOf(kind, field), UTC(column), `${column} > ${instantLiteral(now)}`, now.toISOString()),
    );
  if (kind === "children") {
    const today = dayOf(now, policy.timeZone);
    found.push(
      told(
        "date_of_birth",
        "to_char(date_of_birth, 'YYYY-MM-DD')",
        `date_of_birth > '${today}'::date`,
        today,
      ),
    );
  }
  return { sql: () => [...found, NOTHING].join(" UNION ALL ") };
}
