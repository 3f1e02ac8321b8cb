import type { PostedCard } from "./generated/client.ts";
import { SOON } from "./store/soon.ts";
import type { Db, Store, Tx } from "./store/store.ts";

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
  /** when what it shows changes by itself next */
  turnsAt?: Date | null;
  /** an episode's card: the last change that it shows; later ones are told in its thread */
  toldChange?: bigint | null;
}

/** Keeps a card that stands in a conversation; the same message again is the same card, shown anew. */
export async function savePostedCard(db: Store["db"], card: CardToPost): Promise<number> {
  return (await save(db, card))!;
}

/** A form that somebody has opened on a card which shows something else. */
export interface OpenForm {
  reading: unknown;
  /** ISO */
  openedAt: string;
}

/**
 * Keeps a form that was opened on a message. Where the message is kept as another card it goes on being
 * that one (`over`), and has the form open for this person; otherwise it is the form from now on.
 */
export async function saveOpenedForm(
  db: Store["db"],
  card: CardToPost,
): Promise<{ id: number; over: boolean }> {
  const own = "WHERE posted_card.reading->>'kind' = 'form' AND posted_card.person_id = EXCLUDED.person_id";
  const id = await save(db, card, own);
  if (id !== null) return { id, over: false };
  const form: OpenForm = { reading: card.reading, openedAt: card.postedAt.toISOString() };
  // an edit that is just being made gives way to it
  const [kept] = await db.$queryRaw<{ id: number }[]>`
    UPDATE posted_card SET edits = edits + 1,
      open_forms = open_forms || jsonb_build_object(${card.personId ?? ""}::text, ${JSON.stringify(form)}::jsonb)
    WHERE conversation_id = ${card.conversationId} AND activity_id = ${card.activityId} RETURNING id`;
  return { id: kept!.id, over: true };
}

/** The person has given the form up that they had opened on a card; null where it is not kept. */
export async function closeOpenForm(
  db: Db,
  { conversationId, activityId, personId }: Pick<CardToPost, "conversationId" | "activityId" | "personId">,
): Promise<PostedCard | null> {
  const at = { conversationId_activityId: { conversationId, activityId } };
  await db.$executeRaw`
    UPDATE posted_card SET open_forms = open_forms - ${personId ?? ""}::text
    WHERE conversation_id = ${conversationId} AND activity_id = ${activityId}`;
  return db.postedCard.findUnique({ where: at });
}

/**
 * Outside a transaction, and not waited for until it is on the disk: a card that a crash of the server forgets in
 * its last moments is edited no more, and stays as at when it was posted.
 */
async function save(db: Store["db"], card: CardToPost, only = ""): Promise<number | null> {
  const [row] = await db.$queryRawUnsafe<{ id: number }[]>(
    `WITH ${SOON}
     INSERT INTO posted_card (conversation_id, activity_id, service_url, reading, person_id, episode_ids,
                              revision, posted_at, turns_at, told_change, told_at)
     SELECT $1, $2, $3, $4::jsonb, $5, $6::int[], $7::bigint, $8::timestamptz, $9::timestamptz,
            $10::bigint, CASE WHEN $10::bigint IS NOT NULL THEN $8::timestamptz END
     FROM soon WHERE soon.commit IS NOT NULL
     ON CONFLICT (conversation_id, activity_id) DO UPDATE SET service_url = EXCLUDED.service_url,
       reading = EXCLUDED.reading, person_id = EXCLUDED.person_id, episode_ids = EXCLUDED.episode_ids,
       revision = EXCLUDED.revision, posted_at = EXCLUDED.posted_at, gone_at = NULL, edits = posted_card.edits + 1,
       turns_at = EXCLUDED.turns_at, told_change = EXCLUDED.told_change, told_at = EXCLUDED.told_at
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
    card.turnsAt?.toISOString() ?? null,
    card.toldChange == null ? null : String(card.toldChange),
  );
  return row?.id ?? null;
}

export function getPostedCard(db: Db, id: number): Promise<PostedCard | null> {
  return db.postedCard.findUnique({ where: { id } });
}

/** The card, for an edit that now begins; null where it is gone. */
export async function beginEdit(db: Db, id: number): Promise<PostedCard | null> {
  const [card] = await db.postedCard.updateManyAndReturn({
    where: { id, goneAt: null },
    data: { edits: { increment: 1 } },
  });
  return card ?? null;
}

/** The cards that show any of these episodes and are not gone. */
export function postedCardsOf(db: Db, episodeIds: readonly number[]): Promise<PostedCard[]> {
  return db.postedCard.findMany({
    where: { goneAt: null, episodeIds: { hasSome: [...episodeIds] } },
    orderBy: { id: "asc" },
  });
}

/** The episode whose card a message is; null: it is none. */
export async function episodeOfCard(
  db: Db,
  { conversationId, activityId }: Pick<PostedCard, "conversationId" | "activityId">,
): Promise<number | null> {
  const [row] = await db.$queryRaw<{ id: number }[]>`
    SELECT (reading->>'episodeId')::int AS id FROM posted_card WHERE conversation_id = ${conversationId}
      AND activity_id = ${activityId} AND gone_at IS NULL AND reading->>'kind' = 'episode_card'`;
  return row?.id ?? null;
}

/** A form of casework that stands in a conversation. */
export interface FormCard {
  conversationId: string;
  activityId: string;
  form: string;
  episodeId: number;
}

/** Whether a message is the form of that name and episode, which will itself turn into the receipt. */
export async function isFormCard(
  db: Db,
  { conversationId, activityId, form, episodeId }: FormCard,
): Promise<boolean> {
  const [row] = await db.$queryRaw<{ form: boolean }[]>`
    SELECT EXISTS (SELECT 1 FROM posted_card WHERE conversation_id = ${conversationId}
      AND activity_id = ${activityId} AND gone_at IS NULL AND reading->>'kind' = 'form'
      AND reading->>'form' = ${form} AND (reading->>'episodeId')::int = ${episodeId}) AS form`;
  return row!.form;
}

/** The press of a form has made an episode: from now on the form is that episode's. */
export async function adoptForm(tx: Tx, { conversationId, activityId, form, episodeId }: FormCard) {
  await tx.$executeRaw`
    UPDATE posted_card SET episode_ids = ARRAY[${episodeId}::int],
      reading = jsonb_set(reading::jsonb, '{episodeId}', to_jsonb(${episodeId}::int))
    WHERE conversation_id = ${conversationId} AND activity_id = ${activityId} AND gone_at IS NULL
      AND reading->>'kind' = 'form' AND reading->>'form' = ${form}`;
}

/** Whether no other edit has begun since, and nothing else has come to stand in the message. */
export async function isLatestEdit(
  db: Db,
  { id, edits }: Pick<PostedCard, "id" | "edits">,
): Promise<boolean> {
  return (await db.postedCard.count({ where: { id, edits } })) === 1;
}

/**
 * After an edit: what the card shows now. False where another edit has begun meanwhile: of the two, nobody
 * knows which one Teams took last.
 */
export async function endEdit(
  db: Db,
  { id, edits }: Pick<PostedCard, "id" | "edits">,
  {
    reading,
    episodeIds,
    revision,
    turnsAt = null,
  }: Pick<CardToPost, "reading" | "episodeIds" | "revision" | "turnsAt">,
): Promise<boolean> {
  // it has taken the place of the forms that were open on it
  const data = { reading: reading as object, episodeIds: [...episodeIds], revision, turnsAt, openForms: {} };
  const { count } = await db.postedCard.updateMany({ where: { id, edits }, data });
  return count === 1;
}

/** The message was deleted, or its conversation is out of reach. */
export async function markCardGone(db: Db, id: number, at: Date): Promise<void> {
  await db.postedCard.updateMany({ where: { id, goneAt: null }, data: { goneAt: at } });
}

/**
 * Takes the cards that show something else by now, though nobody has done anything: whoever takes one has
 * it made anew, which says when it turns next.
 */
export function takeTurningCards(tx: Tx, now: Date): Promise<{ id: number; told: boolean }[]> {
  return tx.$queryRawUnsafe(
    `UPDATE posted_card SET turns_at = NULL WHERE gone_at IS NULL AND turns_at <= $1::timestamptz
     RETURNING id, told_at IS NOT NULL AS told`,
    now.toISOString(),
  );
}

/** What a card's thread has been told of: up to that change and that instant. */
export async function setTold(db: Db, id: number, told: { toldChange: bigint; toldAt: Date }): Promise<void> {
  await db.postedCard.updateMany({ where: { id }, data: told });
}
