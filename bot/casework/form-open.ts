import { z } from "zod";
import { childFaces, episodeOfReference } from "../../data/faces.ts";
import { revision } from "../../data/revision.ts";
import type { Action } from "../../data/vocabulary.ts";
import { atHand, mayName, mayPress } from "../disclosure/permissions.ts";
import type { FormName } from "../disclosure/roles.ts";
import type { ProblemCode } from "../disclosure/showable.ts";
import type { EpisodeFace } from "../disclosure/viewer.ts";
import type { Presence } from "../presence.ts";
import { type Response, refusal } from "../respond.ts";
import { type About, type CaseForm, changedBy, loadAbout, type Values, versionOf } from "./case-form.ts";
import { handOf } from "./hand.ts";
import { rowNumber, type Verb, verb } from "./verb.ts";

/** A button such as "Log return" of a list or a history: opens the form for that episode. */
export function openVerb(form: CaseForm): Verb<unknown> {
  return verb({
    schema: z.object({ id: rowNumber, version: rowNumber.optional() }),
    async handle(presence, { id }) {
      return { request: null, responses: [await formFor(presence, form, id)] };
    },
  });
}

/** Typed "log a return for …": the form, filled in; nothing is written before its button is pressed. */
export async function openTyped(
  presence: Presence,
  form: CaseForm,
  request: Action,
  { named = false }: { named?: boolean } = {},
): Promise<Response> {
  const { db } = presence.house.store;
  const reference = request.slots?.episode;
  const meant = reference === undefined ? null : await episodeOfReference(db, reference);
  const [childId = meant?.childId] = request.filters.child ?? [];
  if (reference !== undefined && (!meant || meant.voided || meant.childId !== childId))
    return askWhichChild(form.form, "unknown_child");
  if (childId === undefined) {
    const mine = await form.unnamed?.(presence);
    return mine ? formFor(presence, form, mine.id) : askWhichChild(form.form, null);
  }
  const { viewer, audience } = presence;
  const shown = await revision(db);
  const [[child], episode] = await Promise.all([
    childFaces(db, [childId]),
    form.subject === "episode" ? (meant ?? form.find(presence, childId)) : null,
  ]);
  // Whether there is such a child stays unsaid: nobody's name, somebody else's child and, in a room,
  // one who is not missing are answered alike.
  if (!child || !mayPress(viewer, `${form.form}.open`, child) || (named && !mayName(viewer, child)))
    return askWhichChild(form.form, "unknown_child");
  if (!episode && form.subject === "episode")
    return askWhichChild(form.form, audience === "personal" ? "no_open_episode" : "unknown_child");
  const about = { child, episode };
  if (!mayPressHere(presence, `${form.form}.open`, about)) return refusedPress(`${form.form}.open`, about);
  return (
    (await form.instead(presence, about)) ??
    formOf(presence, form, about, { values: await form.values(presence, about, request), shown, request })
  );
}

/** The form again, with what was filled in and why it was refused. */
export interface Again {
  values: Values;
  problem: ProblemCode;
}

/** A form by its subject's id, checked for this presser; what happened meanwhile, where that takes its place. */
export async function formFor(
  presence: Presence,
  form: CaseForm,
  id: number,
  again: Again | null = null,
): Promise<Response> {
  const { db } = presence.house.store;
  const shown = await revision(db);
  const about = await loadAbout(db, form, id);
  if (!about || !mayPressHere(presence, `${form.form}.open`, about))
    return refusedPress(`${form.form}.open`, about);
  if (about.episode?.voided) return refusal("old_card", { kind: `${form.form}.open` });
  const instead = await form.instead(presence, about);
  if (instead) return instead;
  const values = { ...(await form.values(presence, about, null)), ...again?.values };
  return formOf(presence, form, about, { values, shown, problem: again?.problem });
}

/** Whether this person may press here, for this child and this episode. */
export function mayPressHere({ viewer, audience }: Presence, verb: string, about: About): boolean {
  return audience !== "outside" && mayPress(viewer, verb, atHand(verb, about.child, about.episode));
}

/** A press by somebody who may not; the audit says for whom. */
export function refusedPress(verb: string, about: About | null): Response {
  const response = refusal("not_allowed", { kind: verb });
  return {
    ...response,
    audit: {
      ...response.audit,
      detail: { ...response.audit.detail, verb, episodeId: about?.episode?.id ?? null },
      childIds: about ? [about.child.id] : [],
    },
  };
}

/** Asks for a name or a reference; never lists children. */
export function askWhichChild(form: FormName, problem: ProblemCode | null): Response {
  return {
    showable: { kind: "ask_child", form, problem, choices: [] },
    audit: { kind: "answer", detail: { what: "ask_child", problem }, childIds: [] },
  };
}

interface Opened {
  values: Values;
  shown: bigint;
  problem?: ProblemCode | null;
  /** what was typed */
  request?: Action | null;
}

async function formOf(
  presence: Presence,
  definition: CaseForm,
  about: About,
  { values, shown, problem = null, request = null }: Opened,
): Promise<Response> {
  const { form } = definition;
  const { child, episode } = about;
  const version = versionOf(definition, about);
  const episodeId = episode?.id ?? null;
  return {
    showable: {
      kind: "form",
      form,
      child,
      episode,
      version,
      values,
      options: (await definition.options?.(presence, about, request)) ?? {},
      problem,
      meanwhile:
        problem === "changed_since" && episode ? await meanwhileOf(presence, definition, episode) : null,
      now: presence.now,
    },
    audit: { kind: "disclosure", detail: { what: `${form}_form`, episodeId }, childIds: [child.id] },
    follow: {
      reading: { kind: "form", form, childId: child.id, episodeId, version },
      episodeIds: episodeId === null ? [] : [episodeId],
      revision: shown,
    },
  };
}

async function meanwhileOf(presence: Presence, form: CaseForm, episode: EpisodeFace) {
  const change = await changedBy(presence.house.store.db, form, episode);
  return change && handOf(presence, change);
}
