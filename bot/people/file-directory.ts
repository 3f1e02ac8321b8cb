import { readFileSync } from "node:fs";
import { z } from "zod";
import type { ConversationRef } from "../turn.ts";
import { type Audience, type Directory, type Person, ROLES } from "./directory.ts";

const words = z.string().trim().min(1).max(200);

/** The people of this machine: `HOMEWARD_PEOPLE`. Names of teams, workers and homes are the store's. */
export const peopleFileSchema = z.strictObject({
  people: z.array(
    z.strictObject({
      id: words,
      aadObjectId: words,
      name: words,
      role: z.enum(ROLES),
      agency: words.nullish(),
      team: words.nullish(),
      worker: words.nullish(),
      home: words.nullish(),
    }),
  ),
  /** conversations that are not 1:1; one that is not listed is outside */
  channels: z
    .array(z.strictObject({ conversationId: words, audience: z.enum(["operational", "outside"]) }))
    .default([]),
});

/** A file of people that cannot be used; the message says what to mend. */
export class PeopleFileError extends Error {
  override readonly name = "PeopleFileError";
}

/** The people of a file, and its rooms. */
export interface People {
  people: readonly Person[];
  channels: readonly { conversationId: string; audience: "operational" | "outside" }[];
}

/** @throws PeopleFileError where the people are not of the form above, or two share an id */
export function readPeople(source: { path: string } | { data: unknown }): People {
  const file = "path" in source ? readFile(source.path) : parsePeople(source.data, "The list of people");
  const ids = new Set<string>();
  const objectIds = new Set<string>();
  const people = file.people.map(({ agency = null, team = null, worker = null, home = null, ...rest }) => {
    if (ids.has(rest.id) || objectIds.has(key(rest.aadObjectId)))
      throw new PeopleFileError(`Two people share the id of "${rest.id}": give each their own.`);
    ids.add(rest.id);
    objectIds.add(key(rest.aadObjectId));
    return { ...rest, agency, team, worker, home };
  });
  return { people, channels: file.channels };
}

/**
 * The directory of a file, for one machine without Entra. Nothing is looked up elsewhere, so `fresh`
 * makes no difference and nothing can fail.
 * @throws PeopleFileError as readPeople does
 */
export function fileDirectory(source: { path: string } | { data: unknown }): Directory {
  const file = readPeople(source);
  const people = new Map(file.people.map((person) => [key(person.aadObjectId), person]));
  const listed = new Map(file.channels.map(({ conversationId, audience }) => [conversationId, audience]));
  return {
    async person(aadObjectId) {
      return people.get(key(aadObjectId)) ?? null;
    },
    async audience(conversation: ConversationRef, asker: Person | null): Promise<Audience> {
      if (conversation.scope === "personal") return asker ? "personal" : "outside";
      return listed.get(conversation.id) ?? "outside";
    },
    forget() {},
  };
}

/** Entra writes ids in either case. */
const key = (id: string): string => id.trim().toLowerCase();

function readFile(path: string): z.output<typeof peopleFileSchema> {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch {
    throw new PeopleFileError(`HOMEWARD_PEOPLE names a file that cannot be read: check ${path}.`);
  }
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new PeopleFileError(`${path} is not JSON: check it for a missing comma or quotation mark.`);
  }
  return parsePeople(json, path);
}

function parsePeople(json: unknown, from: string): z.output<typeof peopleFileSchema> {
  const parsed = peopleFileSchema.safeParse(json);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(
    ({ path, message }) => `- ${path.join(".") || "the whole file"}: ${message}`,
  );
  throw new PeopleFileError(`${from} cannot be used. Mend these:\n${problems.join("\n")}`);
}
