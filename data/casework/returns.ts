import { type EpisodePress, type PressOutcome, pressEpisodes } from "./press-episodes.ts";
import type { Stored } from "./rows.ts";
import type { Writing } from "./write.ts";

export interface ReturnToLog extends EpisodePress {
  returnedAt: Date;
}

export type ReturnOutcome = PressOutcome<"already_ended" | "before_the_start" | "in_the_future">;

/**
 * Logs returns, each refused or done on its own: not before the start and not after the instant of
 * writing (a return at the very start or at that instant is allowed).
 */
export function logReturns(w: Writing, returns: readonly ReturnToLog[]): Promise<ReturnOutcome[]> {
  return pressEpisodes(w, returns, {
    state: ({ fields }) => (fields.endedAt === null ? null : "already_ended"),
    asked: (episode, { returnedAt }) => impossible(w, episode, returnedAt),
    after: (_, { returnedAt }) => ({ endedAt: returnedAt.toISOString(), endPrecision: "instant" }),
    happenedAt: ({ endedAt }) => endedAt as string,
  });
}

/** Why a child cannot have been back at that time; null: they can. */
export function impossible(w: Writing, { fields }: Stored, returnedAt: Date) {
  if (returnedAt > w.author.recordedAt) return "in_the_future";
  if (returnedAt.toISOString() < (fields.startedAt as string)) return "before_the_start";
  return null;
}
