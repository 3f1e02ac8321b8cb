import type { Db } from "./store/store.ts";

/** Keeps a person's last question in a conversation, for follow-ups. */
export async function saveReading(
  db: Db,
  conversationId: string,
  personId: string,
  reading: object,
  at: Date,
): Promise<void> {
  await db.$executeRawUnsafe(
    `INSERT INTO last_reading (conversation_id, person_id, reading, at)
     VALUES ($1, $2, $3::jsonb, $4::timestamptz)
     ON CONFLICT (conversation_id, person_id) DO UPDATE SET reading = EXCLUDED.reading, at = EXCLUDED.at`,
    conversationId,
    personId,
    JSON.stringify(reading),
    at.toISOString(),
  );
}
