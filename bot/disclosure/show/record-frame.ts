import type { AnswerFrame, Button } from "../../../cards/views.ts";
import type { EpisodeHistory, RecordQuestion } from "../../../data/vocabulary.ts";
import { instantText } from "../../answers/sentences.ts";
import type { EpisodeMinimum, Lens } from "../lens.ts";
import { allowed, mayPress } from "../permissions.ts";
import type { Showable } from "../showable.ts";
import { PAGE } from "./answer-frame.ts";
import { askButton, frame } from "./frame.ts";

type RecordShowable = Extract<Showable, { asked: RecordQuestion }>;

/** The parts that every answer has, of a list that was read from the audit or the changes. */
export function recordFrame(
  title: string,
  { asked, reading, now, total, offset }: RecordShowable,
  lens: Lens,
  { definition, caveats = [] }: { definition: string; caveats?: string[] },
): AnswerFrame & { page: string | null } {
  const { context, audience } = lens;
  const end = Math.min(offset + PAGE, total);
  const more: Button[] =
    end < total ? [{ title: "More", verb: "page", data: { reading: asked, offset: end } }] : [];
  return {
    ...frame(title, context, more),
    reading: lens.text(reading.english),
    asAt: `As at ${instantText(now, context.policy.timeZone)}`,
    definition,
    caveats,
    unused: audience === "personal" && reading.unused.length > 0 ? reading.unused.join(", ") : null,
    page: total > PAGE ? `${offset + 1} to ${end} of ${total}` : null,
  };
}

/** "History" for an episode, where it may be read here; in a room the press is checked for the presser. */
export function historyButtons({ reference, childId }: EpisodeMinimum, lens: Lens): Button[] {
  const { audience, viewer } = lens;
  const asked: EpisodeHistory = { kind: "episode_history", episode: reference, filters: {} };
  const may =
    audience === "operational" ||
    (allowed(asked, audience, viewer) === "yes" &&
      (lens.knows(childId) || mayPress(viewer, "read_audit", null)));
  return may ? [askButton("History", asked)] : [];
}

/** Where somebody was when a child was shown to them: the kind of the conversation. */
export function placeText(audience: string | null, scope: string | null): string {
  if (scope === "channel") return "in a channel, by reference";
  if (scope === "groupChat") return "in a group chat, by reference";
  if (scope === "personal") return "in their own chat";
  return audience === "personal" ? "at a terminal" : "at a terminal, by reference";
}
