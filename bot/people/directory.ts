import type { ConversationRef } from "../turn.ts";

/** The roles of the permission table (bot/disclosure/permissions.ts). */
export const ROLES = [
  "social_worker",
  "team_manager",
  "missing_coordinator",
  "duty",
  "service_head",
  "iro",
  "residential",
  "return_interviewer",
  "police",
  "data_officer",
  "none",
] as const;
export type Role = (typeof ROLES)[number];

/** A person that the directory knows. `team`, `worker`, `agency`, `home` are names in the store. */
export interface Person {
  id: string;
  aadObjectId: string;
  name: string;
  role: Role;
  agency: string | null;
  team: string | null;
  /** the worker in the store who is this person: "me" */
  worker: string | null;
  /** residential staff: the home they work in */
  home: string | null;
}

/**
 * personal: a 1:1 chat with a known person. operational: everyone in the conversation is known
 * and belongs to an agreed agency. outside: everybody else, and whenever it cannot be found out.
 */
export const AUDIENCES = ["personal", "operational", "outside"] as const;
export type Audience = (typeof AUDIENCES)[number];

/**
 * Who is asking, and who is in the room. Failure is denial: `person` gives null and `audience`
 * gives `outside` when the answer cannot be had; neither throws.
 */
export interface Directory {
  /** `fresh`: for writes and exports nothing cached is used. */
  person(aadObjectId: string, tenantId: string, options?: { fresh?: boolean }): Promise<Person | null>;
  /** `asker` is the person of a personal chat, null where not known. */
  audience(conversation: ConversationRef, asker: Person | null): Promise<Audience>;
  /** somebody joined or left */
  forget(conversationId: string): void;
}
