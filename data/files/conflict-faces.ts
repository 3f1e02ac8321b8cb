import type { Db } from "../store/store.ts";

/** A conflict as a person sees it who is to settle it. `ours` and `file`: field of the file's rows → value. */
export interface ConflictFace {
  id: number;
  kind: "changed_here" | "made_here" | "same_episode";
  table: "child" | "episode" | "interview" | "strategy_meeting";
  ours: Record<string, unknown>;
  file: Record<string, unknown>;
  fileName: string;
  line: number;
  detectedAt: Date;
  settledAt: Date | null;
  settledBy: string | null;
  /** agreed: a later file came to say what the store says */
  choice: "ours" | "file" | "agreed" | null;
  /** the row's: one that has changed since is looked at again before anything is chosen */
  version: number;
  /** the references of its episodes: "ME-20345" */
  episodes: string[];
  /** the children it is about */
  childIds: number[];
  /** those of the places in it that are no family's household */
  homes: string[];
}

const EPISODES_OF = (links: string, of: string) => `
  ARRAY(SELECT 'ME-' || e.number FROM ${links} l JOIN episode e ON e.id = l.episode_id
    WHERE l.${of} = k.id ORDER BY e.number),
  ARRAY(SELECT DISTINCT e.child_id FROM ${links} l JOIN episode e ON e.id = l.episode_id
    WHERE l.${of} = k.id ORDER BY 1)`;

const FACES = `
  SELECT c.id, c.kind, c.table_name AS "table", c.ours, c.file, c.file_name AS "fileName", c.line,
    c.detected_at AS "detectedAt", c.settled_at AS "settledAt", c.settled_by AS "settledBy", c.choice,
    k.version, k.episodes, k.children AS "childIds",
    ARRAY(SELECT p.name FROM placement p WHERE p.type NOT IN ('foster_care', 'family_home')
      AND p.name IN (c.ours->>'placement', c.file->>'placement') ORDER BY 1) AS homes
  FROM import_conflict c JOIN LATERAL (
    SELECT k.version, '{}'::text[] AS episodes, ARRAY[k.id] AS children
      FROM child k WHERE c.table_name = 'child' AND k.id = c.row_id
    UNION ALL SELECT k.version, ARRAY['ME-' || k.number], ARRAY[k.child_id]
      FROM episode k WHERE c.table_name = 'episode' AND k.id = c.row_id
    UNION ALL SELECT k.version, ${EPISODES_OF("interview_episode", "interview_id")}
      FROM interview k WHERE c.table_name = 'interview' AND k.id = c.row_id
    UNION ALL SELECT k.version, ${EPISODES_OF("strategy_meeting_episode", "meeting_id")}
      FROM strategy_meeting k WHERE c.table_name = 'strategy_meeting' AND k.id = c.row_id
  ) k ON true`;

/** A page of the conflicts that nobody has settled yet, oldest first, and how many there are. */
export async function openConflicts(
  db: Db,
  { offset, limit }: { offset: number; limit: number },
): Promise<{ conflicts: ConflictFace[]; total: number }> {
  const [conflicts, total] = await Promise.all([
    db.$queryRawUnsafe<ConflictFace[]>(
      `${FACES} WHERE c.settled_at IS NULL ORDER BY c.detected_at, c.id LIMIT $1::int OFFSET $2::int`,
      limit,
      offset,
    ),
    countOpenConflicts(db),
  ]);
  return { conflicts, total };
}

/** How many nobody has settled yet. */
export function countOpenConflicts(db: Db): Promise<number> {
  return db.importConflict.count({ where: { settledAt: null } });
}

/** One conflict, settled or not; null where there is none of that id. */
export async function conflictFace(db: Db, id: number): Promise<ConflictFace | null> {
  const [found] = await db.$queryRawUnsafe<ConflictFace[]>(`${FACES} WHERE c.id = $1::int`, id);
  return found ?? null;
}
