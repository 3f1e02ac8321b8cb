import { z } from "zod";
import { clockOf, instantOf } from "../../data/calendar.ts";
import { type LastChange, lastChanges } from "../../data/casework/changes.ts";
import { lastStep, type Part } from "../../data/casework/step-changes.ts";
import type { Writing } from "../../data/casework/write.ts";
import { childFaces, episodeFaces } from "../../data/faces.ts";
import type { Db } from "../../data/store/store.ts";
import type { Action } from "../../data/vocabulary.ts";
import type { FormName } from "../disclosure/roles.ts";
import type { FormOptions, ProblemCode } from "../disclosure/showable.ts";
import type { ChildFace, EpisodeFace } from "../disclosure/viewer.ts";
import type { Presence } from "../presence.ts";
import type { Response } from "../respond.ts";

export type Values = Readonly<Record<string, string>>;

/** Whom a form is about; `episode` is null where the form makes a new one. */
export interface About {
  child: ChildFace;
  episode: EpisodeFace | null;
}

/** What a press wrote, or why it wrote nothing. */
export type Written = { episodeId: number } | { problem: ProblemCode };

/**
 * A verb of casework: what its form opens with, and what its press writes. What its form and receipt
 * say stands under the same name in bot/disclosure/forms.
 */
export interface CaseForm<Inputs = unknown> {
  form: FormName;
  /** whose id the buttons carry */
  subject: "episode" | "child";
  /** what of the episode the press is about, whose version it is then checked against; absent: itself */
  part?: Part;
  /** what is filled in, as text: a stranger's word; a field that was left empty may be missing altogether */
  schema: z.ZodType<Inputs>;
  /** which of the child's episodes it is about, where a child was named; not asked of a child's form */
  find(presence: Presence, childId: number): Promise<EpisodeFace | null>;
  /** which episode it is about, where nobody was named; not there: it asks whose */
  unnamed?(presence: Presence): Promise<EpisodeFace | null>;
  /** what stands in the form's place where it makes no sense, or none any more */
  instead(presence: Presence, about: About): Promise<Response | null>;
  /** the inputs' defaults; `request`: what was typed */
  values(presence: Presence, about: About, request: Action | null): Values | Promise<Values>;
  /** what can be chosen in it, beside fixed words */
  options?(presence: Presence, about: About, request: Action | null): FormOptions | Promise<FormOptions>;
  /** writes what was filled in, or says why not, which undoes the whole press */
  run(w: Writing, about: About, inputs: Inputs & { version: number }, presence: Presence): Promise<Written>;
  /** whether what was recorded still stands: it may have been taken back */
  stands(episode: EpisodeFace): boolean;
  /** who recorded it: the last time, or on top of that version */
  recorded(db: Db, episode: EpisodeFace, version?: number): Promise<LastChange | null>;
}

/** Ties a schema to its functions, so that a table of forms of different inputs stays typed. */
export function caseForm<Inputs>(definition: CaseForm<Inputs>): CaseForm {
  return definition as unknown as CaseForm;
}

/** The fields of a date and a time, as every form has them. */
export const momentSchema = {
  date: z.string().max(40).default(""),
  time: z.string().max(40).default(""),
};

/**
 * The instant of a date and a time that were filled in; null for none. In the hour that occurs twice in
 * October it is the second one, where the first would lie before `notBefore`.
 */
export function momentOf(
  { date, time }: { date: string; time: string },
  notBefore: Date | null,
): Date | null {
  const first = instantOf(date, time);
  if (!first || !notBefore || first >= notBefore) return first;
  const second = new Date(first.getTime() + 3_600_000);
  return clockOf(second) === time && second >= notBefore ? second : first;
}

/** The instant that was typed; null where none was, or none that exists. */
export function typedMoment(request: Action | null): Date | null {
  const [day, clock] = (request?.slots?.at ?? "").split("T");
  return day && clock ? instantOf(day, clock) : null;
}

/** Why something is changed, in the presser's own words. */
export const reasonSchema = { reason: z.string().trim().max(2_000).default("") };

export async function loadAbout(db: Db, { subject }: CaseForm, id: number): Promise<About | null> {
  const [episode] = subject === "episode" ? await episodeFaces(db, [id]) : [];
  if (subject === "episode" && !episode) return null;
  const [child] = await childFaces(db, [episode?.childId ?? id]);
  return child ? { child, episode: episode ?? null } : null;
}

/** The version that a press is checked against; a child's forms are checked against its episodes instead. */
export function versionOf({ part }: Pick<CaseForm, "part">, { episode }: About): number {
  // a version is 1 at least, also where there is no interview or meeting yet
  return (part ? episode && episode[part].seen + 1 : episode?.version) ?? 1;
}

/** Who last changed what a form is about. */
export async function changedBy(db: Db, { part }: CaseForm, { id }: EpisodeFace): Promise<LastChange | null> {
  return part ? lastStep(db, part, id) : ((await lastChanges(db, "episode", [id])).get(id) ?? null);
}

/** Who last changed one of these fields of an episode's interviews or meetings, or did on top of a version. */
export function stepRecorded(part: Part, fields: readonly string[]): CaseForm["recorded"] {
  return (db, { id }, version) =>
    lastStep(db, part, id, { fields, seen: version === undefined ? null : version - 1 });
}

/** Who last changed a field of an episode, or did on top of a version. */
export function episodeChange(field: string): CaseForm["recorded"] {
  return async (db, { id }, version) =>
    (await lastChanges(db, "episode", [id], { field, version })).get(id) ?? null;
}
