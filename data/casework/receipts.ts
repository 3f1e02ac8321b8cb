import { createHash } from "node:crypto";
import type { Writing } from "./write.ts";

/** What makes two presses the same one. */
export interface Press {
  /** the card's activity id, or `child:12` and the London minute for a typed action */
  card: string;
  version: number;
  verb: string;
  /** the presser's id in the directory */
  presser: string;
  /** what was filled in; the order of its keys does not matter */
  inputs: unknown;
}

/** The key of a press, sha256 in hex: nothing of what was typed can be read from it. */
export function receiptKey({ card, version, verb, presser, inputs }: Press): string {
  return createHash("sha256")
    .update(JSON.stringify([card, version, verb, presser, sorted(inputs)]))
    .digest("hex");
}

export interface Once {
  key: string;
  verb: string;
  personId: string;
  subjectId: number;
  version: number;
}

/**
 * Runs a press once. A repeat gets the stored outcome; one that comes while the first still runs waits
 * for its transaction. `run` throws to leave no receipt, so that the press can be made again.
 */
export async function onceOnly<T>(
  w: Writing,
  { key, verb, personId, subjectId, version }: Once,
  run: () => Promise<T>,
): Promise<{ again: boolean; outcome: T }> {
  // The unique key makes a simultaneous press wait here until the first is committed or undone.
  const mine = await w.tx.$executeRawUnsafe(
    `INSERT INTO receipt (key, verb, person_id, subject_id, version, outcome, recorded_at)
     VALUES ($1, $2, $3, $4, $5, 'null'::jsonb, $6::timestamptz) ON CONFLICT (key) DO NOTHING`,
    key,
    verb,
    personId,
    subjectId,
    version,
    w.author.recordedAt.toISOString(),
  );
  if (mine === 0) {
    const [stored] = await w.tx.$queryRawUnsafe<{ outcome: T }[]>(
      "SELECT outcome FROM receipt WHERE key = $1",
      key,
    );
    return { again: true, outcome: stored!.outcome };
  }
  const outcome = await run();
  await w.tx.$executeRawUnsafe(
    "UPDATE receipt SET outcome = $2::jsonb WHERE key = $1",
    key,
    JSON.stringify(outcome ?? null),
  );
  return { again: false, outcome };
}

/** Objects with their keys in order, so that equal inputs give equal text. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== "object" || value instanceof Date) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  );
}
