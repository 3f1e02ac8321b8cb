import { SOON } from "./store/soon.ts";
import type { Store } from "./store/store.ts";

interface Ended {
  conversationId: string;
  activityId: string;
  at: Date;
}

/** Turns that end while others are being written down are written together, in one statement. */
interface Ends {
  writing: Promise<void> | null;
  next: { ended: Ended[]; written: Promise<void> } | null;
}

const endsOf = new WeakMap<Store["db"], Ends>();

/** The turn is over: its repeats get nothing. */
export function finish(db: Store["db"], conversationId: string, activityId: string, at: Date): Promise<void> {
  const ended = { conversationId, activityId, at };
  let ends = endsOf.get(db);
  if (!ends) {
    ends = { writing: null, next: null };
    endsOf.set(db, ends);
  }
  if (ends.next) {
    ends.next.ended.push(ended);
    return ends.next.written;
  }
  if (!ends.writing) return write(db, ends, [ended]);
  const { writing } = ends;
  const next = { ended: [ended], written: Promise.resolve() };
  next.written = (async () => {
    // what became of those before is their own matter
    await writing.catch(() => {});
    ends.next = null;
    await write(db, ends, next.ended);
  })();
  ends.next = next;
  return next.written;
}

function write(db: Store["db"], ends: Ends, ended: readonly Ended[]): Promise<void> {
  const writing = (async () => {
    try {
      await db.$executeRawUnsafe(
        FINISH,
        ended.map(({ conversationId }) => conversationId),
        ended.map(({ activityId }) => activityId),
        ended.map(({ at }) => at.toISOString()),
      );
    } finally {
      ends.writing = null;
    }
  })();
  ends.writing = writing;
  return writing;
}

/**
 * Not waited for until it is on the disk: what a crash of the server forgets of its last moments is answered
 * once more where Teams repeats it, and it repeats nothing that it has an answer to.
 *
 * An upsert, though the rows are there: it finds them by their key. An UPDATE is planned as a pass over the table
 * while that is small, and the embedded store, which nothing analyses, would go on so when it has grown.
 */
const FINISH = `
  WITH ${SOON}
  INSERT INTO inbox (conversation_id, activity_id, received_at, finished_at)
  SELECT DISTINCT ON (ended.conversation_id, ended.activity_id)
    ended.conversation_id, ended.activity_id, ended.at, ended.at
  FROM unnest($1::text[], $2::text[], $3::timestamptz[]) AS ended(conversation_id, activity_id, at), soon
  WHERE soon.commit IS NOT NULL
  ON CONFLICT (conversation_id, activity_id) DO UPDATE SET finished_at = EXCLUDED.finished_at
  WHERE inbox.finished_at IS NULL`;
