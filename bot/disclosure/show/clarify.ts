import type { Button, NoticeView } from "../../../cards/views.ts";
import type { Choice } from "../../../data/vocabulary.ts";
import type { Lens } from "../lens.ts";
import { allowed } from "../permissions.ts";
import { CLARIFY, NOT_SHOWN } from "../sentences.ts";
import type { Showable } from "../showable.ts";
import { titleOf } from "../titles.ts";
import { notice } from "./frame.ts";

/** More than this is a list, and a question back is not. */
const MOST_CHOICES = 6;

/**
 * Asks back. Where a child or a name is in doubt, children are offered only in a 1:1 chat and only
 * those whom the viewer may name: no choice left reads the same as no match at all.
 */
export function showClarify(
  { clarify, prompt }: Extract<Showable, { kind: "clarify" }>,
  lens: Lens,
): NoticeView {
  if (!Object.hasOwn(CLARIFY, clarify.why)) return notice(NOT_SHOWN, lens.context, "refusal");
  const { title, choose, type } = CLARIFY[clarify.why];
  const aboutNames = clarify.why === "child" || clarify.why === "name" || clarify.why === "episode";
  const buttons = clarify.choices
    .filter((choice) => mayOffer(choice, aboutNames, lens))
    .slice(0, MOST_CHOICES)
    .map((choice): Button => ({ title: titleOf(choice, lens), verb: "ask", data: { reading: choice } }));
  const paragraphs = [buttons.length > 0 ? choose : type];
  // the words in doubt may be a name; one that is known to others must read like one known to nobody
  if (prompt.words && !aboutNames && lens.audience === "personal")
    paragraphs.unshift(`I'm not sure about “${prompt.words}”.`);
  return notice({ title, paragraphs }, lens.context, "question", buttons);
}

function mayOffer(choice: Choice, aboutNames: boolean, lens: Lens): boolean {
  if (allowed(choice, lens.audience, lens.viewer) !== "yes") return false;
  const children = [...(choice.filters.child ?? []), ...(choice.filters.not_child ?? [])];
  return children.every((id) => lens.knows(id) || (!aboutNames && lens.audience === "operational"));
}
