import type { Db } from "../store/store.ts";

/** What the store's data was taken from last. */
export interface Freshness {
  /** the system that the files came from, as the import named it */
  source: string;
  /** when the files were made, never later than they were taken in */
  madeAt: Date;
  /** when the import finished */
  takenInAt: Date;
  /** how many files it took in */
  files: number;
}

/** The kinds of file that figures stand on: a new list of homes makes no episode newer. */
const EPISODE_FILES = "'episodes', 'ssda903_missing'";

/**
 * A mark of the import that finished last, or NULL: read along by the figures' own statement, by an index.
 * The row's transaction makes it another mark for every other row, whatever the clocks said.
 */
export const LAST_IMPORT_SQL = `(SELECT id || ' ' || xmin::text FROM import_run
  WHERE finished_at IS NOT NULL ORDER BY finished_at DESC LIMIT 1)`;

const known = new WeakMap<Db, { lastImport: string; freshness: Freshness | null }>();

/**
 * The last import that finished and took in a file; null for a store that has had none. Where a store
 * has both, the council's files count and not a yearly return, whose year is long over when it is made.
 *
 * `lastImport`: what `LAST_IMPORT_SQL` gave. Asked of the store once an import, and kept.
 */
export async function freshness(db: Db, lastImport: string | null): Promise<Freshness | null> {
  if (lastImport === null) return null;
  const kept = known.get(db);
  if (kept?.lastImport === lastImport) return kept.freshness;
  const [found] = await db.$queryRawUnsafe<Freshness[]>(LAST);
  const freshness = found ?? null;
  known.set(db, { lastImport, freshness });
  return freshness;
}

const LAST = `
  SELECT r.source, f.made_at AS "madeAt", r.finished_at AS "takenInAt", f.files
  FROM import_run r JOIN LATERAL (
    SELECT count(*)::int AS files, least(max(moved_at),
      coalesce(max(made_at) FILTER (WHERE kind IN (${EPISODE_FILES})), max(made_at))) AS made_at
    FROM import_file WHERE run_id = r.id
  ) f ON f.files > 0
  WHERE r.finished_at IS NOT NULL
  ORDER BY r.mode <> 'exchange', r.finished_at DESC LIMIT 1`;

/** How many whole days ago the data was made, where that is longer than the policy allows; else null. */
export function staleDays(
  { madeAt }: Pick<Freshness, "madeAt">,
  now: Date,
  { staleAfterDays }: { staleAfterDays: number },
): number | null {
  const days = (now.getTime() - madeAt.getTime()) / 86_400_000;
  return days > staleAfterDays ? Math.floor(days) : null;
}
