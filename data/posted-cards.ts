import type { PostedCard } from "./generated/client.ts";
import type { Db } from "./store/store.ts";

export interface CardToPost {
  conversationId: string;
  activityId: string;
  serviceUrl: string;
  personId: string | null;
  /** the frame that the card answers */
  reading: unknown;
  episodeIds: readonly number[];
  /** the store's revision that it shows */
  revision: bigint;
  postedAt: Date;
}

/** Keeps a card that stands in a conversation; the same message again is the same card, shown anew. */
export async function savePostedCard(db: Db, card: CardToPost): Promise<number> {
  return (await save(db, card))!;
}

/**
 * Keeps a form that was opened on a message which itself shows no episode. Null where the message is
 * kept as another card: it goes on showing that, and of several people's forms the first one's.
 */
export function saveOpenedForm(db: Db, card: CardToPost): Promise<number | null> {
  return save(
    db,
    card,
    "WHERE posted_card.reading->>'kind' = 'return_form' AND posted_card.person_id = EXCLUDED.person_id",
  );
}

async function save(db: Db, card: CardToPost, only = ""): Promise<number | null> {
  const [row] = await db.$queryRawUnsafe<{ id: number }[]>(
    `INSERT INTO posted_card (conversation_id, activity_id, service_url, reading, person_id, episode_ids,
                              revision, posted_at)
     VALUES ($1, $2, $3, $4::jsonb, $5, $6::int[], $7::bigint, $8::timestamptz)
     ON CONFLICT (conversation_id, activity_id) DO UPDATE SET service_url = EXCLUDED.service_url,
       reading = EXCLUDED.reading, person_id = EXCLUDED.person_id, episode_ids = EXCLUDED.episode_ids,
       revision = EXCLUDED.revision, posted_at = EXCLUDED.posted_at, gone_at = NULL
       ${only}
     RETURNING id`,
    card.conversationId,
    card.activityId,
    card.serviceUrl,
    JSON.stringify(card.reading),
    card.personId,
    [...card.episodeIds],
    String(card.revision),
    card.postedAt.toISOString(),
  );
  return row?.id ?? null;
}

export function getPostedCard(db: Db, id: number): Promise<PostedCard | null> {
  return db.postedCard.findUnique({ where: { id } });
}

/** The cards that show any of these episodes and are not gone. */
export function postedCardsOf(db: Db, episodeIds: readonly number[]): Promise<PostedCard[]> {
  return db.postedCard.findMany({
    where: { goneAt: null, episodeIds: { hasSome: [...episodeIds] } },
    orderBy: { id: "asc" },
  });
}

/** Whether a message of a conversation is the form of that episode, which will itself turn into the receipt. */
export async function isFormCard(
  db: Db,
  conversationId: string,
  activityId: string,
  episodeId: number,
): Promise<boolean> {
  const [row] = await db.$queryRaw<{ form: boolean }[]>`
    SELECT EXISTS (SELECT 1 FROM posted_card WHERE conversation_id = ${conversationId}
      AND activity_id = ${activityId} AND gone_at IS NULL AND reading->>'kind' = 'return_form'
      AND (reading->>'episodeId')::int = ${episodeId}) AS form`;
  return row!.form;
}

/** After an edit: what the card shows now. */
export async function updatePostedCard(
  db: Db,
  id: number,
  { episodeIds, revision }: { episodeIds: readonly number[]; revision: bigint },
): Promise<void> {
  await db.postedCard.updateMany({ where: { id }, data: { episodeIds: [...episodeIds], revision } });
}

/** The message was deleted, or its conversation is out of reach. */
export async function markCardGone(db: Db, id: number, at: Date): Promise<void> {
  await db.postedCard.updateMany({ where: { id, goneAt: null }, data: { goneAt: at } });
}
