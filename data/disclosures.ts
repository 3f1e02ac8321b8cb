import type { Db } from "./store/store.ts";

/** One time that a child was shown to somebody: a row of the audit. */
export interface Disclosure {
  at: Date;
  /** who asked or pressed, or whose card it is; null: it was sent to a room, and to nobody in particular */
  personId: string | null;
  /** in which they then acted */
  role: string | null;
  audience: string | null;
  /** of the conversation; null: it is not stored, as a terminal is not */
  scope: string | null;
  /** a card that came, or was edited, without being a reply */
  sent: boolean;
  /** what was shown: ids and figures, as whoever showed it wrote them down */
  detail: Record<string, unknown>;
}

export interface Disclosures {
  /** the newest first */
  rows: Disclosure[];
  total: number;
  /** different people among them */
  people: number;
}

/**
 * Who was shown a child, of the audit's rows in [from, to), the newest first. A refusal showed nothing and
 * is not among them; nor is a write, whose form and receipt have rows of their own; nor what an outside
 * audience was told, which is of no child.
 */
export async function disclosuresOf(
  db: Db,
  childId: number,
  { from, to, offset, limit }: { from: Date | null; to: Date | null; offset: number; limit: number },
): Promise<Disclosures> {
  const params = [childId, from?.toISOString() ?? null, to?.toISOString() ?? null] as const;
  const [[counted], rows] = await Promise.all([
    db.$queryRawUnsafe<{ total: number; people: number }[]>(
      `SELECT count(*)::int AS total, count(DISTINCT lower(a.person_id))::int AS people ${OF_CHILD}`,
      ...params,
    ),
    db.$queryRawUnsafe<Disclosure[]>(
      `SELECT a.at, a.person_id AS "personId", a.role, a.audience, c.scope, a.kind = 'send' AS sent, a.detail
       ${OF_CHILD} ORDER BY a.at DESC, a.id DESC OFFSET $4::int LIMIT $5::int`,
      ...params,
      offset,
      limit,
    ),
  ]);
  return { rows, ...counted! };
}

const OF_CHILD = `
  FROM audit a LEFT JOIN conversation c ON c.id = a.conversation_id
  WHERE a.child_ids @> ARRAY[$1::int] AND a.kind IN ('answer', 'disclosure', 'send')
    AND a.audience IS DISTINCT FROM 'outside'
    AND ($2::timestamptz IS NULL OR a.at >= $2::timestamptz)
    AND ($3::timestamptz IS NULL OR a.at < $3::timestamptz)`;
