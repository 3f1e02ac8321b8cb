import { type ZodType, z } from "zod";
import type { Answered } from "../answer-turn.ts";
import type { Presence } from "../presence.ts";

/** An id or a version that the store's columns can hold. */
export const rowNumber = z.int().min(1).max(2_147_483_647);

export interface Pressed {
  /** the message that held the button */
  cardActivityId: string | null;
  /** the presser's id in Teams (`29:…`) */
  teamsId: string;
}

/**
 * What a button may do. Its data is a stranger's word: `schema` lets ids, versions, readings and
 * the form's inputs through and nothing else; `handle` loads again and checks again.
 */
export interface Verb<Data> {
  /** set where a press may change what is stored: the presser is told soon whether it did */
  writes?: true;
  /** set where Teams presses by itself: what fails is answered as it would be to nobody in particular */
  refreshes?: true;
  schema: ZodType<Data>;
  handle: (presence: Presence, data: Data, press: Pressed) => Promise<Answered>;
}

/** Ties a schema to its handler, so that a table of verbs of different data stays typed. */
export function verb<Data>(definition: Verb<Data>): Verb<unknown> {
  return definition as Verb<unknown>;
}
