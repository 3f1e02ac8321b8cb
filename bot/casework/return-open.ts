import { z } from "zod";
import { instantOf } from "../../data/calendar.ts";
import { childFaces, episodeFaces, openEpisodes } from "../../data/faces.ts";
import type { Action } from "../../data/vocabulary.ts";
import { mayPress } from "../disclosure/permissions.ts";
import type { ProblemCode } from "../disclosure/showable.ts";
import type { ChildFace, EpisodeFace } from "../disclosure/viewer.ts";
import type { Presence } from "../presence.ts";
import { type Response, refusal } from "../respond.ts";
import { receiptOf } from "./receipt.ts";
import { verb } from "./verb.ts";

/** The button "Log return" of a list or a history: opens the form for that episode. */
export const openReturnVerb = verb({
  schema: z.object({ id: z.number().int().positive(), version: z.number().int().positive().optional() }),
  async handle(presence, { id }) {
    return { request: null, responses: [await formFor(presence, id)] };
  },
});

/** Typed "log a return for …": the form, filled in; nothing is written before its button is pressed. */
export async function openReturnForm(presence: Presence, request: Action): Promise<Response> {
  const [childId] = request.filters.child ?? [];
  if (childId === undefined) return askWhichChild(null);
  const db = presence.house.store.db;
  const [[child], [episode]] = await Promise.all([
    childFaces(db, [childId]),
    openEpisodes(db, [childId], presence.now),
  ]);
  // a child whom the asker may not act for is answered like one who is not missing: neither says more
  if (!child || !mayPress(presence.viewer, "return.log", child) || !episode)
    return askWhichChild("no_open_episode");
  const [day, clock] = (request.slots?.at ?? "").split("T");
  const at = day && clock ? instantOf(day, clock) : null;
  return form(presence, child, episode, at ?? presence.now, null);
}

/** The form of an episode, checked for this presser; what happened meanwhile, where it has ended. */
export async function formFor(
  presence: Presence,
  episodeId: number,
  again: { at: Date; problem: ProblemCode } | null = null,
): Promise<Response> {
  const db = presence.house.store.db;
  const [episode] = await episodeFaces(db, [episodeId]);
  const [child] = episode ? await childFaces(db, [episode.childId]) : [];
  if (
    presence.audience === "outside" ||
    !episode ||
    !child ||
    !mayPress(presence.viewer, "return.log", child)
  )
    return refusal("not_allowed", { kind: "return.open" });
  if (episode.endedAt || episode.voided) return receiptOf(presence, child, episode, { again: true });
  return form(presence, child, episode, again?.at ?? presence.now, again?.problem ?? null);
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
): Response {
  return {
    showable: { kind: "return_form", child, episode, at, problem, now: presence.now },
    audit: {
      kind: "disclosure",
      detail: { what: "return_form", episodeId: episode.id },
      childIds: [child.id],
    },
    follow: { reading: { kind: "return_form", episodeId: episode.id }, episodeIds: [episode.id] },
  };
}
