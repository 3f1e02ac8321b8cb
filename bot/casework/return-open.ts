import { z } from "zod";
import { instantOf } from "../../data/calendar.ts";
import { childFaces, episodeFaces, openEpisodes } from "../../data/faces.ts";
import { revision } from "../../data/revision.ts";
import type { Action } from "../../data/vocabulary.ts";
import { mayName, mayPress } from "../disclosure/permissions.ts";
import type { ProblemCode } from "../disclosure/showable.ts";
import type { ChildFace, EpisodeFace } from "../disclosure/viewer.ts";
import type { Presence } from "../presence.ts";
import { type Response, refusal } from "../respond.ts";
import { receiptOf } from "./receipt.ts";
import { rowNumber, verb } from "./verb.ts";

/** The button "Log return" of a list or a history: opens the form for that episode. */
export const openReturnVerb = verb({
  schema: z.object({ id: rowNumber, version: rowNumber.optional() }),
  async handle(presence, { id }) {
    return { request: null, responses: [await formFor(presence, id)] };
  },
});

/** Typed "log a return for …": the form, filled in; nothing is written before its button is pressed. */
export async function openReturnForm(
  presence: Presence,
  request: Action,
  { named = false }: { named?: boolean } = {},
): Promise<Response> {
  const [childId] = request.filters.child ?? [];
  if (childId === undefined) return askWhichChild(null);
  const { viewer, audience } = presence;
  const db = presence.house.store.db;
  const shown = await revision(db);
  const [[child], [episode]] = await Promise.all([
    childFaces(db, [childId]),
    openEpisodes(db, [childId], presence.now),
  ]);
  // Whether there is such a child stays unsaid: nobody's name, somebody else's child and, in a room,
  // one who is not missing are answered alike.
  if (!child || !mayPress(viewer, "return.log", child) || (named && !mayName(viewer, child)))
    return askWhichChild("unknown_child");
  if (!episode) return askWhichChild(audience === "personal" ? "no_open_episode" : "unknown_child");
  const [day, clock] = (request.slots?.at ?? "").split("T");
  const at = day && clock ? instantOf(day, clock) : null;
  return form(presence, child, episode, at ?? presence.now, null, shown);
}

/** The form of an episode, checked for this presser; what happened meanwhile, where it has ended. */
export async function formFor(
  presence: Presence,
  episodeId: number,
  again: { at: Date; problem: ProblemCode } | null = null,
): Promise<Response> {
  const db = presence.house.store.db;
  const shown = await revision(db);
  const [episode] = await episodeFaces(db, [episodeId]);
  const [child] = episode ? await childFaces(db, [episode.childId]) : [];
  if (
    presence.audience === "outside" ||
    !episode ||
    !child ||
    !mayPress(presence.viewer, "return.log", child)
  )
    return refusedPress("return.open", episode ?? null);
  if (episode.voided) return refusal("old_card", { kind: "return.open" });
  if (episode.endedAt) return receiptOf(presence, child, episode, { again: true });
  return form(presence, child, episode, again?.at ?? presence.now, again?.problem ?? null, shown);
}

/** A press by somebody who may not; the audit says for which episode. */
export function refusedPress(verb: string, episode: EpisodeFace | null): Response {
  const response = refusal("not_allowed", { kind: verb });
  return {
    ...response,
    audit: {
      ...response.audit,
      detail: { ...response.audit.detail, verb, episodeId: episode?.id ?? null },
      childIds: episode ? [episode.childId] : [],
    },
  };
}

/** Asks for a name or a reference; never lists children. */
export function askWhichChild(problem: ProblemCode | null): Response {
  return {
    showable: { kind: "ask_child", action: "log_return", problem, choices: [] },
    audit: { kind: "answer", detail: { what: "ask_child", problem }, childIds: [] },
  };
}

function form(
  presence: Presence,
  child: ChildFace,
  episode: EpisodeFace,
  at: Date,
  problem: ProblemCode | null,
  revision: bigint,
): Response {
  return {
    showable: { kind: "return_form", child, episode, at, problem, now: presence.now },
    audit: {
      kind: "disclosure",
      detail: { what: "return_form", episodeId: episode.id },
      childIds: [child.id],
    },
    follow: { reading: { kind: "return_form", episodeId: episode.id }, episodeIds: [episode.id], revision },
  };
}
